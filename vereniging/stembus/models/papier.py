"""Paper ballots: their own codes, and what two tellers typed (stembus.md section 3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.stembus.models.stemming import Stemming

# No member, no number, no time: a code must lead to nobody.
papiercode = Table(
    "papiercode",
    Base.metadata,
    Column("stemming_id", ForeignKey("stemming.id"), primary_key=True),
    Column("code", String(16), primary_key=True),
    sqlite_with_rowid=False,
)


class Papierinvoer(Base):
    """The whole batch as one teller typed it; it counts when another typed the same."""

    __tablename__ = "papierinvoer"
    __table_args__ = (UniqueConstraint("stemming_id", "teller_id"),)

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), init=False)
    stemming: Mapped[Stemming] = relationship()
    teller_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    regels: Mapped[list[Any]]  # [code, waarde, …] each, sorted; spoilt ballots are []
    op: Mapped[datetime]
