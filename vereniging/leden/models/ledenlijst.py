"""A choice of members that the board uses again: for labels, letters or a mailing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base


class Ledenlijst(Base):
    """The question, not the answer: who fits is looked up each time."""

    __tablename__ = "ledenlijst"
    __table_args__ = (CheckConstraint("naam <> ''", name="heeft_naam"),)

    naam: Mapped[str] = mapped_column(String(60), unique=True)
    keuze: Mapped[dict[str, Any]]
    gemaakt_op: Mapped[datetime]
    gemaakt_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
