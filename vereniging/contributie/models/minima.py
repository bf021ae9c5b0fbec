"""Who has little to spend pays less: one tick, no proof, seen by the treasurer alone."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid


class MinimaBeslist(DomainError):
    """One decision for a year."""

    message = _l("Over deze vraag is al beslist.")


class Minimauitkomst(enum.StrEnum):
    GEVRAAGD = "gevraagd"
    TOEGEKEND = "toegekend"
    AFGEWEZEN = "afgewezen"


class Minimaregeling(Base):
    """A unit that asks for the low price of one year; next year it is asked again."""

    __tablename__ = "minimaregeling"
    __table_args__ = (
        UniqueConstraint("jaar", "eenheid"),
        CheckConstraint(
            "(uitkomst = 'gevraagd') = (beslist_op IS NULL)", name="beslist_met_uitkomst"
        ),
    )

    jaar: Mapped[int]
    eenheid: Mapped[str] = mapped_column(String(20))
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    gevraagd_op: Mapped[datetime]
    uitkomst: Mapped[Minimauitkomst] = mapped_column(default=Minimauitkomst.GEVRAAGD)
    beslist_op: Mapped[datetime | None] = mapped_column(default=None)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)

    def beslis(self, nu: datetime, door_id: int | None, *, toekennen: bool) -> None:
        """The treasurer says yes or no. Raises MinimaBeslist."""
        if self.uitkomst is not Minimauitkomst.GEVRAAGD:
            raise MinimaBeslist
        self.uitkomst = Minimauitkomst.TOEGEKEND if toekennen else Minimauitkomst.AFGEWEZEN
        self.beslist_op, self.door_id = nu, door_id
