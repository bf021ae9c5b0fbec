"""What somebody must still do before a day: it comes back on every agenda until it is done."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l

AFLOOP = 10  # characters


class ZonderAfloop(DomainError):
    """Who crosses something off tells what came of it."""

    message = _l("Schrijf op wat ervan kwam (minstens 10 tekens).")


class Openstand(enum.StrEnum):
    OPEN = "open"
    GEDAAN = "gedaan"
    VERVALLEN = "vervallen"


class Openstaand(MappedAsDataclass, kw_only=True):
    """A last day, a stand, and what came of it."""

    voor_datum: Mapped[date]
    stand: Mapped[Openstand] = mapped_column(default=Openstand.OPEN)
    afloop: Mapped[str] = mapped_column(Text, default="")
    afgerond_op: Mapped[date | None] = mapped_column(default=None)

    def is_te_laat(self, dag: date) -> bool:
        """Whether the day passed and it is not done."""
        return self.stand is Openstand.OPEN and dag > self.voor_datum

    def afronden(self, stand: Openstand, afloop: str, dag: date) -> None:
        """It is done, or not needed any more; raises KanNietMeer or ZonderAfloop."""
        if self.stand is not Openstand.OPEN or stand is Openstand.OPEN:
            raise KanNietMeer(wat=_l("dit punt"), stand=self.stand)
        if len(afloop.strip()) < AFLOOP:
            raise ZonderAfloop
        self.stand, self.afloop, self.afgerond_op = stand, afloop.strip(), dag


AFGEROND = "(stand = 'open') = (afgerond_op IS NULL)"
MET_AFLOOP = "stand = 'open' OR length(afloop) >= 10"
