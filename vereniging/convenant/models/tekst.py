"""The covenant's text, its articles and who signed it."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.fase import (
    REACTIETERMIJN,
    SCHRIJVEN,
    WEG,
    Bespreking,
    Fase,
    Fasewissel,
    GeenReden,
    NogNietAf,
    NogNietBesproken,
    ReactietijdLoopt,
)
from vereniging.convenant.models.ondertekening import AlGetekend, Ondertekening, TekentNiet
from vereniging.convenant.models.partij import Organisatie, Partij, Thema
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.statuten.models import Besluit

AANTAL_PARTIJEN = 5


class GeenTekst(DomainError):
    """Parties sign a text, so there must be one."""

    message = _l("Vul eerst de tekst van het convenant in.")


class ConvenantStand(enum.StrEnum):
    CONCEPT = "concept"
    TER_TEKENING = "ter_tekening"
    GETEKEND = "getekend"
    VERVANGEN = "vervangen"
    BEEINDIGD = "beeindigd"


class Convenant(Base):
    """One version of the covenant; it binds only when all five parties signed."""

    __tablename__ = "convenant"

    versie: Mapped[str] = mapped_column(String(40), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    tekst: Mapped[str] = mapped_column(Text)
    geldig_tot: Mapped[date | None] = mapped_column(default=None)
    sha256: Mapped[str] = mapped_column(String(64), default="")
    stand: Mapped[ConvenantStand] = mapped_column(default=ConvenantStand.CONCEPT)
    fase: Mapped[Fase] = mapped_column(default=Fase.WERKGROEP)
    reacties_tot: Mapped[date | None] = mapped_column(default=None)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)
    artikelen: Mapped[list[Artikel]] = relationship(
        back_populates="convenant", default_factory=list, order_by="Artikel.nummer"
    )
    ondertekeningen: Mapped[list[Ondertekening]] = relationship(
        back_populates="convenant",
        default_factory=list,
        order_by="(Ondertekening.datum, Ondertekening.id)",
    )
    besprekingen: Mapped[list[Bespreking]] = relationship(
        back_populates="convenant", default_factory=list, order_by="Bespreking.id"
    )
    wissels: Mapped[list[Fasewissel]] = relationship(
        back_populates="convenant", default_factory=list, order_by="(Fasewissel.op, Fasewissel.id)"
    )

    def is_bindend(self, dag: date) -> bool:
        """Whether all five signed and it still runs."""
        loopt = self.geldig_tot is None or dag <= self.geldig_tot
        return self.stand is ConvenantStand.GETEKEND and loopt

    @property
    def is_ooit_getekend(self) -> bool:
        """Whether the day came that all five had signed."""
        return self.stand not in {ConvenantStand.CONCEPT, ConvenantStand.TER_TEKENING}

    def heeft_getekend(self, partij: Partij, dag: date) -> bool:
        """A party signed when each of its organisations that sign has done so."""
        tekenaars = [o for o in partij.organisaties if o.tekent and o.is_actief(dag)]
        getekend = {o.organisatie_id for o in self.ondertekeningen}
        return bool(tekenaars) and all(o.id in getekend for o in tekenaars)

    def wacht_op(self, partijen: Iterable[Partij], dag: date) -> list[Partij]:
        """The parties that have not signed; none once the covenant was signed by all."""
        if self.is_ooit_getekend:
            return []
        return [partij for partij in partijen if not self.heeft_getekend(partij, dag)]

    @property
    def volgende_fase(self) -> Fase | None:
        """The next stop of a concept; none at the end of the road or when it was given up."""
        if self.stand is not ConvenantStand.CONCEPT or self.fase not in WEG[:-1]:
            return None
        return WEG[WEG.index(self.fase) + 1]

    def mag_reageren(self, dag: date) -> bool:
        """Whether residents may react on this day."""
        gevraagd = self.stand is ConvenantStand.CONCEPT and self.fase is Fase.DEFINITIEF_CONCEPT
        return gevraagd and self.reacties_tot is not None and dag <= self.reacties_tot

    def bespreken(self, bespreking: Bespreking) -> None:
        """A party says what it thinks of the concept; a later word replaces its earlier one."""
        self.expect_fase(Fase.WERKGROEP, Fase.BESPROKEN)
        bespreking.partij_id = bespreking.partij.id
        found = [b for b in self.besprekingen if b.partij_id == bespreking.partij_id]
        if not found:
            self.besprekingen.append(bespreking)
            return
        found[0].op, found[0].uitkomst = bespreking.op, bespreking.uitkomst
        found[0].samenvatting = bespreking.samenvatting

    def verder(
        self,
        nu: datetime,
        dag: date,
        partijen: Iterable[Partij],
        reactiedagen: int = REACTIETERMIJN,
    ) -> None:
        """One phase on; raises NogNietBesproken or ReactietijdLoopt.

        That every reaction has its answer is asked by who calls this.
        """
        naar = self.volgende_fase
        if naar is None:
            self._expect_fase_op_weg()
        if self.fase is Fase.WERKGROEP:
            self._expect_besproken(partijen)
        if self.reacties_tot is not None and self.mag_reageren(dag):
            raise ReactietijdLoopt(datum=f"{self.reacties_tot:%d-%m-%Y}")
        if naar is Fase.DEFINITIEF_CONCEPT:
            self.reacties_tot = dag + timedelta(days=reactiedagen)
        self._wissel(naar or self.fase, nu)

    def _expect_fase_op_weg(self) -> None:
        self._expect(ConvenantStand.CONCEPT)
        raise KanNietMeer(wat=_l("dit convenant"), stand=self.fase)

    def _expect_besproken(self, partijen: Iterable[Partij]) -> None:
        gedaan = {b.partij_id for b in self.besprekingen}
        namen = [partij.naam for partij in partijen if partij.id not in gedaan]
        if namen:
            raise NogNietBesproken(partijen=", ".join(namen))

    def terug(self, naar: Fase, reden: str, nu: datetime) -> None:
        """Back to an earlier phase, or given up; raises GeenReden."""
        self._expect(ConvenantStand.CONCEPT)
        eerder = self.fase in WEG and naar in WEG and WEG.index(naar) < WEG.index(self.fase)
        if self.fase is Fase.AFGEBROKEN or not (eerder or naar is Fase.AFGEBROKEN):
            raise KanNietMeer(wat=_l("dit convenant"), stand=self.fase)
        if len(reden.strip()) < 10:
            raise GeenReden
        self._wissel(naar, nu, reden)

    def _wissel(self, naar: Fase, nu: datetime, reden: str = "") -> None:
        self.wissels.append(Fasewissel(van=self.fase, naar=naar, op=nu, reden=reden))
        self.fase = naar

    def ter_tekening_leggen(self) -> None:
        """Freeze the text so that everyone signs the same words.

        Raises GeenTekst, or NogNietAf before the last phase.
        """
        self._expect(ConvenantStand.CONCEPT)
        if not self.tekst.strip():
            raise GeenTekst
        if self.fase is not Fase.BIJ_BENW:
            raise NogNietAf
        self.sha256 = hashlib.sha256(self._woorden().encode()).hexdigest()
        self.stand = ConvenantStand.TER_TEKENING

    def onderteken(self, handtekening: Ondertekening, partijen: list[Partij]) -> None:
        """Record a signature; the last of five makes it signed.

        Raises TekentNiet, AlGetekend.
        """
        self.expect_ondertekenbaar(handtekening.organisatie, handtekening.datum)
        handtekening.organisatie_id = handtekening.organisatie.id
        self.ondertekeningen.append(handtekening)
        if len(partijen) == AANTAL_PARTIJEN and not self.wacht_op(partijen, handtekening.datum):
            self.stand = ConvenantStand.GETEKEND

    def expect_ondertekenbaar(self, organisatie: Organisatie, dag: date) -> None:
        """Raise TekentNiet or AlGetekend unless this organisation can sign on this day."""
        self._expect(ConvenantStand.TER_TEKENING)
        if not organisatie.tekent or not organisatie.is_actief(dag):
            raise TekentNiet(organisatie=organisatie.naam)
        if organisatie.id in {o.organisatie_id for o in self.ondertekeningen}:
            raise AlGetekend(organisatie=organisatie.naam)

    def vervangen(self) -> None:
        """A newer version was signed."""
        self._expect(ConvenantStand.GETEKEND)
        self.stand = ConvenantStand.VERVANGEN

    def beeindigen(self, besluit: Besluit) -> None:
        """It stops by a recorded decision."""
        self._expect(ConvenantStand.GETEKEND)
        self.stand, self.besluit = ConvenantStand.BEEINDIGD, besluit

    def expect_schrijven(self) -> None:
        """Raise KanNietMeer while others look at the words, or once they are frozen."""
        self.expect_fase(*SCHRIJVEN)

    def expect_fase(self, *fasen: Fase) -> None:
        """Raise KanNietMeer unless this is a concept in one of these phases."""
        self._expect(ConvenantStand.CONCEPT)
        if self.fase not in fasen:
            raise KanNietMeer(wat=_l("dit convenant"), stand=self.fase)

    def _woorden(self) -> str:
        return "\n".join([self.tekst, *(f"{a.nummer}. {a.tekst}" for a in self.artikelen)])

    def _expect(self, *standen: ConvenantStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("dit convenant"), stand=self.stand)


class Artikel(Base):
    """One article, with what it says in short."""

    __tablename__ = "artikel"
    __table_args__ = (UniqueConstraint("convenant_id", "nummer"),)

    convenant_id: Mapped[int] = mapped_column(ForeignKey("convenant.id"), index=True, init=False)
    convenant: Mapped[Convenant] = relationship(back_populates="artikelen", default=None)
    nummer: Mapped[int]
    titel: Mapped[str] = mapped_column(String(120))
    tekst: Mapped[str] = mapped_column(Text)
    in_het_kort: Mapped[str] = mapped_column(String(500), default="")
    versie: Mapped[int] = mapped_column(default=1)
    thema_id: Mapped[int | None] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema | None] = relationship(default=None)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij | None] = relationship(default=None)
