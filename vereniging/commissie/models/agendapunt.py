"""Something the parties talk about, and what came of it."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Partij, Partijantwoord, Thema
from vereniging.convenant.models.instemming import UITLEG
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l

if TYPE_CHECKING:
    from vereniging.commissie.models.vergadering import Vergadering

TERUGKOPPELING = timedelta(days=7)


class AgendaDicht(DomainError):
    """After the papers are out an item needs a reason to be added."""

    message = _l("De agenda staat vast. Vul een reden in om dit punt toch te plaatsen.")


class NietAllenEens(DomainError):
    """Consensus means that no party says no."""

    message = _l("Geen consensus: %(partijen)s is het niet eens.")


class ZonderUitleg(DomainError):
    """A party that says no tells the others why, and what instead."""

    message = _l("Leg uit waarom deze partij het niet eens is, en wat dan wel (20 tekens).")


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


LEVEND = (PuntStand.VOORGESTELD, PuntStand.GEPLAATST)


class Agendapunt(Base):
    """Something the parties talk about."""

    __tablename__ = "agendapunt"
    __table_args__ = (
        CheckConstraint("keer >= 1", name="keer"),
        UniqueConstraint("vergadering_id", "sleutel"),
    )

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
    sleutel: Mapped[str | None] = mapped_column(String(80), default=None)
    stand: Mapped[PuntStand] = mapped_column(default=PuntStand.GEPLAATST)
    reden: Mapped[str | None] = mapped_column(String(500), default=None)
    partijstandpunten: Mapped[list[Partijstandpunt]] = relationship(
        back_populates="agendapunt", default_factory=list, order_by="Partijstandpunt.id"
    )
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
        """Record what came of it, during the meeting or after it; raises NietAllenEens."""
        self.vergadering.expect_verslag()
        self._expect(*LEVEND)
        tegen = [
            each.partij.naam
            for each in self.partijstandpunten
            if each.antwoord is Partijantwoord.NIET_EENS
        ]
        if tegen and uitkomst.soort is UitkomstSoort.CONSENSUS:
            raise NietAllenEens(partijen=", ".join(tegen))
        self.uitkomst, self.stand = uitkomst, PuntStand.BESPROKEN

    def standpunt_van(self, partij: Partij) -> str:
        """What this party said at the table, or `wacht`."""
        found = [each.antwoord for each in self.partijstandpunten if each.partij_id == partij.id]
        return found[0].value if found else "wacht"

    def leg_standpunt_vast(self, gezegd: Partijstandpunt) -> None:
        """One voice per party; a later word replaces its earlier one, until the outcome is there.

        Raises ZonderUitleg.
        """
        self.vergadering.expect_verslag()
        self._expect(*LEVEND)
        nee = gezegd.antwoord is Partijantwoord.NIET_EENS
        if nee and len(gezegd.toelichting.strip()) < UITLEG:
            raise ZonderUitleg
        gezegd.partij_id = gezegd.partij.id
        found = [each for each in self.partijstandpunten if each.partij_id == gezegd.partij_id]
        if not found:
            self.partijstandpunten.append(gezegd)
            return
        found[0].antwoord, found[0].toelichting = gezegd.antwoord, gezegd.toelichting

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
