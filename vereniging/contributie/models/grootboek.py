"""The ledger: rows are only added; a mistake gets a row with the opposite sign."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.contributie.models.nota import Nota
from vereniging.core.db import Base
from vereniging.core.money import Bedrag
from vereniging.core.triggers import append_only


class Regelsoort(enum.StrEnum):
    NOTA = "nota"
    BETALING = "betaling"
    TERUGBETALING = "terugbetaling"
    STORNO = "storno"
    GIFT = "gift"
    VERMINDERING = "vermindering"
    KWIJTSCHELDING = "kwijtschelding"
    CORRECTIE = "correctie"


class Bron(enum.StrEnum):
    NOTA = "nota"
    MOLLIE = "mollie"
    BANK = "bank"
    CONTANT = "contant"
    BESTUUR = "bestuur"


class Grootboekregel(Base):
    """One change of what a nota owes: positive is owed, negative is received."""

    __tablename__ = "grootboekregel"
    __table_args__ = (
        UniqueConstraint("bron", "bron_id", "volgnr"),
        CheckConstraint("bedrag <> 0", name="niet_nul"),
    )

    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"), index=True, init=False)
    nota: Mapped[Nota] = relationship()
    soort: Mapped[Regelsoort]
    bedrag: Mapped[Bedrag]
    valutadatum: Mapped[date]
    geboekt_op: Mapped[datetime]
    bron: Mapped[Bron]
    bron_id: Mapped[str] = mapped_column(String(80))
    volgnr: Mapped[int]
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    uitleg: Mapped[str] = mapped_column(String(500), default="")


append_only(Grootboekregel.__table__)  # type: ignore[arg-type]  # declarative tables are Tables
