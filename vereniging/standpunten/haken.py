"""What packages above add: the story after the vote, and themes that ask for a position."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from vereniging.standpunten.models import Standpunt


@dataclass(frozen=True, kw_only=True)
class Halte:
    """One stop on the line from first input to last promise.

    `soort` is klaar, nu, straks or laat; `url` goes with the words of its link in `lees`.
    """

    kop: str
    moment: datetime | date | None = None
    wanneer: str = ""
    tekst: str = ""
    soort: str = "klaar"
    icoon: str = ""
    url: str = ""
    lees: str = ""


Haltebron = Callable[[Standpunt, datetime], list[Halte]]
_bronnen: list[Haltebron] = []


def register_haltes(source: Haltebron) -> None:
    """`mandaten` tells what came after the vote."""
    _bronnen[:] = [source]


def vervolg(standpunt: Standpunt, nu: datetime) -> list[Halte]:
    """What came after the vote, in order; late stops too."""
    return [halte for source in _bronnen for halte in source(standpunt, nu)]


@dataclass(frozen=True, kw_only=True)
class Signaal:
    """A theme that people tell us more about than before, in words for delegates."""

    thema: str  # its code
    kop: str
    uitleg: str


Signaalbron = Callable[[datetime], list[Signaal]]
_signaalbronnen: list[Signaalbron] = []


def register_signalen(source: Signaalbron) -> None:
    """`meldingen` tells which themes rise."""
    _signaalbronnen[:] = [source]


def signalen(nu: datetime) -> list[Signaal]:
    """Themes that may ask for a position."""
    return [signaal for source in _signaalbronnen for signaal in source(nu)]
