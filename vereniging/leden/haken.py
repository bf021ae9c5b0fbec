"""What a package above tells `leden` about money: the price, where to pay, and what is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement

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

Wisslot = Callable[[datetime], ColumnElement[bool]]

_betaallink: list[Betaallink] = []
_prijs: list[Prijsbron] = []
_wissloten: dict[tuple[type, str], Wisslot] = {}


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


def register_wisslot(model: type, naam: str, slot: Wisslot) -> None:
    """A package says which rows of `Lid` or `Aanmelding` cannot be erased yet."""
    _wissloten[model, naam] = slot


def wissloten(model: type, nu: datetime) -> list[ColumnElement[bool]]:
    """What holds back the erasing of a row of this kind."""
    return [slot(nu) for (kind, _naam), slot in _wissloten.items() if kind is model]
