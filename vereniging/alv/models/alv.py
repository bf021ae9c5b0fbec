"""A general meeting, its agenda and its papers."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l, datum
from vereniging.statuten.models import Besluit
from vereniging.stembus.models import Stemming


class OproepTeLaat(DomainError):
    """Members get the time that the statutes promise (L-40)."""

    message = _l("Oproepen kon tot en met %(dag)s. Kies een latere dag voor de vergadering.")


class GeenAgenda(DomainError):
    """A call says what the meeting is about (BW 2:41 lid 1 and 2:42)."""

    message = _l("Zet eerst minstens één punt op de agenda.")


class AlvSoort(enum.StrEnum):
    JAARVERGADERING = "jaarvergadering"
    EXTRA = "extra"


class AlvVorm(enum.StrEnum):
    """Only digital is not allowed yet: the bill 36 489 is not in force."""

    FYSIEK = "fysiek"
    HYBRIDE = "hybride"


class AlvStand(enum.StrEnum):
    CONCEPT = "concept"
    OPGEROEPEN = "opgeroepen"
    GEHOUDEN = "gehouden"
    AFGELAST = "afgelast"


class Puntsoort(enum.StrEnum):
    BESPREKEN = "bespreken"
    BESLUIT = "besluit"
    STATUTEN = "statuten"


class Alv(Base):
    """One general meeting; its agenda is fixed once the members are called."""

    __tablename__ = "alv"
    __table_args__ = (
        CheckConstraint(
            "stand NOT IN ('opgeroepen', 'gehouden') OR opgeroepen_op IS NOT NULL",
            name="opgeroepen",
        ),
        CheckConstraint("stand <> 'concept' OR opgeroepen_op IS NULL", name="concept"),
        CheckConstraint("opgeroepen_op < begin", name="vooraf"),
    )

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    soort: Mapped[AlvSoort]
    vorm: Mapped[AlvVorm]
    begin: Mapped[datetime] = mapped_column(index=True)
    plaats: Mapped[str] = mapped_column(String(120))
    toelichting: Mapped[str] = mapped_column(Text, default="")
    voorwaarden: Mapped[str] = mapped_column(Text, default="")  # of voting electronically
    stand: Mapped[AlvStand] = mapped_column(default=AlvStand.CONCEPT)
    opgeroepen_op: Mapped[datetime | None] = mapped_column(default=None)
    gehouden_op: Mapped[datetime | None] = mapped_column(default=None)
    punten: Mapped[list[Alvpunt]] = relationship(
        back_populates="alv",
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="(Alvpunt.volgorde, Alvpunt.id)",
    )

    @property
    def dag(self) -> date:
        return self.begin.astimezone(AMSTERDAM).date()

    @property
    def is_concept(self) -> bool:
        return self.stand is AlvStand.CONCEPT

    @property
    def is_aankomend(self) -> bool:
        return self.stand in {AlvStand.CONCEPT, AlvStand.OPGEROEPEN}

    def oproepen_tot(self, termijn: int) -> date:
        """The last day to call: neither that day nor the day of the meeting counts."""
        return self.dag - timedelta(days=termijn + 1)

    def oproepen(self, nu: datetime, termijn: int) -> None:
        """Call the members, `termijn` whole days ahead. Raises OproepTeLaat, GeenAgenda."""
        self.expect(AlvStand.CONCEPT)
        if not self.punten:
            raise GeenAgenda
        uiterlijk = self.oproepen_tot(termijn)
        if nu.astimezone(AMSTERDAM).date() > uiterlijk:
            raise OproepTeLaat(dag=datum(uiterlijk))
        self.stand, self.opgeroepen_op = AlvStand.OPGEROEPEN, nu

    def houden(self, nu: datetime) -> None:
        """The meeting took place; raises KanNietMeer before it began."""
        self.expect(AlvStand.OPGEROEPEN)
        if nu < self.begin:
            raise KanNietMeer(wat=_l("deze vergadering"), stand=_l("nog niet begonnen"))
        self.stand, self.gehouden_op = AlvStand.GEHOUDEN, nu

    def afgelasten(self) -> bool:
        """The meeting does not take place; whether members were called already."""
        self.expect(AlvStand.CONCEPT, AlvStand.OPGEROEPEN)
        was, self.stand = self.stand, AlvStand.AFGELAST
        return was is AlvStand.OPGEROEPEN

    def expect(self, *standen: AlvStand) -> None:
        """Raise KanNietMeer in any other state."""
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze vergadering"), stand=self.stand)


class Alvpunt(Base):
    """An item of the agenda; the vote on it is a sealed one, its outcome a Besluit."""

    __tablename__ = "alvpunt"

    alv_id: Mapped[int] = mapped_column(ForeignKey("alv.id"), index=True, init=False)
    alv: Mapped[Alv] = relationship(back_populates="punten", default=None)
    volgorde: Mapped[int]
    titel: Mapped[str] = mapped_column(String(120))
    toelichting: Mapped[str] = mapped_column(Text)
    soort: Mapped[Puntsoort]
    stemming_id: Mapped[int | None] = mapped_column(
        ForeignKey("stemming.id"), unique=True, init=False
    )
    stemming: Mapped[Stemming | None] = relationship(default=None)
    besluit_id: Mapped[int | None] = mapped_column(
        ForeignKey("besluit.id"), unique=True, init=False
    )
    besluit: Mapped[Besluit | None] = relationship(default=None)


class Alvstuk(Base):
    """A paper for the members, with the call."""

    __tablename__ = "alvstuk"

    alv_id: Mapped[int] = mapped_column(ForeignKey("alv.id"), index=True, init=False)
    alv: Mapped[Alv] = relationship()
    titel: Mapped[str] = mapped_column(String(120))
    bestand: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    geplaatst_op: Mapped[datetime]
    geplaatst_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
