"""The record of a yearly run: when, by whom, how much, and who was left out and why."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.money import Bedrag


class Contributierun(Base):
    """One time that notas were made; a repeat for who joined later is another run."""

    __tablename__ = "contributierun"
    __table_args__ = (
        CheckConstraint("aantal > 0", name="niet_leeg"),
        CheckConstraint("totaal > 0", name="totaal_positief"),
    )

    jaar: Mapped[int] = mapped_column(index=True)
    peildatum: Mapped[date]
    op: Mapped[datetime]
    aantal: Mapped[int]
    totaal: Mapped[Bedrag]
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    uitsluitingen: Mapped[list[Uitsluiting]] = relationship(
        back_populates="run", default_factory=list, order_by="Uitsluiting.id"
    )


class Uitsluiting(Base):
    """A member who got no nota in a run, with the reason."""

    __tablename__ = "uitsluiting"
    __table_args__ = (UniqueConstraint("run_id", "lid_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("contributierun.id"), init=False)
    run: Mapped[Contributierun] = relationship(back_populates="uitsluitingen", default=None)
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True)
    reden: Mapped[str] = mapped_column(String(40))
