"""That an officer wrote a report down for somebody, by phone or from paper."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.meldingen.models.melding import Melding
from vereniging.toegang.models import Account


class Inname(Base):
    """Who took a report in, and when the reporter heard it read out and agreed."""

    __tablename__ = "melding_inname"

    melding_id: Mapped[int] = mapped_column(ForeignKey("melding.id"), unique=True, init=False)
    melding: Mapped[Melding] = relationship()
    door_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True, init=False)
    door: Mapped[Account] = relationship()
    akkoord_op: Mapped[datetime]
