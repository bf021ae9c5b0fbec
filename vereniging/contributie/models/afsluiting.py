"""The books of a year once they are closed, and what the audit committee signs about them."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.money import Bedrag
from vereniging.core.triggers import append_only


class Jaarafsluiting(Base):
    """The sums of a year as they were closed; `sha256` is the mark of every row dated in it."""

    __tablename__ = "jaarafsluiting"
    __table_args__ = (
        CheckConstraint("andere_inkomsten >= 0", name="inkomsten_niet_negatief"),
        CheckConstraint("uitgaven >= 0", name="uitgaven_niet_negatief"),
        CheckConstraint("reserve >= 0", name="reserve_niet_negatief"),
    )

    jaar: Mapped[int] = mapped_column(ForeignKey("contributiejaar.jaar"), unique=True)
    gesloten_op: Mapped[datetime]
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    regels: Mapped[int]
    contributie: Mapped[Bedrag]  # asked, less what was lowered or waived
    giften: Mapped[Bedrag]
    andere_inkomsten: Mapped[Bedrag]
    uitgaven: Mapped[Bedrag]
    reserve: Mapped[Bedrag]  # what the association owned on the last day
    plafond: Mapped[Bedrag]  # how much it wants to own at most
    sha256: Mapped[str] = mapped_column(String(64))

    @property
    def resultaat(self) -> Bedrag:
        """What the year brought in, less what it cost."""
        return self.contributie + self.giften + self.andere_inkomsten - self.uitgaven

    @property
    def is_boven_plafond(self) -> bool:
        return self.reserve > self.plafond


class Kasoordeel(enum.StrEnum):
    AKKOORD = "akkoord"
    NIET_AKKOORD = "niet_akkoord"


class Kasverklaring(Base):
    """What one member of the audit committee found about closed books; signed once, for good."""

    __tablename__ = "kasverklaring"
    __table_args__ = (
        UniqueConstraint("afsluiting_id", "account_id"),
        CheckConstraint("oordeel = 'akkoord' OR opmerkingen <> ''", name="nee_met_uitleg"),
    )

    afsluiting_id: Mapped[int] = mapped_column(ForeignKey("jaarafsluiting.id"), init=False)
    afsluiting: Mapped[Jaarafsluiting] = relationship()
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    naam: Mapped[str] = mapped_column(String(120))
    oordeel: Mapped[Kasoordeel]
    opmerkingen: Mapped[str] = mapped_column(String(2000))
    getekend_op: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64))  # of the books as they were read


append_only(Jaarafsluiting.__table__)  # type: ignore[arg-type]  # declarative tables are Tables
append_only(Kasverklaring.__table__)  # type: ignore[arg-type]  # the same
