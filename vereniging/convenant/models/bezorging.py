"""That the mail server took a message to a party: kept when the message itself is long gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.core.triggers import append_only


class Bezorgbewijs(Base):
    """When a message was taken, or why it was refused; its number is that in its header."""

    __tablename__ = "bezorgbewijs"
    __table_args__ = (
        CheckConstraint("(aangenomen_op IS NULL) <> (geweigerd = '')", name="afloop"),
    )

    sleutel: Mapped[str] = mapped_column(String(160), unique=True)
    nummer: Mapped[str] = mapped_column(String(32))
    verstuurd_op: Mapped[datetime]
    aangenomen_op: Mapped[datetime | None] = mapped_column(default=None)
    geweigerd: Mapped[str] = mapped_column(String(255), default="")


append_only(Bezorgbewijs.__table__)  # type: ignore[arg-type]  # a mapped class has a Table
