"""What packages above tell `post` about members and topics: it knows neither itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from vereniging.core.i18n import _l
from vereniging.post.models import Mailing, Mailniveau

ALTIJD = frozenset({Mailniveau.ALLES})
BELANGRIJK = frozenset({Mailniveau.ALLES, Mailniveau.BELANGRIJK, Mailniveau.WEEKOVERZICHT})
WEEK = frozenset({Mailniveau.WEEKOVERZICHT})
EIGEN: dict[str, Any] = {
    "nieuws": _l("Nieuws van de vereniging"),
    "activiteiten": _l("Activiteiten in de buurt"),
}

Onderwerpenbron = Callable[[], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Geadresseerde:
    """One member who gets it; without an address on paper."""

    lid_id: int
    naam: str
    email: str
    taal: str
    kiem: bytes


@dataclass(frozen=True, kw_only=True)
class Mailingvraag:
    """Which members (as `leden` understands it), about what, and at which of their choices."""

    keuze: dict[str, Any]
    onderwerp: str
    niveaus: frozenset[Mailniveau]


@dataclass(frozen=True, kw_only=True)
class Bereik:
    """How many get it by mail, how many on paper, how many chose not to get it (at once)."""

    mail: int
    brief: int
    niet: int

    @property
    def samen(self) -> int:
        return self.mail + self.brief


class Ledenbron(Protocol):
    """What `leden` knows."""

    def ontvangers(self, vraag: Mailingvraag, na: int, aantal: int) -> list[Geadresseerde]:
        """The next members after this number of their row, in that order."""

    def tel(self, vraag: Mailingvraag) -> Bereik:
        """How many members that are."""

    def lid_met(self, kiem: bytes) -> int | None:
        """The row of the member whose seed this is."""


_bron: list[Ledenbron] = []
_onderwerpen: list[Onderwerpenbron] = []


def register_ledenbron(source: Ledenbron) -> None:
    """`leden` tells who is chosen; exactly one source."""
    _bron[:] = [source]


def register_onderwerpen(source: Onderwerpenbron) -> None:
    """A package above tells about what else there is mail; exactly one source."""
    _onderwerpen[:] = [source]


def leden() -> Ledenbron:
    """The one who knows the members."""
    return _bron[0]


def onderwerpen() -> dict[str, Any]:
    """Every topic and its name, our own first."""
    return EIGEN | (_onderwerpen[0]() if _onderwerpen else {})


def vraag_van(mailing: Mailing) -> Mailingvraag:
    """Who gets this mailing at once."""
    return Mailingvraag(
        keuze=mailing.keuze,
        onderwerp=mailing.onderwerp,
        niveaus=BELANGRIJK if mailing.is_belangrijk else ALTIJD,
    )
