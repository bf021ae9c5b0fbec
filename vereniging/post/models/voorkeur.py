"""What a member wants to get of each topic; without a row that is everything."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base


class Mailniveau(enum.StrEnum):
    """How much of a topic (ux.md 5.16); legal mail and mail about money always comes."""

    ALLES = "alles"
    BELANGRIJK = "belangrijk"
    WEEKOVERZICHT = "weekoverzicht"
    NIETS = "niets"


class Mailvoorkeur(Base):
    """One member's choice for one topic."""

    __tablename__ = "mailvoorkeur"
    __table_args__ = (
        UniqueConstraint("lid_id", "onderwerp"),
        CheckConstraint(
            "niveau IN ('alles', 'belangrijk', 'weekoverzicht', 'niets')", name="niveau"
        ),
    )

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id", ondelete="CASCADE"))
    onderwerp: Mapped[str] = mapped_column(String(40))
    niveau: Mapped[Mailniveau]
    gewijzigd_op: Mapped[datetime]
