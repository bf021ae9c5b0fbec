"""What one party says about an item: at the table, or afterwards by its own link."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Partij, Partijantwoord
from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l

if TYPE_CHECKING:
    from vereniging.commissie.models.agendapunt import Agendapunt


class ZonderUitleg(DomainError):
    """A party that says no tells the others why, and what instead."""

    message = _l("Leg uit waarom deze partij het niet eens is, en wat dan wel (20 tekens).")


class AlVastgelegd(DomainError):
    """Two people wrote down the outcome of one item; the first one stands."""

    message = _l(
        "Een ander legde de uitkomst van dit punt net vast: “%(tekst)s” Er is niets veranderd. "
        "Hieronder staat wat u typte."
    )


class TermijnVoorbij(DomainError):
    """Who was asked answers in time; silence is never a yes."""

    message = _l("U kon tot en met %(datum)s antwoorden. Dat is voorbij.")


class Partijstandpunt(Base):
    """What one party said about an item; a no is printed with its reason."""

    __tablename__ = "partijstandpunt"
    __table_args__ = (
        UniqueConstraint("agendapunt_id", "partij_id"),
        CheckConstraint("antwoord <> 'niet_eens' OR length(toelichting) >= 20", name="want"),
    )

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), index=True, init=False)
    agendapunt: Mapped[Agendapunt] = relationship(back_populates="partijstandpunten", default=None)
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    antwoord: Mapped[Partijantwoord]
    toelichting: Mapped[str] = mapped_column(Text, default="")
    versie: Mapped[int] = mapped_column(default=0)  # of the item, when this was written
    naam: Mapped[str] = mapped_column(String(120), default="")  # who answered by link; not public
    op: Mapped[datetime | None] = mapped_column(default=None)

    def neem_over(self, ander: Partijstandpunt) -> None:
        """A later word of the same party."""
        self.antwoord, self.toelichting = ander.antwoord, ander.toelichting
        self.versie, self.naam, self.op = ander.versie, ander.naam, ander.op


class Standpuntvraag(Base):
    """The link by which a party that was not there answers; silence is never consent."""

    __tablename__ = "standpuntvraag"
    __table_args__ = (UniqueConstraint("agendapunt_id", "partij_id"),)

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), index=True, init=False)
    agendapunt: Mapped[Agendapunt] = relationship(back_populates="vragen")
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    gevraagd_op: Mapped[datetime]
    tot: Mapped[date]

    def is_open(self, dag: date) -> bool:
        """Whether an answer still counts."""
        uitkomst = self.agendapunt.uitkomst
        return uitkomst is not None and uitkomst.wacht_op_partijen and dag <= self.tot
