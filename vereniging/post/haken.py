"""A package above tells `post` who is not written to any more, and who reads what comes in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from vereniging.post.lezen import Bericht

STIL = "overleden"  # why a message to somebody who died went nowhere


@dataclass(frozen=True)
class Bezorging:
    """Who reads a letter instead of the one it is for."""

    email: str
    voor: str


Bezorgbron = Callable[[int], Bezorging | None]
_bezorgbron: list[Bezorgbron] = []


def register_bezorging(source: Bezorgbron) -> None:
    """`leden` tells who helps a member that reads no mail."""
    _bezorgbron[:] = [source]


def bezorging(lid_id: int) -> Bezorging | None:
    """The helper of this member, by the number of the row; None without one."""
    return _bezorgbron[0](lid_id) if _bezorgbron else None


Stiltebron = Callable[[str], bool]

_bron: list[Stiltebron] = []


@dataclass(frozen=True)
class Ontvanger:
    """Who answers by mail, where the photos go (outside a transaction), and what it means."""

    mag: Callable[[bytes, str], bool]
    bewaar_fotos: Callable[[tuple[bytes, ...]], tuple[list[str], list[str]]]
    plaats: Callable[[bytes, Bericht, list[str], datetime], None]


_ontvanger: list[Ontvanger] = []


def register_ontvanger(receiver: Ontvanger) -> None:
    """`meldingen` takes the answers to what it sent."""
    _ontvanger[:] = [receiver]


def ontvanger() -> Ontvanger:
    """Who takes the answers."""
    return _ontvanger[0]


def register_stilte(source: Stiltebron) -> None:
    """`leden` tells whether nothing goes to this address any more."""
    _bron[:] = [source]


def moet_stil(aan: str) -> bool:
    """Whether this address is of somebody who died."""
    return bool(aan) and any(source(aan) for source in _bron)
