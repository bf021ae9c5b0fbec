"""An instruction to the delegates, and how they tell what came of it (domain.md 4.7, 4.8)."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models import Uitkomst, UitkomstSoort
from vereniging.convenant.models import Partij
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.triggers import append_only
from vereniging.core.workdays import amsterdam_day, midnight_after
from vereniging.standpunten.models import StandpuntVersie
from vereniging.statuten.models import Besluit
from vereniging.stembus.models import Stemming, Uitslag

GELDIG = timedelta(days=180)  # after the meeting, or after the count when there is none
TERMIJN = timedelta(days=7)
WACHT_HOOGSTENS = timedelta(days=7)  # then everyone sees that the members were not asked
EENS = (UitkomstSoort.CONSENSUS, UitkomstSoort.VOORBEHOUD)


class BuitenMandaat(DomainError):
    """A bound delegate cannot say yes outside the mandate."""

    message = _l("Dit ligt buiten het mandaat. Kies onder voorbehoud, of vraag om uitstel.")


class LegAfwijkingUit(DomainError):
    """Who left the mandate tells the members why."""

    message = _l("U week af van het mandaat. Leg uit waarom.")


class AlIngetrokken(DomainError):
    """A mandate is withdrawn once."""

    message = _l("Dit mandaat is al ingetrokken.")


class Binding(enum.StrEnum):
    GEBONDEN = "gebonden"
    RICHTINGGEVEND = "richtinggevend"
    VRIJ = "vrij"


class MandaatStand(enum.StrEnum):
    """Derived on every read, never stored."""

    GELDIG = "geldig"
    INGETROKKEN = "ingetrokken"
    VERVANGEN = "vervangen"
    VERLOPEN = "verlopen"


@dataclass(frozen=True, kw_only=True)
class Stemcijfers:
    """The count behind a mandate."""

    voor: int
    tegen: int
    blanco: int
    gestemd: int
    kiesgerechtigd: int

    @property
    def geldig(self) -> int:
        return self.voor + self.tegen

    @property
    def deel_voor(self) -> str:
        return _deel(self.voor, self.geldig)

    @property
    def opkomst(self) -> str:
        return _deel(self.gestemd, self.kiesgerechtigd)


def _deel(aantal: int, totaal: int) -> str:
    """`64,3%`, rounded half up."""
    promille = (2000 * aantal + totaal) // (2 * totaal) if totaal else 0
    return f"{promille // 10},{promille % 10}%"


class Mandaat(Base):
    """What members decided that their delegates must bring home; it never changes."""

    __tablename__ = "mandaat"
    __table_args__ = (CheckConstraint("ondergrens_niveau >= 1", name="ondergrens"),)

    slug: Mapped[str] = mapped_column(String(70), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    versie_id: Mapped[int] = mapped_column(
        ForeignKey("standpunt_versie.id"), index=True, init=False
    )
    versie: Mapped[StandpuntVersie] = relationship()
    uitslag_id: Mapped[int] = mapped_column(ForeignKey("uitslag.id"), unique=True, init=False)
    uitslag: Mapped[Uitslag] = relationship()
    binding: Mapped[Binding]
    vraag: Mapped[str] = mapped_column(String(400))
    niveaus: Mapped[list[Any]]  # what may lie on the table, inzet first; never empty
    ondergrens_niveau: Mapped[int]
    breekpunten: Mapped[str] = mapped_column(Text)
    ruimte: Mapped[str] = mapped_column(Text)
    ruggespraak_bij: Mapped[str] = mapped_column(String(500))
    gegeven_op: Mapped[datetime]
    geldig_tot: Mapped[date]
    intrekking: Mapped[MandaatIntrekking | None] = relationship(
        back_populates="mandaat", init=False
    )

    @property
    def inzet(self) -> str:
        return str(self.niveaus[0])

    @property
    def ondergrens(self) -> str:
        return str(self.niveaus[self.ondergrens_niveau - 1])

    @property
    def is_gebonden(self) -> bool:
        return self.binding is Binding.GEBONDEN

    @property
    def stemming(self) -> Stemming:
        return self.uitslag.stemming

    @property
    def cijfers(self) -> Stemcijfers:
        """What members answered, in numbers for people."""
        vraag, inhoud = self.uitslag.vraag("voor_tegen") or {}, self.uitslag.inhoud
        telling, opkomst = vraag["telling"], inhoud["opkomst"]
        return Stemcijfers(
            voor=telling["voor"],
            tegen=telling["tegen"],
            blanco=telling["blanco"],
            gestemd=opkomst["web"] + opkomst["papier"],
            kiesgerechtigd=inhoud["kiesgerechtigd"],
        )

    def stand(self, dag: date, *, is_vervangen: bool = False) -> MandaatStand:
        """Where it stands on a day; withdrawn, replaced and expired win in this order."""
        if self.intrekking is not None:
            return MandaatStand.INGETROKKEN
        if is_vervangen:
            return MandaatStand.VERVANGEN
        return MandaatStand.VERLOPEN if dag > self.geldig_tot else MandaatStand.GELDIG

    def past(self, niveau: int | None) -> bool:
        """Whether a proposal is at or above the lower limit.

        Something else, or a proposal across a deal breaker, has no niveau and never fits.
        """
        return niveau is not None and 1 <= niveau <= self.ondergrens_niveau

    def controleer(self, soort: UitkomstSoort, niveau: int | None) -> None:
        """Refuse a yes outside a binding mandate; raises BuitenMandaat."""
        if soort is UitkomstSoort.CONSENSUS and self.is_gebonden and not self.past(niveau):
            raise BuitenMandaat

    def is_afwijking(self, uitkomst: Uitkomst) -> bool:
        """Whether this yes, conditional or not, lies outside the mandate."""
        return uitkomst.soort in EENS and not self.past(uitkomst.niveau)

    def intrekken(self, besluit: Besluit, nu: datetime) -> MandaatIntrekking:
        """The board withdraws it by a recorded decision; the row itself stays as it was.

        Raises AlIngetrokken.
        """
        if self.intrekking is not None:
            raise AlIngetrokken
        return MandaatIntrekking(mandaat=self, besluit=besluit, ingetrokken_op=nu)


append_only(Base.metadata.tables["mandaat"])


class MandaatIntrekking(Base):
    """The decision that ended a mandate."""

    __tablename__ = "mandaat_intrekking"

    mandaat_id: Mapped[int] = mapped_column(ForeignKey("mandaat.id"), unique=True, init=False)
    mandaat: Mapped[Mandaat] = relationship(back_populates="intrekking")
    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"), index=True, init=False)
    besluit: Mapped[Besluit] = relationship()
    ingetrokken_op: Mapped[datetime]


class TerugkoppelingStand(enum.StrEnum):
    CONCEPT = "concept"
    GEPUBLICEERD = "gepubliceerd"


class Terugkoppeling(Base):
    """The delegates tell the members what was reached, within a week of the meeting."""

    __tablename__ = "terugkoppeling"
    __table_args__ = (
        CheckConstraint(
            "(stand = 'gepubliceerd') = (gepubliceerd_op IS NOT NULL)", name="gepubliceerd"
        ),
    )

    uitkomst_id: Mapped[int] = mapped_column(ForeignKey("uitkomst.id"), unique=True, init=False)
    uitkomst: Mapped[Uitkomst] = relationship()
    bereikt: Mapped[str] = mapped_column(Text)
    verder: Mapped[str] = mapped_column(Text)
    afwijking: Mapped[str] = mapped_column(Text, default="")
    stand: Mapped[TerugkoppelingStand] = mapped_column(default=TerugkoppelingStand.CONCEPT)
    gepubliceerd_op: Mapped[datetime | None] = mapped_column(default=None)

    def publiceren(self, nu: datetime, *, is_afwijking: bool) -> None:
        """Show it to everyone; raises LegAfwijkingUit for an unexplained deviation."""
        if self.stand is TerugkoppelingStand.GEPUBLICEERD:
            raise KanNietMeer(wat=_l("deze terugkoppeling"), stand=self.stand)
        if is_afwijking and not self.afwijking.strip():
            raise LegAfwijkingUit
        self.stand, self.gepubliceerd_op = TerugkoppelingStand.GEPUBLICEERD, nu


class Ruggespraak(Base):
    """An outcome outside the mandate goes back to the members before it holds."""

    __tablename__ = "ruggespraak"

    uitkomst_id: Mapped[int] = mapped_column(ForeignKey("uitkomst.id"), unique=True, init=False)
    uitkomst: Mapped[Uitkomst] = relationship()
    gevraagd_op: Mapped[datetime]
    stemming_id: Mapped[int | None] = mapped_column(
        ForeignKey("stemming.id"), unique=True, init=False
    )
    stemming: Mapped[Stemming | None] = relationship(default=None)
    afgerond_op: Mapped[datetime | None] = mapped_column(default=None)

    def wacht_te_lang(self, nu: datetime) -> bool:
        """Whether nobody asked the members within a week."""
        return self.stemming is None and nu - self.gevraagd_op > WACHT_HOOGSTENS

    def vragen(self, stemming: Stemming) -> None:
        """The members are being asked, once."""
        if self.stemming is not None:
            raise KanNietMeer(wat=_l("deze ruggespraak"), stand=_l("gevraagd"))
        self.stemming = stemming

    def opnieuw(self, stemming: Stemming | None) -> None:
        """The vote was contested or annulled: the members' answer is open again."""
        self.stemming, self.afgerond_op = stemming, None
        self.uitkomst.soort = UitkomstSoort.VOORBEHOUD

    def afronden(self, nu: datetime, *, aangenomen: bool) -> None:
        """The members answered: the outcome becomes consensus, or not."""
        if self.afgerond_op is not None:
            raise KanNietMeer(wat=_l("deze ruggespraak"), stand=_l("afgerond"))
        self.afgerond_op = nu
        soort = UitkomstSoort.CONSENSUS if aangenomen else UitkomstSoort.GEEN_CONSENSUS
        self.uitkomst.soort = soort


@dataclass(frozen=True, kw_only=True)
class Belofte:
    """What a party promised at the table."""

    partij: Partij
    tekst: str
    voor_datum: date


@dataclass(frozen=True, kw_only=True)
class Tafel:
    """What the parties came to on an item; no niveau = something else, or a deal breaker."""

    soort: UitkomstSoort
    tekst: str
    niveau: int | None = None
    belofte: Belofte | None = None


@dataclass(frozen=True, kw_only=True)
class Verhaal:
    """What the delegates tell the members."""

    bereikt: str
    verder: str
    afwijking: str = ""


def terugkoppeling_voor(uitkomst: Uitkomst) -> date:
    """The last day on which members must have heard of an outcome."""
    return uitkomst.agendapunt.vergadering.dag + TERMIJN


def dagen_te_laat(uitkomst: Uitkomst, nu: datetime) -> int:
    """How many days the report is late; zero until the seventh day is over."""
    voor = terugkoppeling_voor(uitkomst)
    return (amsterdam_day(nu) - voor).days if nu >= midnight_after(voor) else 0
