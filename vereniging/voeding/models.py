"""A member's input on one of the seven themes, and the fate it meets (domain.md 4.4)."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models import Vergadering
from vereniging.convenant.models import Thema
from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.tags import LABELS
from vereniging.leden.models import Lid

KORTSTE_REDEN = 10
SLUIT = timedelta(days=14)  # before the meeting: later input goes to the next one
ANTWOORD = timedelta(days=7)  # after the meeting every input has its fate


class LotBekend(DomainError):
    """The fate of an input is decided once."""

    message = _l("Dit kan niet meer: deze inbreng is inmiddels %(stand)s. Er is niets veranderd.")


class EigenVoeding(DomainError):
    """Nobody decides about their own input."""

    message = _l("Over uw eigen inbreng beslist een andere afgevaardigde.")


class LegUitWaarom(DomainError):
    """A no has a reason that the author can read."""

    message = _l("Leg uit waarom (minstens 10 tekens).")


class NietVanU(DomainError):
    """Only the author takes an input back."""

    message = _l("Alleen wie de inbreng gaf, kan hem intrekken.")


class EigenSteun(DomainError):
    """Support comes from others."""

    message = _l("U kunt uw eigen inbreng niet steunen. Die telt al mee.")


class NogNietGeplaatst(DomainError):
    """Only what members can read can be supported."""

    message = _l("Deze inbreng is nog niet geplaatst.")


class AnderThema(DomainError):
    """Only inputs on the same theme are put together."""

    message = _l("Voeg alleen inbreng over hetzelfde thema samen.")


class VoedingStand(enum.StrEnum):
    INGEDIEND = "ingediend"
    GEPLAATST = "geplaatst"
    SAMENGEVOEGD = "samengevoegd"
    IN_STANDPUNT = "in_standpunt"
    MEEGENOMEN = "meegenomen"
    NIET_OVERGENOMEN = "niet_overgenomen"
    VERBORGEN = "verborgen"
    INGETROKKEN = "ingetrokken"


class VoedingSoort(enum.StrEnum):
    SIGNAAL = "signaal"
    VOORSTEL = "voorstel"


class Verberggrond(enum.StrEnum):
    """Why a moderator keeps an input from the list (stembus.md section 8)."""

    PERSOONSGEGEVENS = "persoonsgegevens"
    BELEDIGEND = "beledigend"
    BUITEN_CONVENANT = "buiten_convenant"
    MELDING = "melding"
    DUBBEL = "dubbel"
    RECLAME = "reclame"


WACHT = (VoedingStand.INGEDIEND, VoedingStand.GEPLAATST)
BESLOTEN = (VoedingStand.INGEDIEND, VoedingStand.VERBORGEN, VoedingStand.INGETROKKEN)


class Voeding(Base):
    """A member's input on one of the seven themes, on its way to a meeting."""

    __tablename__ = "voeding"
    __table_args__ = (
        CheckConstraint(
            "stand NOT IN ('niet_overgenomen', 'verborgen') OR reden IS NOT NULL", name="reden"
        ),
    )

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    soort: Mapped[VoedingSoort]
    tekst: Mapped[str] = mapped_column(Text)
    ingediend_op: Mapped[datetime]
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    thema_id: Mapped[int] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema] = relationship()
    vergadering_id: Mapped[int | None] = mapped_column(
        ForeignKey("vergadering.id"), index=True, init=False
    )
    vergadering: Mapped[Vergadering | None] = relationship(default=None)
    naam_zichtbaar: Mapped[bool] = mapped_column(default=False)
    stand: Mapped[VoedingStand] = mapped_column(default=VoedingStand.INGEDIEND, index=True)
    reden: Mapped[str | None] = mapped_column(Text, default=None)
    grond: Mapped[Verberggrond | None] = mapped_column(default=None)
    doel: Mapped[str | None] = mapped_column(String(60), default=None)  # slug of a standpunt
    antwoord: Mapped[str | None] = mapped_column(Text, default=None)
    beantwoord_op: Mapped[datetime | None] = mapped_column(default=None)
    besloten_op: Mapped[datetime | None] = mapped_column(default=None)
    hoort_bij_id: Mapped[int | None] = mapped_column(
        ForeignKey("voeding.id"), index=True, init=False
    )
    hoort_bij: Mapped[Voeding | None] = relationship(
        remote_side="Voeding.id", back_populates="samengevoegd", default=None
    )
    samengevoegd: Mapped[list[Voeding]] = relationship(
        back_populates="hoort_bij", init=False, order_by="Voeding.id"
    )
    steun: Mapped[list[Steun]] = relationship(back_populates="voeding", init=False)

    @property
    def is_zichtbaar(self) -> bool:
        """Whether every member may read it."""
        return self.stand not in BESLOTEN

    @property
    def wacht(self) -> bool:
        return self.stand in WACHT

    @property
    def antwoord_voor(self) -> date | None:
        """The last day on which the delegates must have answered."""
        return self.vergadering.dag + ANTWOORD if self.vergadering else None

    @property
    def van(self) -> str:
        """Who gave it, as far as others may know."""
        return self.lid.naam if self.naam_zichtbaar else str(_l("Een lid"))

    def dagen_te_laat(self, dag: date) -> int:
        """How many days the answer is late; zero when it is not, or came."""
        if not self.wacht or self.antwoord_voor is None:
            return 0
        return max((dag - self.antwoord_voor).days, 0)

    def mag_zien(self, lid: Lid | None, *, is_lezer: bool) -> bool:
        return is_lezer or lid is self.lid or (lid is not None and self.is_zichtbaar)

    def plaatsen(self) -> None:
        """Let all members read it."""
        if self.stand is not VoedingStand.INGEDIEND:
            raise self._bekend()
        self.stand = VoedingStand.GEPLAATST

    def opnemen(self, doel: str, nu: datetime) -> None:
        """It becomes part of a standpunt."""
        self._besluit(VoedingStand.IN_STANDPUNT, nu)
        self.doel = doel

    def samenvoegen(self, met: Voeding, nu: datetime) -> None:
        """It goes on as part of another input on the same theme; its text stays readable."""
        if met is self or met.thema is not self.thema:
            raise AnderThema
        if not met.is_zichtbaar or met.stand is VoedingStand.SAMENGEVOEGD:
            raise met._bekend()
        self._besluit(VoedingStand.SAMENGEVOEGD, nu)
        self.hoort_bij = met

    def meenemen(self, nu: datetime) -> None:
        """The delegates bring it up themselves, without a standpunt."""
        self._besluit(VoedingStand.MEEGENOMEN, nu)

    def niet_overnemen(self, door: Lid, reden: str, nu: datetime) -> None:
        """A delegate says why this does not go to the meeting."""
        if door is self.lid:
            raise EigenVoeding
        _leg_uit(reden)
        self._besluit(VoedingStand.NIET_OVERGENOMEN, nu)
        self.reden = reden

    def verbergen(self, grond: Verberggrond, reden: str, nu: datetime) -> None:
        """A moderator keeps it from the list and says why."""
        _leg_uit(reden)
        self._besluit(VoedingStand.VERBORGEN, nu)
        self.grond, self.reden = grond, reden

    def intrekken(self, door: Lid, nu: datetime) -> None:
        """The author takes it back."""
        if door is not self.lid:
            raise NietVanU
        self._besluit(VoedingStand.INGETROKKEN, nu)

    def beantwoorden(self, tekst: str, nu: datetime) -> None:
        """A delegate replies; the fate may come later."""
        if self.stand in {VoedingStand.VERBORGEN, VoedingStand.INGETROKKEN}:
            raise self._bekend()
        self.antwoord, self.beantwoord_op = tekst, nu

    def steunen(self, lid: Lid, nu: datetime) -> Steun:
        """Another member says: me too."""
        if lid is self.lid:
            raise EigenSteun
        if self.stand is VoedingStand.INGEDIEND:
            raise NogNietGeplaatst
        if not self.wacht:
            raise self._bekend()
        return Steun(voeding=self, lid=lid, op=nu)

    def _besluit(self, stand: VoedingStand, nu: datetime) -> None:
        if not self.wacht:
            raise self._bekend()
        self.stand, self.besloten_op = stand, nu

    def _bekend(self) -> LotBekend:
        return LotBekend(stand=str(LABELS[self.stand]).lower())


def _leg_uit(reden: str) -> None:
    if len(reden.strip()) < KORTSTE_REDEN:
        raise LegUitWaarom


class Steun(Base):
    """A member supports somebody else's input; the count is shown, names never."""

    __tablename__ = "steun"
    __table_args__ = (UniqueConstraint("voeding_id", "lid_id"),)

    voeding_id: Mapped[int] = mapped_column(ForeignKey("voeding.id"), init=False)
    voeding: Mapped[Voeding] = relationship(back_populates="steun")
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    op: Mapped[datetime]


def neemt_aan(vergadering: Vergadering, nu: datetime) -> bool:
    """Whether input given now still reaches this meeting."""
    return nu.astimezone(AMSTERDAM).date() <= vergadering.dag - SLUIT
