"""What `contributie` gives: the nota behind a payment, and the one door to the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from vereniging.core.money import Bedrag


@dataclass(frozen=True, kw_only=True)
class Rekening:
    """What a payment has to know of a nota."""

    nota_id: int
    kenmerk: str
    betaalkenmerk: str
    jaar: int
    bedrag: Bedrag
    open: Bedrag
    vraagt: Bedrag  # what paying now asks: all that is open, or the part of an arrangement
    kiem: bytes
    is_ingetrokken: bool
    betaald_op: date | None
    naam: str
    email: str | None
    taal: str


@dataclass(frozen=True, kw_only=True)
class Boeking:
    """One row for the ledger: positive is owed, negative is received."""

    soort: str
    bron_id: str
    bedrag: Bedrag
    valutadatum: date
    uitleg: str


class Boeker(Protocol):
    """The one who books."""

    def met_kiem(self, kiem: bytes) -> Rekening | None:
        """The nota behind a pay link."""

    def met_id(self, nota_id: int) -> Rekening:
        """The nota of a payment, held until the end of the unit when it may write."""

    def houd(self, nota_id: int) -> object:
        """Hold the nota until the end of the unit; who keeps the answer spares reading it again."""

    def geboekt(self, bron_id: str) -> Bedrag:
        """What was booked before for this payment, refund or chargeback."""

    def boek(self, nota_id: int, boeking: Boeking, nu: datetime) -> None:
        """Add one row."""

    def na_boeking(self, nota_id: int, nu: datetime) -> None:
        """The rows of this payment are in; what follows from them."""

    def scheve_saldi(self) -> list[str]:
        """The notas whose saldo is not the sum of their rows."""


class GeenBoeker(RuntimeError):
    """Without a ledger no payment is taken over."""


_boeker: list[Boeker] = []


def register_boeker(source: Boeker) -> None:
    """`contributie` books; exactly one source."""
    _boeker[:] = [source]


def boeker() -> Boeker:
    """Who books. Raises GeenBoeker when nobody registered."""
    if not _boeker:
        raise GeenBoeker
    return _boeker[0]
