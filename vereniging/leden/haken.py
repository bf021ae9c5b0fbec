"""What a package above tells `leden` about money: the price, and where to pay."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vereniging.core.money import Bedrag
from vereniging.leden.models import Aanmelding, LidSoort


@dataclass(frozen=True)
class Prijs:
    """What membership costs: a year, and the rest of this year when joining today."""

    per_jaar: Bedrag
    nu: Bedrag
    is_per_huishouden: bool


Betaallink = Callable[[Aanmelding], str | None]
Prijsbron = Callable[[LidSoort, date], Prijs | None]

_betaallink: list[Betaallink] = []
_prijs: list[Prijsbron] = []


def register_betaallink(source: Betaallink) -> None:
    """`contributie` tells where an applicant pays; None when nothing is due."""
    _betaallink[:] = [source]


def register_prijs(source: Prijsbron) -> None:
    """`contributie` tells what this kind of membership costs; None when it is not set."""
    _prijs[:] = [source]


def betaallink(aanmelding: Aanmelding) -> str | None:
    """Where this applicant pays, or None when nothing is due."""
    return _betaallink[0](aanmelding) if _betaallink else None


def prijs(soort: LidSoort, dag: date) -> Prijs | None:
    """What joining on this day costs, as far as it is known."""
    return _prijs[0](soort, dag) if _prijs else None
