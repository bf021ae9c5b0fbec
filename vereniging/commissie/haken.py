"""What packages above add to the agenda, without an import from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from vereniging.commissie.models import Dossierniveau, Opschaling
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


@dataclass(frozen=True)
class Dossierregel:
    """Something that happened on a day, and the file that proves it."""

    dag: date
    soort: str
    tekst: str
    bestand: str = ""


@dataclass(frozen=True)
class Dossierdeel:
    """What a package above knows of an escalation: lines, files by name, and whose log counts."""

    regels: tuple[Dossierregel, ...] = ()
    bestanden: Mapping[str, bytes] = field(default_factory=dict)
    logs: frozenset[tuple[str, str]] = frozenset()  # ("melding.", "M-2026-0042")


Dossiervuller = Callable[[Opschaling, Dossierniveau], Dossierdeel]
VULLERS: list[Dossiervuller] = []


def register_dossier(vul: Dossiervuller) -> None:
    """Add what a package above knows of an escalation, for who reads this dossier."""
    if vul not in VULLERS:
        VULLERS.append(vul)


def dossierdelen(opschaling: Opschaling, niveau: Dossierniveau) -> list[Dossierdeel]:
    """What the packages above know of it; ask once for each dossier."""
    return [vul(opschaling, niveau) for vul in VULLERS]


Herkomst = Callable[[Opschaling], Aanleiding | None]
HERKOMSTEN: list[Herkomst] = []


def register_herkomst(vind: Herkomst) -> None:
    """Add where an escalation about something above began; None when not everyone may read that."""
    if vind not in HERKOMSTEN:
        HERKOMSTEN.append(vind)


def herkomst(opschaling: Opschaling) -> Aanleiding | None:
    """The page of what it is about, when everyone may read that."""
    return next((found for vind in HERKOMSTEN if (found := vind(opschaling))), None)
