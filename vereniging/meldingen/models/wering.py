"""A sender or a network whose reports a person looks at first, until a day."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base


class Weersoort(enum.StrEnum):
    AFZENDER = "afzender"
    NETWERK = "netwerk"


class Wering(Base):
    """Only a keyed mark of the address or the network: it recognises, it cannot be read."""

    __tablename__ = "melding_wering"
    __table_args__ = (CheckConstraint("tot > van", name="eindigt"),)

    merk: Mapped[bytes] = mapped_column(LargeBinary(32), index=True)
    soort: Mapped[Weersoort]
    kenmerk: Mapped[str] = mapped_column(String(20))  # of the report that it began with
    reden: Mapped[str] = mapped_column(String(200))
    van: Mapped[date]
    tot: Mapped[date]
