"""A member's own calendar, read by a telephone that cannot sign in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.links import new_seed
from vereniging.leden.models import Lid


class Agendalink(Base):
    """The secret address of one member's calendar; another seed makes the old one worthless."""

    __tablename__ = "agendalink"

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), unique=True, init=False)
    lid: Mapped[Lid] = relationship()
    gemaakt_op: Mapped[datetime]
    kiem: Mapped[bytes] = mapped_column(
        LargeBinary(16), unique=True, default_factory=new_seed, insert_default=new_seed, init=False
    )

    def vernieuw(self, nu: datetime) -> None:
        """Another address from now."""
        self.kiem, self.gemaakt_op = new_seed(), nu
