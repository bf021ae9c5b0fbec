"""The timeline of a report: lines are added, never changed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Partij
from vereniging.core.db import Base
from vereniging.meldingen.models.standen import MeldingStand, Zichtbaar

if TYPE_CHECKING:
    from vereniging.meldingen.models.melding import Melding


VASTGEHOUDEN = "vastgehouden"


class MeldingGebeurtenis(Base):
    """One line: what happened when, and for whose eyes."""

    __tablename__ = "melding_gebeurtenis"

    melding_id: Mapped[int] = mapped_column(ForeignKey("melding.id"), index=True, init=False)
    melding: Mapped[Melding] = relationship(back_populates="gebeurtenissen", default=None)
    op: Mapped[datetime]
    soort: Mapped[str] = mapped_column(String(40))
    van: Mapped[MeldingStand | None] = mapped_column(default=None)
    naar: Mapped[MeldingStand]
    tekst: Mapped[str] = mapped_column(Text, default="")
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), init=False)
    partij: Mapped[Partij | None] = relationship(default=None)
    zichtbaar_voor: Mapped[Zichtbaar] = mapped_column(default=Zichtbaar.MELDER)
