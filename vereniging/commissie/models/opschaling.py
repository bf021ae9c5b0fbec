"""A promise that was not kept climbs a ladder, step by step (domain.md 4.11)."""

from __future__ import annotations

import enum
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.agendapunt import Agendapunt, UitkomstSoort
from vereniging.commissie.models.opschalingfouten import (
    MachtigingNodig,
    NogBezig,
    OverslaanMetReden,
    WelConsensus,
)
from vereniging.convenant.models import Afspraak, Partij
from vereniging.core.db import Base
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.workdays import first_workday
from vereniging.statuten.models import Besluit

if TYPE_CHECKING:
    from vereniging.commissie.models.dossier import Dossier


class Trede(enum.IntEnum):
    HERINNERING = 0
    GESPREK = 1
    COMMISSIE = 2
    BESTUURLIJK_OVERLEG = 3
    BEMIDDELAAR = 4
    RECHTER = 5


TERMIJN = {
    Trede.HERINNERING: timedelta(days=7),
    Trede.GESPREK: timedelta(days=14),
    Trede.COMMISSIE: timedelta(days=60),  # when no meeting is planned
    Trede.BESTUURLIJK_OVERLEG: timedelta(days=30),
    Trede.BEMIDDELAAR: timedelta(days=60),
}


class Opschalingstand(enum.StrEnum):
    LOPEND = "lopend"
    GESLAAGD = "geslaagd"
    GESTAAKT = "gestaakt"


class Stapuitkomst(enum.StrEnum):
    GESLAAGD = "geslaagd"
    MISLUKT = "mislukt"
    VERLOPEN = "verlopen"
    GESTAAKT = "gestaakt"


class Stapwens:
    """Which step is next, until when, and what allows it."""

    def __init__(
        self,
        trede: Trede,
        *,
        tot: date | None = None,
        besluit: Besluit | None = None,
        machtiging: str = "",
        reden: str = "",
    ) -> None:
        self.trede, self.tot, self.besluit = trede, tot, besluit
        self.machtiging, self.reden = machtiging, reden.strip()

    def einde(self, dag: date) -> date | None:
        """The last day of the step: as wanted, or its term on a working day; court has none."""
        if self.trede not in TERMIJN:
            return None
        return self.tot or first_workday(dag + TERMIJN[self.trede])


class Opschaling(Base):
    """A promise that was not kept, or an item without consensus, on its way up; for all to see."""

    __tablename__ = "opschaling"
    __table_args__ = (
        CheckConstraint("(afspraak_id IS NULL) <> (agendapunt_id IS NULL)", name="een_onderwerp"),
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
        return self.agendapunt.titel if self.agendapunt else ""

    @property
    def partij(self) -> Partij | None:
        """Whose promise it is; none when the parties do not agree."""
        return self.afspraak.partij if self.afspraak else None

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

    def beginnen(self) -> None:
        """Remind the party: the lowest step; what the commission did not solve starts above that.

        Raises WelConsensus.
        """
        if self.agendapunt is None:
            self._zet(Stapwens(Trede.HERINNERING), self.begonnen_op)
            return
        uitkomst = self.agendapunt.uitkomst
        if uitkomst is None or uitkomst.soort is not UitkomstSoort.GEEN_CONSENSUS:
            raise WelConsensus
        dag = self.agendapunt.vergadering.dag
        self._zet(Stapwens(Trede.COMMISSIE, tot=dag), dag)
        self.stap.afronden(Stapuitkomst.MISLUKT, uitkomst.tekst, dag)

    def mislukken(self, toelichting: str, dag: date) -> None:
        """The step came to nothing before its last day."""
        self._expect()
        if self.stap.uitkomst is not None:
            raise KanNietMeer(wat=_l("deze stap"), stand=self.stap.uitkomst)
        self.stap.afronden(Stapuitkomst.MISLUKT, toelichting, dag)

    def volgende_trede(self, wens: Stapwens, dag: date, *, is_gemachtigd: bool) -> None:
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
        self._zet(wens, dag)

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

    def _zet(self, wens: Stapwens, dag: date) -> None:
        self.stappen.append(
            Opschalingstap(
                trede=int(wens.trede),
                begin=dag,
                tot=wens.einde(dag),
                besluit=wens.besluit,
                machtiging=wens.machtiging or None,
            )
        )

    def _expect(self) -> None:
        if self.stand is not Opschalingstand.LOPEND:
            raise KanNietMeer(wat=_l("deze opschaling"), stand=self.stand)


class Opschalingstap(Base):
    """One step; of a mediation only dates and outcome are kept."""

    __tablename__ = "opschalingstap"
    __table_args__ = (
        UniqueConstraint("opschaling_id", "trede"),
        CheckConstraint("trede BETWEEN 0 AND 5", name="trede"),
        CheckConstraint("tot IS NOT NULL OR trede = 5", name="tot"),
        CheckConstraint("trede <> 4 OR toelichting = ''", name="bemiddeling_vertrouwelijk"),
        CheckConstraint(
            "trede < 4 OR (besluit_id IS NOT NULL AND machtiging IS NOT NULL)", name="machtiging"
        ),
        CheckConstraint("(uitkomst IS NULL) = (afgerond_op IS NULL)", name="afgerond"),
    )

    opschaling_id: Mapped[int] = mapped_column(ForeignKey("opschaling.id"), index=True, init=False)
    opschaling: Mapped[Opschaling] = relationship(back_populates="stappen", default=None)
    trede: Mapped[int]
    begin: Mapped[date]
    tot: Mapped[date | None]
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)
    # a vote or mandate allows one step of one promise
    machtiging: Mapped[str | None] = mapped_column(String(60), unique=True, default=None)
    toelichting: Mapped[str] = mapped_column(Text, default="")
    uitkomst: Mapped[Stapuitkomst | None] = mapped_column(default=None)
    afgerond_op: Mapped[date | None] = mapped_column(default=None)

    def is_verlopen(self, dag: date) -> bool:
        """Whether its last day is over."""
        return self.tot is not None and dag > self.tot

    def afronden(self, uitkomst: Stapuitkomst, toelichting: str, dag: date) -> None:
        """How it ended; what was said at a mediation is nowhere written."""
        self.uitkomst, self.afgerond_op = uitkomst, dag
        self.toelichting = "" if self.trede == Trede.BEMIDDELAAR else toelichting
