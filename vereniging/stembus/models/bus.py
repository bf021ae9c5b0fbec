"""The frozen roll, the sealed envelopes, and what is published of them (stembus.md 4)."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.leden.models import Lid
from vereniging.stembus.models.stemming import Stemming


class Kiesregister(Base):
    """A member on the frozen roll; `revisie` counts their votes, nothing tells what they chose."""

    __tablename__ = "kiesregister"
    __table_args__ = (
        UniqueConstraint("stemming_id", "lid_id"),
        CheckConstraint("revisie >= 0", name="revisie"),
    )

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), init=False)
    stemming: Mapped[Stemming] = relationship()
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    lidnummer: Mapped[str] = mapped_column(String(20))
    grond: Mapped[str] = mapped_column(String(40))
    zout: Mapped[bytes] = mapped_column(LargeBinary(16))
    kanaal: Mapped[str] = mapped_column(String(8), default="web")
    revisie: Mapped[int] = mapped_column(default=0)
    bevestiging: Mapped[bytes | None] = mapped_column(LargeBinary(32), default=None)


# Natural keys, no serial number and no time: the order of rows must tell nothing (stembus.md 4.4).
envelop = Table(
    "envelop",
    Base.metadata,
    Column("stemming_id", ForeignKey("stemming.id"), primary_key=True),
    Column("lid_id", ForeignKey("lid.id"), primary_key=True),
    Column("envelop", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
bus = Table(
    "bus",
    Base.metadata,
    Column("stemming_id", ForeignKey("stemming.id"), primary_key=True),
    Column("zegel", String(64), primary_key=True),
    Column("data", LargeBinary),
    sqlite_with_rowid=False,
)
stembiljet = Table(
    "stembiljet",
    Base.metadata,
    Column("stemming_id", ForeignKey("stemming.id"), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("woord", String(40), nullable=False),
    Column("naam", String(120), nullable=False),
    Column("waarden", Text, nullable=False),
    sqlite_with_rowid=False,
)


class StembusBestand(Base):
    """A published file, its bytes stored once."""

    __tablename__ = "stembus_bestand"
    __table_args__ = (UniqueConstraint("stemming_id", "naam"),)

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), init=False)
    stemming: Mapped[Stemming] = relationship()
    naam: Mapped[str] = mapped_column(String(40))
    inhoud: Mapped[bytes] = mapped_column(LargeBinary)
