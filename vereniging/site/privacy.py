"""What the page about privacy tells; the package above that knows all the rules gives it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Onderdeel:
    """One purpose: what for, on what ground, who gets it, and each kind of data with its term."""

    naam: Any
    doel: Any
    grondslag: tuple[Any, ...]
    ontvangers: Any
    termijnen: tuple[tuple[Any, Any], ...]


_bron: list[Callable[[], list[Onderdeel]]] = []


def register_onderdelen(bron: Callable[[], list[Onderdeel]]) -> None:
    """`avg` tells what is kept; exactly one source."""
    _bron[:] = [bron]


def onderdelen() -> list[Onderdeel]:
    """Everything that is kept, by purpose."""
    return _bron[0]()
