"""A package above tells `post` who must not be written to any more."""

from __future__ import annotations

from collections.abc import Callable

Stiltebron = Callable[[str], bool]

_bron: list[Stiltebron] = []


def register_stilte(source: Stiltebron) -> None:
    """`leden` tells whether nothing goes to this address any more."""
    _bron[:] = [source]


def moet_stil(aan: str) -> bool:
    """Whether this address is of somebody who died."""
    return bool(aan) and any(source(aan) for source in _bron)
