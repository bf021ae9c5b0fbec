"""A photo and what was typed so far."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base

BEWAARD = timedelta(hours=24)
HOOGSTENS = 6


class MeldingConcept(Base):
    """A report that somebody is still writing; its link works for a day."""

    __tablename__ = "melding_concept"

    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    gemaakt_op: Mapped[datetime] = mapped_column(index=True)
    gegevens: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    netwerk: Mapped[bytes | None] = mapped_column(LargeBinary(32), default=None)
    melding_id: Mapped[int | None] = mapped_column(ForeignKey("melding.id"), default=None)
    fotos: Mapped[list[Foto]] = relationship(default_factory=list, order_by="Foto.id")

    def is_verlopen(self, nu: datetime) -> bool:
        return nu - self.gemaakt_op > BEWAARD

    def onthoud(self, gegevens: dict[str, Any]) -> None:
        """Keep what this step asked, beside the other steps."""
        self.gegevens = {**self.gegevens, **gegevens}


class Foto(Base):
    """A developed photo on disk; private until somebody released it."""

    __tablename__ = "foto"

    naam: Mapped[str] = mapped_column(String(40), unique=True)
    toegevoegd_op: Mapped[datetime]
    melding_id: Mapped[int | None] = mapped_column(
        ForeignKey("melding.id"), index=True, default=None
    )
    concept_id: Mapped[int | None] = mapped_column(
        ForeignKey("melding_concept.id"), index=True, default=None
    )
    schouwpunt_id: Mapped[int | None] = mapped_column(
        ForeignKey("schouwpunt.id"), index=True, default=None
    )
    is_van_partij: Mapped[bool] = mapped_column(default=False)
    is_vrijgegeven: Mapped[bool] = mapped_column(default=False)

    @property
    def stam(self) -> str:
        """The name without its suffix, as addresses have it."""
        return self.naam.partition(".")[0]
