"""Who was called to a general meeting, how, and who said to come (BW 2:41)."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.alv.models.alv import Alv
from vereniging.core.db import Base
from vereniging.leden.models import Lid


class Kanaal(enum.StrEnum):
    MAIL = "mail"
    POST = "post"


class Oproeping(Base):
    """One member called to one meeting, by mail only with consent."""

    __tablename__ = "oproeping"
    __table_args__ = (
        UniqueConstraint("alv_id", "lid_id"),
        CheckConstraint("gepost_op IS NULL OR kanaal = 'post'", name="gepost"),
        CheckConstraint("(komt IS NULL) = (geantwoord_op IS NULL)", name="antwoord"),
    )

    alv_id: Mapped[int] = mapped_column(ForeignKey("alv.id"), init=False)
    alv: Mapped[Alv] = relationship()
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    kanaal: Mapped[Kanaal]
    opgeroepen_op: Mapped[datetime]
    gepost_op: Mapped[datetime | None] = mapped_column(default=None)
    komt: Mapped[bool | None] = mapped_column(default=None)
    geantwoord_op: Mapped[datetime | None] = mapped_column(default=None)

    def antwoorden(self, nu: datetime, *, komt: bool) -> bool:
        """Whether this member comes; False when that was known already."""
        if self.komt is komt:
            return False
        self.komt, self.geantwoord_op = komt, nu
        return True
