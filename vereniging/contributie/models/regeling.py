"""An arrangement: pay in parts, or all at once on a later day; reminders wait for it."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.contributie.models.nota import Nota
from vereniging.core.db import Base
from vereniging.core.money import NUL, Bedrag
from vereniging.core.workdays import add_months

LOOPT = text("beeindigd_op IS NULL")
RESPIJT = timedelta(days=7)  # a transfer takes a few days
MEESTE_TERMIJNEN = 12


class Regelingeinde(enum.StrEnum):
    BETAALD = "betaald"
    NIET_NAGEKOMEN = "niet_nagekomen"
    GESTOPT = "gestopt"


class Regeling(Base):
    """Pay `bedrag` in `aantal` monthly parts from `eerste_op`; one running per nota."""

    __tablename__ = "regeling"
    __table_args__ = (
        CheckConstraint("bedrag > 0", name="bedrag_positief"),
        CheckConstraint("aantal BETWEEN 1 AND 12", name="aantal"),
        CheckConstraint("(beeindigd_op IS NULL) = (einde IS NULL)", name="einde_met_reden"),
        Index("uq_regeling_loopt", "nota_id", unique=True,
              sqlite_where=LOOPT, postgresql_where=LOOPT),
    )  # fmt: skip

    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"), index=True, init=False)
    nota: Mapped[Nota] = relationship()
    bedrag: Mapped[Bedrag]
    aantal: Mapped[int]
    eerste_op: Mapped[date]
    afgesproken_op: Mapped[datetime]
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    afspraak: Mapped[str] = mapped_column(String(500), default="")
    beeindigd_op: Mapped[datetime | None] = mapped_column(default=None)
    einde: Mapped[Regelingeinde | None] = mapped_column(default=None)

    @property
    def termijn(self) -> Bedrag:
        """One part, rounded up to whole cents: the last part is what is left."""
        return Bedrag(-(-self.bedrag.centen // self.aantal))

    def termijnen(self) -> list[tuple[date, Bedrag]]:
        """Each day with its amount; together exactly what was agreed."""
        rest, parts = self.bedrag, []
        for nummer in range(self.aantal):
            part = min(self.termijn, rest)
            parts.append((add_months(self.eerste_op, nummer), part))
            rest -= part
        return parts

    def open_hoort(self, dag: date) -> Bedrag:
        """What may still be open on this day when every part so far was paid in time."""
        return sum((part for when, part in self.termijnen() if when + RESPIJT >= dag), NUL)

    def is_nagekomen(self, saldo: Bedrag, dag: date) -> bool:
        """Whether nothing of it is overdue, a few days of grace included."""
        return saldo <= self.open_hoort(dag)

    def nu_te_betalen(self, saldo: Bedrag, dag: date) -> Bedrag:
        """What the pay page asks: the parts that are due, else the next one; never more than due.

        Who pays more than agreed pays fewer parts.
        """
        if saldo <= NUL:
            return NUL
        later = sum((part for when, part in self.termijnen() if when > dag), NUL)
        due = saldo - later
        return min(due if due > NUL else self.termijn, saldo)

    def beeindig(self, einde: Regelingeinde, nu: datetime) -> None:
        """It is over; what happened first stays."""
        if self.beeindigd_op is None:
            self.beeindigd_op, self.einde = nu, einde
