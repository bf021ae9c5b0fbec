"""A step of the reminder ladder that was taken for a nota; each step once."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.contributie.models.nota import Nota
from vereniging.core.db import Base

BESTUURSLIJST = 3  # this step, and no later one, goes to the board instead of the payer


class Herinnerkanaal(enum.StrEnum):
    """How a reminder reached somebody; the board's list is no message to the payer."""

    MAIL = "mail"
    BRIEF = "brief"
    LIJST = "lijst"


class Betaalherinnering(Base):
    """One step for one nota: a mail, a letter, or the nota put before the board."""

    __tablename__ = "betaalherinnering"
    __table_args__ = (
        UniqueConstraint("nota_id", "trede"),
        CheckConstraint("trede BETWEEN 1 AND 3", name="trede"),
        CheckConstraint("(trede = 3) = (kanaal = 'lijst')", name="lijst_zonder_bericht"),
    )

    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"), init=False)
    nota: Mapped[Nota] = relationship()
    trede: Mapped[int]
    kanaal: Mapped[Herinnerkanaal]
    verstuurd_op: Mapped[datetime]
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
