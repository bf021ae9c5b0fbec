"""What each party answers to a promise, at the table or by its own link."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.partij import Partij
from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l

if TYPE_CHECKING:
    from vereniging.convenant.models.afspraak import Afspraak

UITLEG = 20  # characters


class LegUit(DomainError):
    """A party that says no tells the others why."""

    message = _l("Leg uit waarom deze partij het niet eens is (minstens 20 tekens).")


class EigenaarNietEens(DomainError):
    """Nobody is made to promise something."""

    message = _l("Wie de afspraak uitvoert, zegt er zelf ja of nee op.")


class Partijantwoord(enum.StrEnum):
    EENS = "eens"
    NIET_EENS = "niet_eens"
    ONTHOUDING = "onthouding"
    GEEN_BEZWAAR = "geen_bezwaar"


class Instemming(Base):
    """The answer of one party; a no is kept with its reason."""

    __tablename__ = "instemming"
    __table_args__ = (
        UniqueConstraint("afspraak_id", "partij_id"),
        CheckConstraint("antwoord <> 'niet_eens' OR length(reden) >= 20", name="niet_eens_want"),
    )

    afspraak_id: Mapped[int] = mapped_column(ForeignKey("afspraak.id"), index=True, init=False)
    afspraak: Mapped[Afspraak] = relationship(back_populates="instemmingen", default=None)
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    antwoord: Mapped[Partijantwoord]
    reden: Mapped[str] = mapped_column(String(500), default="")
    op: Mapped[datetime]
    door: Mapped[str] = mapped_column(String(120), default="")


class Instemmingsvraag(Base):
    """The link by which a party answers; silence is never consent."""

    __tablename__ = "instemmingsvraag"
    __table_args__ = (UniqueConstraint("afspraak_id", "partij_id"),)

    afspraak_id: Mapped[int] = mapped_column(ForeignKey("afspraak.id"), index=True, init=False)
    afspraak: Mapped[Afspraak] = relationship(back_populates="vragen", default=None)
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    gevraagd_op: Mapped[datetime]
    tot: Mapped[date]
