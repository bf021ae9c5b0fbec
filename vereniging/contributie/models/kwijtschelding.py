"""Waiving what is due: one person proposes, another of the board decides, with a Besluit."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.contributie.models.nota import Nota
from vereniging.core.db import Base
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag
from vereniging.statuten.models import Besluit

WACHT = text("besloten_op IS NULL")


class Kwijtuitkomst(enum.StrEnum):
    KWIJTGESCHOLDEN = "kwijtgescholden"
    AFGEWEZEN = "afgewezen"


class Kwijtschelding(Base):
    """A proposal to waive (part of) a nota, and what the board decided about it."""

    __tablename__ = "kwijtschelding"
    __table_args__ = (
        CheckConstraint("bedrag > 0", name="bedrag_positief"),
        CheckConstraint("besloten_door_id <> voorgesteld_door_id", name="een_ander_besluit"),
        CheckConstraint("(besloten_op IS NULL) = (uitkomst IS NULL)", name="uitkomst"),
        CheckConstraint("(besloten_op IS NULL) = (besloten_door_id IS NULL)", name="wie_besloot"),
        CheckConstraint(
            "uitkomst IS NULL OR uitkomst <> 'kwijtgescholden' OR besluit_id IS NOT NULL",
            name="met_besluit",
        ),
        Index("uq_kwijtschelding_wacht", "nota_id", unique=True,
              sqlite_where=WACHT, postgresql_where=WACHT),
    )  # fmt: skip

    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"), index=True, init=False)
    nota: Mapped[Nota] = relationship()
    bedrag: Mapped[Bedrag]
    reden: Mapped[str] = mapped_column(String(500))
    voorgesteld_op: Mapped[datetime]
    voorgesteld_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    besloten_op: Mapped[datetime | None] = mapped_column(default=None)
    besloten_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    uitkomst: Mapped[Kwijtuitkomst | None] = mapped_column(default=None)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)

    def mag_besluiten(self, door_id: int | None) -> bool:
        return self.besloten_op is None and door_id not in {None, self.voorgesteld_door_id}

    def controleer(self, door_id: int) -> None:
        """Somebody else decides, once. Raises EenAnder, KanNietMeer."""
        if self.besloten_op is not None:
            raise KanNietMeer(wat=_l("dit voorstel"), stand=self.uitkomst)
        if door_id == self.voorgesteld_door_id:
            raise EenAnder

    def besluit_genomen(self, besluit: Besluit, door_id: int, nu: datetime) -> None:
        """The board waives it."""
        self.controleer(door_id)
        self.besluit, self.uitkomst = besluit, Kwijtuitkomst.KWIJTGESCHOLDEN
        self.besloten_op, self.besloten_door_id = nu, door_id

    def wijs_af(self, door_id: int, nu: datetime) -> None:
        """The nota stays as it is."""
        self.controleer(door_id)
        self.uitkomst, self.besloten_op, self.besloten_door_id = (
            Kwijtuitkomst.AFGEWEZEN,
            nu,
            door_id,
        )
