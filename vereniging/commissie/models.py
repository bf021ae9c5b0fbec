"""A meeting of five parties, its agenda and what came of each item (domain.md 4.8)."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Partij, Thema
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l

STUKKEN = timedelta(days=7)
TERUGKOPPELING = timedelta(days=7)


class NogZonderUitkomst(DomainError):
    """A meeting ends when every item has its outcome."""

    message = _l("Nog zonder uitkomst: %(punten)s.")


class AgendaDicht(DomainError):
    """After the papers are out an item needs a reason to be added."""

    message = _l("De agenda staat vast. Vul een reden in om dit punt toch te plaatsen.")


class VergaderingStand(enum.StrEnum):
    GEPLAND = "gepland"
    OPGEROEPEN = "opgeroepen"
    BEZIG = "bezig"
    GEHOUDEN = "gehouden"
    VASTGESTELD = "vastgesteld"
    AFGELAST = "afgelast"


class PuntStand(enum.StrEnum):
    VOORGESTELD = "voorgesteld"
    GEPLAATST = "geplaatst"
    BESPROKEN = "besproken"
    TERUGGETROKKEN = "teruggetrokken"


class UitkomstSoort(enum.StrEnum):
    CONSENSUS = "consensus"
    AANGEHOUDEN = "aangehouden"
    GEEN_CONSENSUS = "geen_consensus"
    TER_KENNISNAME = "ter_kennisname"
    VOORBEHOUD = "voorbehoud"


VOORAF = (VergaderingStand.GEPLAND, VergaderingStand.OPGEROEPEN)
VERSLAG = (VergaderingStand.BEZIG, VergaderingStand.GEHOUDEN)
LEVEND = (PuntStand.VOORGESTELD, PuntStand.GEPLAATST)


class Vergadering(Base):
    """One meeting of the Beheerscommissie."""

    __tablename__ = "vergadering"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    begin: Mapped[datetime] = mapped_column(index=True)
    plaats: Mapped[str] = mapped_column(String(120))
    stand: Mapped[VergaderingStand] = mapped_column(default=VergaderingStand.GEPLAND)
    verslag: Mapped[str | None] = mapped_column(Text, default=None)
    gehouden_op: Mapped[datetime | None] = mapped_column(default=None)
    volgnummer: Mapped[int] = mapped_column(default=0)
    agendapunten: Mapped[list[Agendapunt]] = relationship(
        back_populates="vergadering",
        default_factory=list,
        order_by="(Agendapunt.volgorde, Agendapunt.id)",
    )

    @property
    def dag(self) -> date:
        return self.begin.astimezone(AMSTERDAM).date()

    @property
    def stukken_op(self) -> date:
        """The day the agenda is fixed and the papers go out."""
        return self.dag - STUKKEN

    @property
    def is_aankomend(self) -> bool:
        return self.stand in VOORAF

    @property
    def is_gehouden(self) -> bool:
        return self.stand in {VergaderingStand.GEHOUDEN, VergaderingStand.VASTGESTELD}

    def oproepen(self) -> None:
        """Send the agenda to parties and members."""
        self._expect(VergaderingStand.GEPLAND)
        self.stand, self.volgnummer = VergaderingStand.OPGEROEPEN, self.volgnummer + 1

    def beginnen(self) -> bool:
        """The chair opens the meeting; False when it was open."""
        if self.stand is VergaderingStand.BEZIG:
            return False
        self._expect(*VOORAF)
        self.stand = VergaderingStand.BEZIG
        return True

    def sluiten(self, nu: datetime) -> bool:
        """End the meeting; raises NogZonderUitkomst with the items that wait."""
        if self.is_gehouden:
            return False
        self._expect(VergaderingStand.BEZIG)
        open_punten = [punt.titel for punt in self.agendapunten if punt.stand in LEVEND]
        if open_punten:
            raise NogZonderUitkomst(punten=", ".join(open_punten))
        self.stand, self.gehouden_op = VergaderingStand.GEHOUDEN, nu
        return True

    def vaststellen(self) -> None:
        """The next meeting agrees with the report."""
        self._expect(VergaderingStand.GEHOUDEN)
        self.stand = VergaderingStand.VASTGESTELD

    def afgelasten(self) -> None:
        """The meeting does not take place."""
        self._expect(*VOORAF)
        self.stand, self.volgnummer = VergaderingStand.AFGELAST, self.volgnummer + 1

    def expect_agenda(self) -> None:
        """Items are added until the meeting is over."""
        self._expect(*VOORAF, VergaderingStand.BEZIG)

    def expect_verslag(self) -> None:
        """Outcomes are recorded during the meeting or after it."""
        self._expect(*VERSLAG)

    def _expect(self, *standen: VergaderingStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze vergadering"), stand=self.stand)


class Agendapunt(Base):
    """Something the parties talk about."""

    __tablename__ = "agendapunt"
    __table_args__ = (CheckConstraint("keer >= 1", name="keer"),)

    vergadering_id: Mapped[int] = mapped_column(
        ForeignKey("vergadering.id"), index=True, init=False
    )
    vergadering: Mapped[Vergadering] = relationship(back_populates="agendapunten", default=None)
    titel: Mapped[str] = mapped_column(String(200))
    volgorde: Mapped[int]
    toelichting: Mapped[str] = mapped_column(Text, default="")
    thema_id: Mapped[int | None] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema | None] = relationship(default=None)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), init=False)
    partij: Mapped[Partij | None] = relationship(default=None)
    keer: Mapped[int] = mapped_column(default=1)
    stand: Mapped[PuntStand] = mapped_column(default=PuntStand.GEPLAATST)
    reden: Mapped[str | None] = mapped_column(String(500), default=None)
    uitkomst: Mapped[Uitkomst | None] = relationship(back_populates="agendapunt", default=None)

    def plaatsen(self, dag: date, reden: str = "") -> None:
        """Put a proposed item on the agenda; raises AgendaDicht after papers day."""
        self._expect(PuntStand.VOORGESTELD)
        if dag > self.vergadering.stukken_op and not reden.strip():
            raise AgendaDicht
        self.stand, self.reden = PuntStand.GEPLAATST, reden or None

    def terugtrekken(self) -> None:
        """Take an item off the agenda."""
        self._expect(*LEVEND)
        self.stand = PuntStand.TERUGGETROKKEN

    def bespreken(self, uitkomst: Uitkomst) -> None:
        """Record what came of it, during the meeting or after it."""
        self.vergadering.expect_verslag()
        self._expect(*LEVEND)
        self.uitkomst, self.stand = uitkomst, PuntStand.BESPROKEN

    def _expect(self, *standen: PuntStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("dit agendapunt"), stand=self.stand)


class Uitkomst(Base):
    """What the five parties came to on an item."""

    __tablename__ = "uitkomst"

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), unique=True, init=False)
    agendapunt: Mapped[Agendapunt] = relationship(back_populates="uitkomst", default=None)
    soort: Mapped[UitkomstSoort]
    tekst: Mapped[str] = mapped_column(Text)
    vastgelegd_op: Mapped[datetime]
    niveau: Mapped[int | None] = mapped_column(default=None)
    mandaat_id: Mapped[int | None] = mapped_column(
        ForeignKey("mandaat.id", use_alter=True, name="fk_uitkomst_mandaat_id"), default=None
    )

    @property
    def terugkoppeling_voor(self) -> datetime:
        """When members must have heard of it."""
        return self.agendapunt.vergadering.begin + TERUGKOPPELING


class Aanwezigheid(Base):
    """Which party was there."""

    __tablename__ = "aanwezigheid"
    __table_args__ = (UniqueConstraint("vergadering_id", "partij_id"),)

    vergadering_id: Mapped[int] = mapped_column(ForeignKey("vergadering.id"), init=False)
    vergadering: Mapped[Vergadering] = relationship()
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    wie: Mapped[str] = mapped_column(String(200))


class Toezegging(Base):
    """A promise made at the table, before it becomes an afspraak."""

    __tablename__ = "toezegging"

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), index=True, init=False)
    agendapunt: Mapped[Agendapunt] = relationship()
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    tekst: Mapped[str] = mapped_column(String(500))
    voor_datum: Mapped[date]
