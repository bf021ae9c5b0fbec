"""What the made parts of an agenda say is fixed on papers day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.vergadering import Vergadering
from vereniging.core.db import Base


class Agendablok(Base):
    """What a part said on the day that the papers went out; what changes later changes it not."""

    __tablename__ = "agendablok"
    __table_args__ = (
        UniqueConstraint("vergadering_id", "nummer"),
        CheckConstraint("nummer IN (4, 5, 6, 9)", name="nummer"),
    )

    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"), init=False)
    vergadering: Mapped[Vergadering] = relationship()
    nummer: Mapped[int]
    regels: Mapped[list[Any]]  # [{"titel": …, "uitleg": …, "url": …, "is_laat": …}]
    op: Mapped[datetime]
