"""Before a covenant ends the parties look back: half a year and a quarter of a year ahead."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.tekst import Convenant
from vereniging.core.db import Base
from vereniging.core.workdays import add_months

MAANDEN = (6, 3)


class Evaluatieherinnering(Base):
    """That officers were reminded, so many months before the end; each once."""

    __tablename__ = "evaluatieherinnering"
    __table_args__ = (
        UniqueConstraint("convenant_id", "maanden"),
        CheckConstraint("maanden IN (6, 3)", name="maanden"),
    )

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), init=False)
    convenant: Mapped[Convenant] = relationship()
    maanden: Mapped[int]
    op: Mapped[datetime]


def evaluatie_over(convenant: Convenant, dag: date) -> int | None:
    """Which reminder this day is for: the last one that is due; None before, or after the end."""
    if convenant.geldig_tot is None or not convenant.is_bindend(dag):
        return None
    due = [each for each in MAANDEN if dag >= add_months(convenant.geldig_tot, -each)]
    return min(due, default=None)
