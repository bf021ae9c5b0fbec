"""The minutes: a concept until a general meeting agrees with them."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.alv.models.alv import Alv
from vereniging.core.db import Base
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.statuten.models import Besluit


class NotulenStand(enum.StrEnum):
    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"


class Notulen(Base):
    """What was said and decided; final by a Besluit of the general meeting."""

    __tablename__ = "notulen"
    __table_args__ = (
        CheckConstraint("(stand = 'vastgesteld') = (besluit_id IS NOT NULL)", name="vastgesteld"),
    )

    alv_id: Mapped[int] = mapped_column(ForeignKey("alv.id"), unique=True, init=False)
    alv: Mapped[Alv] = relationship()
    tekst: Mapped[str] = mapped_column(Text)
    geschreven_op: Mapped[datetime]
    stand: Mapped[NotulenStand] = mapped_column(default=NotulenStand.CONCEPT)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)

    def herschrijven(self, tekst: str, nu: datetime) -> None:
        """Another text, as long as no meeting agreed with one; raises KanNietMeer."""
        self.expect_concept()
        self.tekst, self.geschreven_op = tekst, nu

    def vaststellen(self, besluit: Besluit) -> None:
        """A general meeting agrees; raises KanNietMeer."""
        self.expect_concept()
        self.besluit, self.stand = besluit, NotulenStand.VASTGESTELD

    def expect_concept(self) -> None:
        """Raise KanNietMeer when they are final."""
        if self.stand is not NotulenStand.CONCEPT:
            raise KanNietMeer(wat=_l("deze notulen"), stand=self.stand)
