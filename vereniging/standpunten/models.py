"""A position, its versions frozen by hash, and the arguments of members (domain.md 4.5)."""

from __future__ import annotations

import enum
import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models import Agendapunt
from vereniging.convenant.models import Thema
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.logboek.models import canonical
from vereniging.voeding.models import Voeding


class VulIn(DomainError):
    """Members can only argue about a complete text."""

    message = _l("Vul nog in: %(velden)s.")


class AlGereageerd(DomainError):
    """One reaction per argument and member."""

    message = _l("U reageerde al op dit argument.")


class StaatAlOpAgenda(DomainError):
    """One place on one agenda at a time."""

    message = _l("Dit standpunt staat al op een agenda.")


class StandpuntStand(enum.StrEnum):
    CONCEPT = "concept"
    OPEN = "open"
    BEVROREN = "bevroren"
    IN_STEMMING = "in_stemming"
    VASTGESTELD = "vastgesteld"
    VERWORPEN = "verworpen"
    INGETROKKEN = "ingetrokken"


class Richting(enum.StrEnum):
    VOOR = "voor"
    TEGEN = "tegen"


EERSTE_DRIE = (StandpuntStand.CONCEPT, StandpuntStand.OPEN, StandpuntStand.BEVROREN)
BESLIST = (StandpuntStand.VASTGESTELD, StandpuntStand.VERWORPEN)


class Standpunt(Base):
    """What the association may say on one subject."""

    __tablename__ = "standpunt"

    slug: Mapped[str] = mapped_column(String(50), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    thema_id: Mapped[int] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema] = relationship()
    gemaakt_op: Mapped[datetime]
    agendapunt_id: Mapped[int | None] = mapped_column(
        ForeignKey("agendapunt.id"), index=True, init=False
    )
    agendapunt: Mapped[Agendapunt | None] = relationship(default=None)
    stand: Mapped[StandpuntStand] = mapped_column(default=StandpuntStand.CONCEPT)
    reden: Mapped[str | None] = mapped_column(String(500), default=None)
    versies: Mapped[list[StandpuntVersie]] = relationship(
        back_populates="standpunt", default_factory=list, order_by="StandpuntVersie.nr"
    )
    bronnen: Mapped[list[Standpuntbron]] = relationship(
        back_populates="standpunt", default_factory=list, order_by="Standpuntbron.id"
    )

    @property
    def versie(self) -> StandpuntVersie:
        """The version that counts now."""
        return self.versies[-1]

    @property
    def is_openbaar(self) -> bool:
        """Everyone reads it once it was decided; before that members do."""
        return self.stand in BESLIST

    def openen(self) -> None:
        """Let members argue; raises VulIn with what is missing."""
        self._expect(StandpuntStand.CONCEPT)
        ontbreekt = self.versie.ontbreekt()
        if ontbreekt:
            raise VulIn(velden=", ".join(ontbreekt))
        self.stand = StandpuntStand.OPEN

    def bevriezen(self) -> None:
        """From now on the text is what members will vote on."""
        self._expect(StandpuntStand.OPEN)
        self.versie.hash = self.versie.vingerafdruk()
        self.stand = StandpuntStand.BEVROREN

    def in_stemming_brengen(self) -> None:
        """A vote on the frozen text is being prepared."""
        self._expect(StandpuntStand.BEVROREN)
        self.stand = StandpuntStand.IN_STEMMING

    def uitgeteld(self, uitkomst: str) -> None:
        """Take over what members decided; without a quorum the text stays frozen."""
        self._expect(StandpuntStand.IN_STEMMING)
        self.stand = {
            "aangenomen": StandpuntStand.VASTGESTELD,
            "quorum_niet_gehaald": StandpuntStand.BEVROREN,
        }.get(uitkomst, StandpuntStand.VERWORPEN)

    def opnieuw_in_stemming(self) -> None:
        """The result was contested: members vote again on the same text."""
        self._expect(*BESLIST, StandpuntStand.BEVROREN)
        self.stand = StandpuntStand.IN_STEMMING

    @property
    def hangt_aan_stemming(self) -> bool:
        """Whether a vote decides or decided on it; not when it stayed frozen or was withdrawn."""
        return self.stand is StandpuntStand.IN_STEMMING or self.stand in BESLIST

    def terug_naar_bevroren(self) -> None:
        """The vote was annulled: the text stands, a new vote can be prepared."""
        self._expect(StandpuntStand.IN_STEMMING, *BESLIST)
        self.stand = StandpuntStand.BEVROREN

    def intrekken(self, reden: str) -> None:
        """The delegates let it go, and say why."""
        self._expect(*EERSTE_DRIE)
        self.stand, self.reden = StandpuntStand.INGETROKKEN, reden

    def herzien(self, versie: StandpuntVersie) -> None:
        """Start anew with another text after a decision."""
        self._expect(*BESLIST)
        versie.nr = self.versie.nr + 1
        self.versies.append(versie)
        self.stand = StandpuntStand.CONCEPT

    def expect_concept(self) -> None:
        """Only a concept may be rewritten."""
        self._expect(StandpuntStand.CONCEPT)

    def expect_open(self) -> None:
        """Arguments are given while it is open."""
        self._expect(StandpuntStand.OPEN)

    def _expect(self, *standen: StandpuntStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("dit standpunt"), stand=self.stand)


class StandpuntVersie(Base):
    """The text that members vote on, with everything that will bind the delegates."""

    __tablename__ = "standpunt_versie"
    __table_args__ = (UniqueConstraint("standpunt_id", "nr"),)

    standpunt_id: Mapped[int] = mapped_column(ForeignKey("standpunt.id"), init=False)
    standpunt: Mapped[Standpunt] = relationship(back_populates="versies", default=None)
    nr: Mapped[int] = mapped_column(default=1)
    vraag: Mapped[str] = mapped_column(String(300), default="")
    toelichting: Mapped[str] = mapped_column(Text, default="")
    niveaus: Mapped[list[Any]] = mapped_column(default_factory=list)
    breekpunten: Mapped[str] = mapped_column(Text, default="")
    ruimte: Mapped[str] = mapped_column(Text, default="")
    ruggespraak_bij: Mapped[str] = mapped_column(String(500), default="")
    hash: Mapped[str | None] = mapped_column(String(64), default=None)
    argumenten: Mapped[list[Argument]] = relationship(
        back_populates="versie", default_factory=list, order_by="Argument.id"
    )

    def ontbreekt(self) -> list[str]:
        """What must still be filled in before members see it."""
        missing = []
        if len(self.vraag.strip()) < 10:
            missing.append("vraag")
        if len(self.toelichting.strip()) < 10:
            missing.append("toelichting")
        if len(self.niveaus) == 1:
            missing.append("een tweede niveau")
        return missing

    def vingerafdruk(self) -> str:
        """SHA-256 over all that binds, in canonical form."""
        text = {
            "breekpunten": self.breekpunten,
            "niveaus": list(self.niveaus),
            "nr": self.nr,
            "ruggespraak_bij": self.ruggespraak_bij,
            "ruimte": self.ruimte,
            "toelichting": self.toelichting,
            "vraag": self.vraag,
        }
        return hashlib.sha256(canonical(text)).hexdigest()


class Standpuntbron(Base):
    """Which voeding a position came from."""

    __tablename__ = "standpuntbron"
    __table_args__ = (UniqueConstraint("standpunt_id", "voeding_id"),)

    standpunt_id: Mapped[int] = mapped_column(ForeignKey("standpunt.id"), init=False)
    standpunt: Mapped[Standpunt] = relationship(back_populates="bronnen", default=None)
    voeding_id: Mapped[int] = mapped_column(ForeignKey("voeding.id"), index=True, init=False)
    voeding: Mapped[Voeding] = relationship()


class Argument(Base):
    """A reason for or against, without replies."""

    __tablename__ = "argument"

    versie_id: Mapped[int] = mapped_column(
        ForeignKey("standpunt_versie.id"), index=True, init=False
    )
    versie: Mapped[StandpuntVersie] = relationship(back_populates="argumenten", default=None)
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    richting: Mapped[Richting]
    tekst: Mapped[str] = mapped_column(String(500))
    op: Mapped[datetime]
    herkenningen: Mapped[list[Herkenning]] = relationship(
        back_populates="argument", default_factory=list, order_by="Herkenning.id"
    )

    @property
    def herkend(self) -> int:
        """Members who recognise it, minus those who do not."""
        return sum(1 if each.herkent else -1 for each in self.herkenningen)

    def herkennen(self, lid: Lid, *, herkent: bool) -> None:
        """Say once whether one recognises it."""
        if any(each.lid_id == lid.id for each in self.herkenningen):
            raise AlGereageerd
        self.herkenningen.append(Herkenning(lid=lid, herkent=herkent))


class Herkenning(Base):
    """One member's "herken ik" or "herken ik niet"."""

    __tablename__ = "herkenning"
    __table_args__ = (UniqueConstraint("argument_id", "lid_id"),)

    argument_id: Mapped[int] = mapped_column(ForeignKey("argument.id"), init=False)
    argument: Mapped[Argument] = relationship(back_populates="herkenningen", default=None)
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    herkent: Mapped[bool]
