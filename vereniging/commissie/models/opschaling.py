"""What was not kept, answered or agreed climbs a ladder, step by step (domain.md 4.11)."""

from __future__ import annotations

import enum
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.agendapunt import Agendapunt, UitkomstSoort
from vereniging.commissie.models.opschalingfouten import (
    MachtigingNodig,
    NogBezig,
    OverslaanMetReden,
    WelConsensus,
)
from vereniging.commissie.models.opschalingstap import (
    TERMIJNEN,
    Opschalingstap,
    Stapuitkomst,
    Stapwens,
    Termijnen,
    Trede,
)
from vereniging.convenant.models import Afspraak, Partij
from vereniging.core.db import Base
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l

if TYPE_CHECKING:
    from vereniging.commissie.models.dossier import Dossier

# one of the three: a promise, an item, or what lies in a package above and is told in words
EEN_ONDERWERP = " + ".join(
    f"(CASE WHEN {leeg} THEN 0 ELSE 1 END)"
    for leeg in ("afspraak_id IS NULL", "agendapunt_id IS NULL", "over = ''")
)


class Opschalingstand(enum.StrEnum):
    LOPEND = "lopend"
    GESLAAGD = "geslaagd"
    GESTAAKT = "gestaakt"


class Opschaling(Base):
    """A broken promise, an item without consensus, or silence, on its way up; for all to see."""

    __tablename__ = "opschaling"
    __table_args__ = (
        CheckConstraint(f"{EEN_ONDERWERP} = 1", name="een_onderwerp"),
        CheckConstraint("(over_partij_id IS NULL) = (over = '')", name="over_partij"),
    )

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)  # that of the promise, or its own
    begonnen_op: Mapped[date]
    afspraak_id: Mapped[int | None] = mapped_column(
        ForeignKey("afspraak.id"), unique=True, init=False
    )
    afspraak: Mapped[Afspraak | None] = relationship(default=None)
    agendapunt_id: Mapped[int | None] = mapped_column(
        ForeignKey("agendapunt.id"), unique=True, init=False
    )
    agendapunt: Mapped[Agendapunt | None] = relationship(default=None)
    over: Mapped[str] = mapped_column(String(200), default="")  # words that everyone may read
    over_partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), init=False)
    over_partij: Mapped[Partij | None] = relationship(default=None)
    stand: Mapped[Opschalingstand] = mapped_column(default=Opschalingstand.LOPEND)
    uitkomst: Mapped[str] = mapped_column(Text, default="")
    stappen: Mapped[list[Opschalingstap]] = relationship(
        back_populates="opschaling", default_factory=list, order_by="Opschalingstap.trede"
    )
    dossiers: Mapped[list[Dossier]] = relationship(
        back_populates="opschaling", default_factory=list, order_by="Dossier.id"
    )

    @property
    def titel(self) -> str:
        """What it is about."""
        if self.afspraak is not None:
            return self.afspraak.tekst
        return self.agendapunt.titel if self.agendapunt else self.over

    @property
    def partij(self) -> Partij | None:
        """Whose promise it is, or who did not answer; none when the parties do not agree."""
        return self.afspraak.partij if self.afspraak else self.over_partij

    @property
    def stap(self) -> Opschalingstap:
        """The step it stands on."""
        return self.stappen[-1]

    @property
    def volgende(self) -> Trede | None:
        """The step above; none above the last."""
        loopt = self.stand is Opschalingstand.LOPEND
        hoogste = self.stap.trede == Trede.RECHTER
        return Trede(self.stap.trede + 1) if loopt and not hoogste else None

    def mag_verder(self, dag: date) -> bool:
        """Whether the step it stands on failed, or had its time."""
        return self.stap.uitkomst is not None or self.stap.is_verlopen(dag)

    def beginnen(self, termijnen: Termijnen = TERMIJNEN) -> None:
        """Remind the party: the lowest step; what the commission did not solve starts above that.

        Raises WelConsensus.
        """
        if self.agendapunt is None:
            self._zet(Stapwens(Trede.HERINNERING), self.begonnen_op, termijnen)
            return
        uitkomst = self.agendapunt.uitkomst
        if uitkomst is None or uitkomst.soort is not UitkomstSoort.GEEN_CONSENSUS:
            raise WelConsensus
        dag = self.agendapunt.vergadering.dag
        self._zet(Stapwens(Trede.COMMISSIE, tot=dag), dag, termijnen)
        self.stap.afronden(Stapuitkomst.MISLUKT, uitkomst.tekst, dag)

    def beginnen_na(self, herinnerd: date, dag: date, termijnen: Termijnen = TERMIJNEN) -> None:
        """A party was reminded and stayed silent: that was the lowest step, now comes the talk.

        Raises NogBezig while the reminder has its time.
        """
        self._zet(Stapwens(Trede.HERINNERING), herinnerd, termijnen)
        gesprek = Stapwens(Trede.GESPREK)
        self.volgende_trede(gesprek, dag, is_gemachtigd=False, termijnen=termijnen)

    def mislukken(self, toelichting: str, dag: date) -> None:
        """The step came to nothing before its last day."""
        self._expect()
        if self.stap.uitkomst is not None:
            raise KanNietMeer(wat=_l("deze stap"), stand=self.stap.uitkomst)
        self.stap.afronden(Stapuitkomst.MISLUKT, toelichting, dag)

    def volgende_trede(
        self, wens: Stapwens, dag: date, *, is_gemachtigd: bool, termijnen: Termijnen = TERMIJNEN
    ) -> None:
        """One step up, or more with a decision.

        Raises NogBezig, OverslaanMetReden or MachtigingNodig.
        """
        self._expect()
        volgende = self.volgende
        if volgende is None or wens.trede < volgende:
            raise KanNietMeer(wat=_l("deze stap"), stand=_l("geweest"))
        slaat_over = wens.trede > volgende
        if slaat_over and (wens.besluit is None or len(wens.reden) < 10):
            raise OverslaanMetReden
        if not slaat_over and not self.mag_verder(dag):
            raise NogBezig(datum=f"{self.stap.tot:%d-%m-%Y}")
        if wens.trede >= Trede.BEMIDDELAAR and not (wens.besluit and is_gemachtigd):
            raise MachtigingNodig
        if self.stap.uitkomst is None:
            verlopen = self.stap.is_verlopen(dag)
            einde = Stapuitkomst.VERLOPEN if verlopen else Stapuitkomst.GESTAAKT
            self.stap.afronden(einde, wens.reden, dag)
        self._zet(wens, dag, termijnen)

    def slagen(self, uitkomst: str, dag: date) -> None:
        """The parties found each other."""
        self._eindigen(Opschalingstand.GESLAAGD, Stapuitkomst.GESLAAGD, uitkomst, dag)

    def staken(self, reden: str, dag: date) -> None:
        """We stop, and everyone reads why."""
        self._eindigen(Opschalingstand.GESTAAKT, Stapuitkomst.GESTAAKT, reden, dag)

    def _eindigen(
        self, stand: Opschalingstand, stap: Stapuitkomst, uitkomst: str, dag: date
    ) -> None:
        self._expect()
        if self.stap.uitkomst is None:
            self.stap.afronden(stap, "", dag)
        self.stand, self.uitkomst = stand, uitkomst

    def _zet(self, wens: Stapwens, dag: date, termijnen: Termijnen) -> None:
        bemiddeling = wens.trede is Trede.BEMIDDELAAR
        self.stappen.append(
            Opschalingstap(
                trede=int(wens.trede),
                begin=dag,
                tot=wens.einde(dag, termijnen),
                besluit=wens.besluit,
                machtiging=wens.machtiging or None,
                benoemen_voor=dag + timedelta(days=wens.benoemen) if bemiddeling else None,
            )
        )

    def _expect(self) -> None:
        if self.stand is not Opschalingstand.LOPEND:
            raise KanNietMeer(wat=_l("deze opschaling"), stand=self.stand)
