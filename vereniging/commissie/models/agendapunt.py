"""Something the parties talk about, and what came of it."""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.bloksoort import Blok
from vereniging.commissie.models.partijstandpunt import (
    AlVastgelegd,
    Partijstandpunt,
    Standpuntvraag,
    TermijnVoorbij,
    ZonderUitleg,
)
from vereniging.convenant.models import Partij, Partijantwoord, Thema
from vereniging.convenant.models.instemming import UITLEG
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.statuten.models import Besluit

if TYPE_CHECKING:
    from vereniging.commissie.models.vergadering import Vergadering

TERUGKOPPELING = timedelta(days=7)


class AgendaDicht(DomainError):
    """After the papers are out an item needs a reason to be added."""

    message = _l("De agenda staat vast. Vul een reden in om dit punt toch te plaatsen.")


class NietAllenEens(DomainError):
    """Consensus means that no party says no."""

    message = _l("Geen consensus: %(partijen)s is het niet eens.")


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
        CheckConstraint("blok BETWEEN 1 AND 13", name="blok"),
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
    versie: Mapped[int] = mapped_column(default=1)
    blok: Mapped[int] = mapped_column(default=int(Blok.PARTIJEN))
    is_voorstel: Mapped[bool] = mapped_column(default=False)  # put forward by a party
    partijstandpunten: Mapped[list[Partijstandpunt]] = relationship(
        back_populates="agendapunt", default_factory=list, order_by="Partijstandpunt.id"
    )
    vragen: Mapped[list[Standpuntvraag]] = relationship(
        back_populates="agendapunt", default_factory=list, order_by="Standpuntvraag.id"
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
        """Record what came of it, during the meeting or after it.

        Raises NietAllenEens, or AlVastgelegd with what another officer wrote.
        """
        self.vergadering.expect_verslag()
        if self.uitkomst is not None:
            raise AlVastgelegd(tekst=self.uitkomst.tekst)
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
        self._zeg(gezegd)

    def _zeg(self, gezegd: Partijstandpunt) -> None:
        nee = gezegd.antwoord is Partijantwoord.NIET_EENS
        if nee and len(gezegd.toelichting.strip()) < UITLEG:
            raise ZonderUitleg
        self.versie += 1
        gezegd.partij_id, gezegd.versie = gezegd.partij.id, self.versie
        found = [each for each in self.partijstandpunten if each.partij_id == gezegd.partij_id]
        if found:
            found[0].neem_over(gezegd)
        else:
            self.partijstandpunten.append(gezegd)

    def gezegd_door(self, partij: Partij) -> Partijstandpunt | None:
        """What this party said, with its reason."""
        found = [each for each in self.partijstandpunten if each.partij_id == partij.id]
        return found[0] if found else None

    def zonder_antwoord(self, partijen: Sequence[Partij]) -> list[Partij]:
        """The parties that said nothing about it yet."""
        return [each for each in partijen if self.gezegd_door(each) is None]

    def sluiten(
        self, partijen: Sequence[Partij], aanwezig: Collection[int], tot: date
    ) -> list[Partij]:
        """At the end of the meeting: a consensus is what all five said.

        Who was there said yes; until who was not there answered it is under reservation. Gives
        whom to ask.
        """
        if self.uitkomst is None or self.uitkomst.soort is not UitkomstSoort.CONSENSUS:
            return []
        for partij in self.zonder_antwoord(partijen):
            if partij.id in aanwezig:
                self._zeg(Partijstandpunt(partij=partij, antwoord=Partijantwoord.EENS))
        afwezig = self.zonder_antwoord(partijen)
        if afwezig:
            self.uitkomst.soort, self.uitkomst.wacht_tot = UitkomstSoort.VOORBEHOUD, tot
        return afwezig

    def alsnog(self, gezegd: Partijstandpunt, partijen: Sequence[Partij], dag: date) -> None:
        """A party that was not there answers; with all five answers the outcome is known.

        Raises KanNietMeer, TermijnVoorbij or ZonderUitleg.
        """
        uitkomst = self.uitkomst
        if uitkomst is None or not uitkomst.wacht_op_partijen:
            self._expect()
            return
        if uitkomst.wacht_tot is not None and dag > uitkomst.wacht_tot:
            raise TermijnVoorbij(datum=f"{uitkomst.wacht_tot:%d-%m-%Y}")
        self._zeg(gezegd)
        answers = {each.antwoord for each in self.partijstandpunten}
        if Partijantwoord.NIET_EENS in answers:
            uitkomst.soort = UitkomstSoort.GEEN_CONSENSUS
        elif self.zonder_antwoord(partijen):
            uitkomst.soort = UitkomstSoort.VOORBEHOUD
        else:
            uitkomst.soort = UitkomstSoort.CONSENSUS

    def _expect(self, *standen: PuntStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("dit agendapunt"), stand=self.stand)


class Uitkomst(Base):
    """What the five parties came to on an item."""

    __tablename__ = "uitkomst"
    __table_args__ = (CheckConstraint("besluit_id IS NULL OR soort = 'consensus'", name="besluit"),)

    agendapunt_id: Mapped[int] = mapped_column(ForeignKey("agendapunt.id"), unique=True, init=False)
    agendapunt: Mapped[Agendapunt] = relationship(back_populates="uitkomst", default=None)
    soort: Mapped[UitkomstSoort]
    tekst: Mapped[str] = mapped_column(Text)
    vastgelegd_op: Mapped[datetime]
    niveau: Mapped[int | None] = mapped_column(default=None)
    wacht_tot: Mapped[date | None] = mapped_column(default=None)  # for who was not there
    besluit_id: Mapped[int | None] = mapped_column(
        ForeignKey("besluit.id"), unique=True, init=False
    )
    besluit: Mapped[Besluit | None] = relationship(default=None)
    mandaat_id: Mapped[int | None] = mapped_column(
        ForeignKey("mandaat.id", use_alter=True, name="fk_uitkomst_mandaat_id"), default=None
    )

    @property
    def wacht_op_partijen(self) -> bool:
        """Whether parties that were not there may still make it a consensus, or not."""
        return self.wacht_tot is not None and self.soort is not UitkomstSoort.CONSENSUS

    @property
    def terugkoppeling_voor(self) -> datetime:
        """When members must have heard of it."""
        return self.agendapunt.vergadering.begin + TERUGKOPPELING
