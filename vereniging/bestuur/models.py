"""What is broken now, and what was: told once when it begins and once when it ends."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base

AAN = text("voorbij_op IS NULL")


class AlarmSoort(enum.StrEnum):
    """What two people hear about when it goes wrong (security-reliability.md 11)."""

    KETEN = "keten"
    POST = "post"
    KOPIE = "kopie"
    OEFENING = "oefening"
    VERSCHIL = "verschil"
    INLOGGEN = "inloggen"
    FOUTEN = "fouten"
    SCHIJF = "schijf"


class Alarm(Base):
    """Something that is broken since a moment; of each kind at most one is on."""

    __tablename__ = "alarm"
    __table_args__ = (
        CheckConstraint("voorbij_op IS NULL OR voorbij_op >= sinds", name="einde_na_begin"),
        Index("uq_alarm_aan", "soort", unique=True, sqlite_where=AAN, postgresql_where=AAN),
    )

    soort: Mapped[AlarmSoort]
    sinds: Mapped[datetime]
    voorbij_op: Mapped[datetime | None] = mapped_column(default=None)

    def sluit_af(self, nu: datetime) -> None:
        """It works again."""
        self.voorbij_op = nu
