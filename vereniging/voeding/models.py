"""A member's input on one of the seven themes, and the fate it meets (domain.md 4.4)."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Thema
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid


class EigenVoeding(DomainError):
    """Nobody decides on their own input."""

    message = _l("Over uw eigen inbreng beslist een andere afgevaardigde.")


class EigenSteun(DomainError):
    """Support comes from others."""

    message = _l("U kunt uw eigen inbreng niet steunen.")


class VoedingSoort(enum.StrEnum):
    SIGNAAL = "signaal"
    VOORSTEL = "voorstel"


class VoedingStand(enum.StrEnum):
    INGEDIEND = "ingediend"
    GEPLAATST = "geplaatst"
    SAMENGEVOEGD = "samengevoegd"
    IN_STANDPUNT = "in_standpunt"
    MEEGENOMEN = "meegenomen"
    NIET_OVERGENOMEN = "niet_overgenomen"
    VERBORGEN = "verborgen"
    INGETROKKEN = "ingetrokken"


OPEN = (VoedingStand.INGEDIEND, VoedingStand.GEPLAATST)
TE_BUNDELEN = (*OPEN, VoedingStand.MEEGENOMEN)
ZICHTBAAR = (
    VoedingStand.GEPLAATST,
    VoedingStand.SAMENGEVOEGD,
    VoedingStand.IN_STANDPUNT,
    VoedingStand.MEEGENOMEN,
    VoedingStand.NIET_OVERGENOMEN,
)


class Voeding(Base):
    """Input of a member, on its way to a meeting."""

    __tablename__ = "voeding"

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    tekst: Mapped[str] = mapped_column(Text)
    ingediend_op: Mapped[datetime] = mapped_column(index=True)
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    thema_id: Mapped[int] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema] = relationship()
    soort: Mapped[VoedingSoort] = mapped_column(default=VoedingSoort.SIGNAAL)
    naam_zichtbaar: Mapped[bool] = mapped_column(default=False)
    stand: Mapped[VoedingStand] = mapped_column(default=VoedingStand.INGEDIEND)
    reden: Mapped[str | None] = mapped_column(Text, default=None)
    antwoord: Mapped[str | None] = mapped_column(Text, default=None)
    beslist_op: Mapped[datetime | None] = mapped_column(default=None)
    bij_id: Mapped[int | None] = mapped_column(ForeignKey("voeding.id"), default=None)
    steun: Mapped[list[Steun]] = relationship(
        back_populates="voeding",
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="Steun.id",
    )

    def mag_zien(self, lid: Lid | None, *, is_lezer: bool) -> bool:
        """Authors and officers see all; members what was placed."""
        return lid is self.lid or is_lezer or self.stand in ZICHTBAAR

    def plaatsen(self) -> None:
        """Show it to all members."""
        self._expect(VoedingStand.INGEDIEND)
        self.stand = VoedingStand.GEPLAATST

    def beantwoorden(self, door: Lid, antwoord: str) -> None:
        """A delegate replies, before or after its fate is known."""
        self._not_own(door)
        self._expect(*OPEN, VoedingStand.IN_STANDPUNT)
        self.antwoord = antwoord

    def opnemen(self, nu: datetime) -> None:
        """It becomes a source of a standpunt, also after it was taken along to a meeting."""
        self._expect(*TE_BUNDELEN)
        self.stand, self.beslist_op = VoedingStand.IN_STANDPUNT, nu

    def meenemen(self, door: Lid, antwoord: str, nu: datetime) -> None:
        """The delegates take it to the meeting as it is."""
        self._not_own(door)
        self._decide(VoedingStand.MEEGENOMEN, nu)
        self.antwoord = antwoord

    def niet_overnemen(self, door: Lid, reden: str, nu: datetime) -> None:
        """A delegate says why this does not go to the meeting."""
        self._not_own(door)
        self._decide(VoedingStand.NIET_OVERGENOMEN, nu)
        self.reden = reden

    def samenvoegen(self, bij: Voeding, nu: datetime) -> None:
        """It says the same as another one; its supporters come along."""
        self._decide(VoedingStand.SAMENGEVOEGD, nu)
        self.bij_id = bij.id
        known = {steun.lid_id for steun in bij.steun} | {bij.lid_id}
        bij.steun.extend(
            Steun(lid=steun.lid, op=steun.op) for steun in self.steun if steun.lid_id not in known
        )

    def verbergen(self, reden: str, nu: datetime) -> None:
        """A moderator hides what may not be shown, and tells the author why."""
        self._decide(VoedingStand.VERBORGEN, nu)
        self.reden = reden

    def intrekken(self) -> None:
        """The author takes it back."""
        self._expect(*OPEN)
        self.stand = VoedingStand.INGETROKKEN

    def steunen(self, lid: Lid, nu: datetime) -> bool:
        """A member agrees; once each. False when they did before."""
        if lid is self.lid:
            raise EigenSteun
        self._expect(VoedingStand.GEPLAATST, VoedingStand.IN_STANDPUNT)
        if any(steun.lid_id == lid.id for steun in self.steun):
            return False
        self.steun.append(Steun(lid=lid, op=nu))
        return True

    def steun_intrekken(self, lid: Lid) -> None:
        """A member agrees no longer."""
        self.steun = [steun for steun in self.steun if steun.lid_id != lid.id]

    def _decide(self, stand: VoedingStand, nu: datetime) -> None:
        self._expect(*OPEN)
        self.stand, self.beslist_op = stand, nu

    def _not_own(self, door: Lid) -> None:
        if door is self.lid:
            raise EigenVoeding

    def _expect(self, *standen: VoedingStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze inbreng"), stand=self.stand)


class Steun(Base):
    """One member agrees with one voeding; the count is public, the name is not."""

    __tablename__ = "steun"
    __table_args__ = (UniqueConstraint("voeding_id", "lid_id"),)

    voeding_id: Mapped[int] = mapped_column(ForeignKey("voeding.id"), init=False)
    voeding: Mapped[Voeding] = relationship(back_populates="steun", default=None)
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    op: Mapped[datetime]
