"""The record of a yearly run: when, by whom, how much, and who was left out and why."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag


class Contributierun(Base):
    """One time that notas were made; a repeat for who joined later is another run."""

    __tablename__ = "contributierun"
    __table_args__ = (
        CheckConstraint("aantal > 0", name="niet_leeg"),
        CheckConstraint("totaal > 0", name="totaal_positief"),
        CheckConstraint("(terug_op IS NULL) = (terug_reden = '')", name="terug_met_reden"),
    )

    jaar: Mapped[int] = mapped_column(index=True)
    peildatum: Mapped[date]
    op: Mapped[datetime]
    aantal: Mapped[int]
    totaal: Mapped[Bedrag]
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    terug_op: Mapped[datetime | None] = mapped_column(default=None)
    terug_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    terug_reden: Mapped[str] = mapped_column(String(500), default="")
    uitsluitingen: Mapped[list[Uitsluiting]] = relationship(
        back_populates="run", default_factory=list, order_by="Uitsluiting.id"
    )

    def draai_terug(self, nu: datetime, door_id: int | None, reden: str) -> None:
        """The whole run was a mistake. Raises KanNietMeer."""
        if self.terug_op is not None:
            raise KanNietMeer(wat=_l("deze run"), stand=_l("teruggedraaid"))
        self.terug_op, self.terug_door_id, self.terug_reden = nu, door_id, reden


class Uitsluiting(Base):
    """A member who got no nota in a run, with the reason."""

    __tablename__ = "uitsluiting"
    __table_args__ = (UniqueConstraint("run_id", "lid_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("contributierun.id"), init=False)
    run: Mapped[Contributierun] = relationship(back_populates="uitsluitingen", default=None)
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True)
    reden: Mapped[str] = mapped_column(String(40))
