"""What others saw of a promise, with proof, and what its owner says to that."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.partij import Partij
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.workdays import first_workday

if TYPE_CHECKING:
    from vereniging.convenant.models.afspraak import Afspraak

WEDERHOOR = timedelta(days=14)


class WederhoorVoorbij(DomainError):
    """Who was asked answers in time."""

    message = _l("U kon tot en met %(datum)s reageren. Dat is voorbij.")


class Oordeel(enum.StrEnum):
    NAGELEEFD = "nageleefd"
    DEELS = "deels"
    NIET = "niet"
    NIET_VAST_TE_STELLEN = "niet_vast_te_stellen"


NEGATIEF = (Oordeel.DEELS, Oordeel.NIET)


class Verweer(enum.StrEnum):
    KLOPT = "klopt"
    KLOPT_NIET = "klopt_niet"
    LOSSEN_OP = "lossen_op"


class Waarneming(Base):
    """What another party saw of it on a day."""

    __tablename__ = "waarneming"
    __table_args__ = (CheckConstraint("(bewijs = '') = (bewijs_sha256 = '')", name="bewijs"),)

    afspraak_id: Mapped[int] = mapped_column(ForeignKey("afspraak.id"), index=True, init=False)
    afspraak: Mapped[Afspraak] = relationship(back_populates="waarnemingen", default=None)
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    op: Mapped[date]
    oordeel: Mapped[Oordeel]
    notitie: Mapped[str] = mapped_column(String(500), default="")
    bewijs: Mapped[str] = mapped_column(String(40), default="")
    bewijs_sha256: Mapped[str] = mapped_column(String(64), default="")
    wederhoor: Mapped[Wederhoor | None] = relationship(back_populates="waarneming", default=None)

    def hoor_tot(self, dag: date) -> date | None:
        """Until when its owner may still answer; None once it did or the time is over."""
        if self.oordeel not in NEGATIEF:
            return None
        if self.wederhoor is None:
            tot = hoordag(self.op)
        elif self.wederhoor.beantwoord_op is None:
            tot = self.wederhoor.tot
        else:
            return None
        return tot if dag <= tot else None


class Wederhoor(Base):
    """The owner of a promise is heard before a bad verdict is public; the reply stays beside it."""

    __tablename__ = "wederhoor"
    __table_args__ = (
        CheckConstraint("(antwoord IS NULL) = (beantwoord_op IS NULL)", name="beantwoord"),
        CheckConstraint("antwoord <> 'lossen_op' OR voor_datum IS NOT NULL", name="voor_datum"),
        CheckConstraint("antwoord <> 'klopt_niet' OR tekst <> ''", name="want"),
    )

    waarneming_id: Mapped[int] = mapped_column(ForeignKey("waarneming.id"), unique=True, init=False)
    waarneming: Mapped[Waarneming] = relationship(back_populates="wederhoor", default=None)
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    gevraagd_op: Mapped[datetime]
    tot: Mapped[date]
    antwoord: Mapped[Verweer | None] = mapped_column(default=None)
    tekst: Mapped[str] = mapped_column(Text, default="")
    voor_datum: Mapped[date | None] = mapped_column(default=None)
    naam: Mapped[str] = mapped_column(String(120), default="")
    beantwoord_op: Mapped[datetime | None] = mapped_column(default=None)

    def beantwoorden(self, antwoord: Verweerschrift, nu: datetime, dag: date) -> None:
        """The owner says what it thinks of the verdict, once and in time.

        Raises KanNietMeer or WederhoorVoorbij.
        """
        if self.antwoord is not None:
            raise KanNietMeer(wat=_l("dit oordeel"), stand=_l("beantwoord"))
        if dag > self.tot:
            raise WederhoorVoorbij(datum=f"{self.tot:%d-%m-%Y}")
        self.antwoord, self.tekst = antwoord.antwoord, antwoord.tekst
        self.voor_datum, self.naam = antwoord.voor_datum, antwoord.naam
        self.beantwoord_op = nu


class Verweerschrift:
    """What the owner of a promise answers: agreed, not agreed because, or solved before a day."""

    def __init__(
        self, antwoord: Verweer, naam: str, *, tekst: str = "", voor_datum: date | None = None
    ) -> None:
        self.antwoord, self.naam, self.tekst = antwoord, naam, tekst
        self.voor_datum = voor_datum if antwoord is Verweer.LOSSEN_OP else None


def hoordag(vanaf: date) -> date:
    """The last day to answer: two weeks on, and never on a day that offices are closed."""
    return first_workday(vanaf + WEDERHOOR)
