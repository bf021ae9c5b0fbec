"""A vote that went wrong is annulled: one officer asks, another agrees."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.statuten.models import Besluit
from vereniging.stembus.models.stemming import Stemming


class Vernietiging(Base):
    """A request to annul a vote, and the decision of a second officer."""

    __tablename__ = "stemming_vernietiging"
    __table_args__ = (
        CheckConstraint("goedgekeurd_door_id <> voorgesteld_door_id", name="een_ander"),
        CheckConstraint(
            "(goedgekeurd_op IS NULL) = (besluit_id IS NULL) AND "
            "(goedgekeurd_op IS NULL) = (goedgekeurd_door_id IS NULL)",
            name="met_besluit",
        ),
    )

    stemming_id: Mapped[int] = mapped_column(ForeignKey("stemming.id"), unique=True, init=False)
    stemming: Mapped[Stemming] = relationship()
    reden: Mapped[str] = mapped_column(Text)
    voorgesteld_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    voorgesteld_op: Mapped[datetime]
    goedgekeurd_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    goedgekeurd_op: Mapped[datetime | None] = mapped_column(default=None)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)

    @property
    def wacht(self) -> bool:
        return self.goedgekeurd_op is None

    def mag_goedkeuren(self, account_id: int) -> bool:
        """Whether this officer may be the second one."""
        return self.wacht and account_id != self.voorgesteld_door_id

    def controleer(self, account_id: int) -> None:
        """Somebody else agrees, once. Raises EenAnder, KanNietMeer."""
        if not self.wacht:
            raise KanNietMeer(wat=_l("deze stemming"), stand=_l("vernietigd"))
        if account_id == self.voorgesteld_door_id:
            raise EenAnder

    def goedkeuren(self, besluit: Besluit, account_id: int, nu: datetime) -> None:
        """A second officer agrees. Raises EenAnder, KanNietMeer."""
        self.controleer(account_id)
        self.besluit, self.goedgekeurd_door_id, self.goedgekeurd_op = besluit, account_id, nu
