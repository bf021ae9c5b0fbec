"""What changed about a member, when and by whom; kept as long as the member is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.leden.models.lid import Lid


class Lidwijziging(Base):
    """One detail of a member became another; `door` is the account that did it."""

    __tablename__ = "lidwijziging"
    __table_args__ = (CheckConstraint("oud <> nieuw", name="is_anders"),)

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    op: Mapped[datetime]
    veld: Mapped[str] = mapped_column(String(40))
    oud: Mapped[str] = mapped_column(String(300), default="")
    nieuw: Mapped[str] = mapped_column(String(300), default="")
    reden: Mapped[str] = mapped_column(String(300), default="")
    door: Mapped[int | None] = mapped_column(default=None)
