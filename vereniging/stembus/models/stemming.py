"""A vote and the states it goes through (domain.md 4.6)."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l, kort

NA_VERGADERING_HOOGSTENS = timedelta(days=60)
GETUIGE_HOOGSTENS = timedelta(minutes=15)
PAPIER_HOOGSTENS = timedelta(hours=24)
GEHEIM = "geheim"


class TeKort(DomainError):
    """A consultation stays open long enough for people who look once a week."""

    message = _l("Laat leden minstens %(dagen)s dagen stemmen.")


class NietInDeStatuten(DomainError):
    """A vote before a general meeting needs an article (BW 2:38 lid 8)."""

    message = _l("De statuten laten dit niet toe.")


class BezwaarLoopt(DomainError):
    """A result is declared final when nobody can object any more, or is still objecting."""

    message = _l("Bezwaar kan nog tot %(datum)s.")


class BezwaarOpen(DomainError):
    """Every objection gets its answer first."""

    message = _l("Beantwoord eerst alle bezwaren.")


class MoetDoorgaan(DomainError):
    """Who contested a result owes the members another vote."""

    message = _l("Deze stemming vervangt een betwiste uitslag. Zij moet doorgaan.")


class AlOpen(DomainError):
    """An open vote cannot be cancelled, only annulled by decision."""

    message = _l("De stemming is al open.")


class Grondslag(enum.StrEnum):
    LEDENRAADPLEGING_MANDAAT = "ledenraadpleging_mandaat"
    LEDENRAADPLEGING_ADVISEREND = "ledenraadpleging_adviserend"
    ALV_STEMMING = "alv_stemming"
    ALV_VOORSTEMMEN = "alv_voorstemmen"

    @property
    def is_raadpleging(self) -> bool:
        return self.value.startswith("ledenraadpleging")


class StemmingStand(enum.StrEnum):
    CONCEPT = "concept"
    OPEN = "open"
    GESLOTEN = "gesloten"
    GETELD = "geteld"
    BETWIST = "betwist"
    VASTGESTELD = "vastgesteld"
    VERNIETIGD = "vernietigd"
    GEANNULEERD = "geannuleerd"


class Uitslagzicht(enum.StrEnum):
    DIRECT = "direct"
    NA_VERGADERING = "na_vergadering"


class Storing(enum.StrEnum):
    """Why a box does not go on by itself; a person looks before anything is counted."""

    AANTAL = "aantal"  # at the close: another number of envelopes than of voters on the roll
    BUS = "bus"  # at the count: not the envelopes that were sealed at the close
    SLEUTEL = "sleutel"  # at the count: the key is away or does not open
    PAPIER = "papier"  # at the count: the paper does not fit the roll or the web ballots


GESLOTEN = {
    StemmingStand.GESLOTEN,
    StemmingStand.GETELD,
    StemmingStand.BETWIST,
    StemmingStand.VASTGESTELD,
}
UITGETELD = GESLOTEN - {StemmingStand.GESLOTEN}


class Stemming(Base):
    """Members decide, sealed until the close; what was asked never changes after opening."""

    __tablename__ = "stemming"
    __table_args__ = (
        CheckConstraint("open_op < sluit_op", name="open_voor_sluit"),
        CheckConstraint("NOT gaat_over_personen OR niveau = 'geheim'", name="personen_geheim"),
    )

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    titel: Mapped[str]
    grondslag: Mapped[Grondslag]
    niveau: Mapped[str] = mapped_column(String(16))
    open_op: Mapped[datetime]
    sluit_op: Mapped[datetime] = mapped_column(index=True)
    vragen: Mapped[list[Any]]
    inleiding: Mapped[str] = mapped_column(Text, default="")
    bezwaardagen: Mapped[int] = mapped_column(default=14)
    quorum: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    standpunt: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    zichtbaar: Mapped[Uitslagzicht] = mapped_column(default=Uitslagzicht.DIRECT)
    openbaar_op: Mapped[datetime | None] = mapped_column(default=None)
    stand: Mapped[StemmingStand] = mapped_column(default=StemmingStand.CONCEPT)
    regels_hash: Mapped[str] = mapped_column(String(64), default="")
    sleutel_verpakt: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    gesloten_op: Mapped[datetime | None] = mapped_column(default=None)
    bus_aantal: Mapped[int] = mapped_column(default=0)
    bus_wortel: Mapped[str] = mapped_column(String(64), default="")
    bus_handtekening: Mapped[str] = mapped_column(String(128), default="")
    geteld_op: Mapped[datetime | None] = mapped_column(default=None)
    bezwaar_tot: Mapped[datetime | None] = mapped_column(default=None)
    vastgesteld_op: Mapped[datetime | None] = mapped_column(default=None)
    storing: Mapped[Storing | None] = mapped_column(default=None)
    gaat_over_personen: Mapped[bool] = mapped_column(default=False)
    papier_akkoord_op: Mapped[datetime | None] = mapped_column(default=None)
    vervangt_id: Mapped[int | None] = mapped_column(
        ForeignKey("stemming.id"), unique=True, default=None
    )
    herstemt_id: Mapped[int | None] = mapped_column(
        ForeignKey("stemming.id"), unique=True, default=None
    )  # the vote that ended in a tie
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), default=None)

    def is_open(self, nu: datetime) -> bool:
        """Whether a vote cast now counts: derived on every read, to the second."""
        return self.stand is StemmingStand.OPEN and self.open_op <= nu < self.sluit_op

    def is_dicht(self, nu: datetime) -> bool:
        """Whether the box is shut, written down or not."""
        return self.stand in GESLOTEN or (self.stand is StemmingStand.OPEN and nu >= self.sluit_op)

    @property
    def is_geheim(self) -> bool:
        """Whether two of three tellers open the box, instead of the server."""
        return self.niveau == GEHEIM

    def moet_sluiten(self, nu: datetime) -> bool:
        return self.stand is StemmingStand.OPEN and nu >= self.sluit_op

    def wacht_op_papier_tot(self) -> datetime | None:
        """Until when a second officer may still confirm a paper envelope; a day after the close."""
        return self.gesloten_op + PAPIER_HOOGSTENS if self.gesloten_op else None

    def papier_ligt_vast(self, nu: datetime) -> bool:
        """Whether no paper envelope can be confirmed any more."""
        tot = self.wacht_op_papier_tot()
        return tot is not None and nu >= tot

    @property
    def is_uitgeteld(self) -> bool:
        return self.stand in UITGETELD

    def is_openbaar(self, nu: datetime) -> bool:
        """Whether everyone may see the result, or only members (stembus.md, exact point 1)."""
        if self.zichtbaar is Uitslagzicht.DIRECT:
            return True
        return nu >= self.sluit_op + NA_VERGADERING_HOOGSTENS

    def vergaderd(self) -> None:
        """The meeting is over: the other parties may know now how far we wanted to go."""
        self.zichtbaar = Uitslagzicht.DIRECT

    def kan_bezwaar(self, nu: datetime) -> bool:
        """Whether a member can still object to the result."""
        return self.stand is StemmingStand.GETELD and nu < (self.bezwaar_tot or nu)

    def controleer_termijn(self, minimum_dagen: int) -> None:
        """A consultation lasts at least so many days; raises TeKort."""
        lang_genoeg = self.sluit_op - self.open_op >= timedelta(days=minimum_dagen)
        if self.grondslag.is_raadpleging and not lang_genoeg:
            raise TeKort(dagen=minimum_dagen)

    def expect(self, *standen: StemmingStand) -> None:
        """Raise KanNietMeer in any other state."""
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze stemming"), stand=self.stand)

    def annuleren(self) -> None:
        """Drop a vote that never opened; raises AlOpen, MoetDoorgaan, KanNietMeer."""
        if self.stand is StemmingStand.OPEN:
            raise AlOpen
        self.expect(StemmingStand.CONCEPT)
        if self.vervangt_id is not None:
            raise MoetDoorgaan
        self.vervallen()

    def vervallen(self) -> None:
        """The result that this concept rests on is void, so it has no purpose either."""
        self.expect(StemmingStand.CONCEPT)
        self.stand, self.herstemt_id = StemmingStand.GEANNULEERD, None

    def betwisten(self) -> None:
        """An objection was right: the result stands no longer, members vote again."""
        self.expect(StemmingStand.GETELD)
        self.stand = StemmingStand.BETWIST

    def expect_vernietigbaar(self) -> None:
        """Only what was opened, and is not annulled yet, can be annulled."""
        self.expect(StemmingStand.OPEN, *GESLOTEN)

    def vernietigen(self, besluit_id: int) -> None:
        """Annulled by decision: nothing is opened any more and no result counts."""
        self.expect_vernietigbaar()
        self.stand, self.besluit_id = StemmingStand.VERNIETIGD, besluit_id
        self.sleutel_verpakt = self.storing = None

    def vaststellen(self, nu: datetime, *, open_bezwaren: int) -> bool:
        """The chair declares the result when nobody can object any more."""
        if self.stand is StemmingStand.VASTGESTELD:
            return False
        self.expect(StemmingStand.GETELD)
        assert self.bezwaar_tot is not None  # noqa: S101  set when counted
        if nu < self.bezwaar_tot:
            raise BezwaarLoopt(datum=kort(self.bezwaar_tot))
        if open_bezwaren:
            raise BezwaarOpen
        self.stand, self.vastgesteld_op, self.sleutel_verpakt = (
            StemmingStand.VASTGESTELD,
            nu,
            None,
        )
        return True
