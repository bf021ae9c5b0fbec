"""Offices with a term: board, delegates, audit committee, tellers, moderators."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.leden.models.lid import Lid


class FunctieSoort(enum.StrEnum):
    """The same words as the roles they give."""

    AFGEVAARDIGDE = "afgevaardigde"
    SECRETARIS = "secretaris"
    PENNINGMEESTER = "penningmeester"
    VOORZITTER = "voorzitter"
    BESTUURSLID = "bestuurslid"
    KASCOMMISSIE = "kascommissie"
    TELLER = "teller"
    MODERATOR = "moderator"


class Functie(Base):
    """Somebody holds an office from a day until a day, by a recorded decision."""

    __tablename__ = "functie"
    __table_args__ = (CheckConstraint("einde IS NULL OR einde >= begin", name="einde_na_begin"),)

    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid | None] = relationship(default=None)
    naam: Mapped[str | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    soort: Mapped[FunctieSoort]
    begin: Mapped[date]
    einde: Mapped[date | None] = mapped_column(default=None)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), default=None)
    is_plaatsvervanger: Mapped[bool] = mapped_column(default=False)

    def loopt_op(self, dag: date) -> bool:
        return self.begin <= dag and (self.einde is None or self.einde >= dag)
