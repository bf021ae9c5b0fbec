"""What packages above add to the agenda, without an import from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from vereniging.convenant.models import Partij, Thema


@dataclass(frozen=True)
class Aanleiding:
    """Why an item is on the agenda: a line with its page, and what is known about it."""

    titel: str
    url: str
    uitleg: str = ""


Vinder = Callable[[Iterable[int]], dict[int, list[Aanleiding]]]
VINDERS: list[Vinder] = []


def register_aanleidingen(vind: Vinder) -> None:
    """Add what belongs to agenda items: ids in, lines for everyone out."""
    if vind not in VINDERS:
        VINDERS.append(vind)


def aanleidingen(punten: Iterable[int]) -> dict[int, list[Aanleiding]]:
    """What the packages above know about these items."""
    ids = list(punten)
    found: dict[int, list[Aanleiding]] = {}
    for vind in VINDERS:
        for punt, regels in vind(ids).items():
            found.setdefault(punt, []).extend(regels)
    return found


@dataclass(frozen=True)
class Voorstel:
    """Something that waits and belongs on an agenda; its key keeps it from standing there twice."""

    sleutel: str
    titel: str
    waarom: str
    thema: Thema | None = None
    partij: Partij | None = None
    keer: int = 1  # how often it will have been on an agenda


Voorsteller = Callable[[date], Iterable[Voorstel]]
VOORSTELLERS: list[Voorsteller] = []


def register_voorstellen(vind: Voorsteller) -> None:
    """Add what a package above has for an agenda on a day."""
    if vind not in VOORSTELLERS:
        VOORSTELLERS.append(vind)


def voorstellen_van_anderen(dag: date) -> list[Voorstel]:
    """What the packages above have for an agenda."""
    return [voorstel for vind in VOORSTELLERS for voorstel in vind(dag)]


@dataclass(frozen=True)
class Ledenmachtiging:
    """What the members allow their delegates: by a mandate with room, or by a vote of its own."""

    titel: str
    url: str
    is_stemming: bool


Machtiger = Callable[[str], Ledenmachtiging | None]
MACHTIGERS: list[Machtiger] = []


def register_machtigingen(vind: Machtiger) -> None:
    """Add where a permission of the members may be found; the address of a vote or mandate in."""
    if vind not in MACHTIGERS:
        MACHTIGERS.append(vind)


def machtigingen(slug: str) -> list[Ledenmachtiging]:
    """What members decided at this address, if they said yes."""
    return [found for vind in MACHTIGERS if (found := vind(slug)) is not None]
