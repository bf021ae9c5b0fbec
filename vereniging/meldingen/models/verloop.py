"""What may happen to a report; each verb writes its own line in the timeline."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from vereniging.convenant.models import Partij
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.tags import LABELS
from vereniging.core.workdays import add_workdays, amsterdam_day, count_workdays
from vereniging.meldingen.models.gebeurtenis import MeldingGebeurtenis
from vereniging.meldingen.models.standen import VANUIT, MeldingStand, Sluitreden, Zichtbaar

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

    from vereniging.meldingen.models.melding import Melding

HEROPENEN_BINNEN = timedelta(days=90)


class TeLaatVoorHeropenen(DomainError):
    """What was solved long ago becomes a new report."""

    message = _l("Dit kan tot 90 dagen. Doe een nieuwe melding.")


class NietDoorzendbaar(DomainError):
    """The reporter said no to sending it on."""

    message = _l("De melder wil niet dat wij dit doorsturen.")


class Meldingsloop:
    """The verbs of a report; its columns are in `Melding`."""

    if TYPE_CHECKING:
        stand: Mapped[MeldingStand]
        stand_sinds: Mapped[datetime]
        termijn: Mapped[date | None]
        partij: Mapped[Partij | None]
        kwam_van: Mapped[MeldingStand | None]
        uitleg: Mapped[str | None]
        sluitreden: Mapped[Sluitreden | None]
        hoort_bij: Mapped[Melding | None]
        is_doorzendbaar: Mapped[bool]
        keer_heropend: Mapped[int]
        gebeurtenissen: Mapped[list[MeldingGebeurtenis]]

    def kan(self, werkwoord: str) -> bool:
        """Whether this verb fits the stand it is in now."""
        return self.stand in VANUIT[werkwoord]

    def bevestigen(self, nu: datetime, termijn: date) -> bool:
        """The reporter is reached; False when that was known before."""
        if self.stand is not MeldingStand.TE_BEVESTIGEN and self.stand in {
            MeldingStand.ONTVANGEN, MeldingStand.DOORGESTUURD,
        }:  # fmt: skip
            return False
        self._expect("bevestigen")
        self._naar(MeldingStand.ONTVANGEN, nu)
        self.termijn = termijn
        return True

    def vragen(self, nu: datetime, vraag: str) -> None:
        """We need to know more; the clock stops."""
        self._expect("vragen")
        self.kwam_van = self.stand
        self._naar(MeldingStand.VRAAG_AAN_MELDER, nu, vraag)

    def antwoorden(self, nu: datetime, antwoord: str) -> int:
        """The reporter answers; the workdays that it took, which everyone gets extra."""
        self._expect("antwoorden")
        gewacht = count_workdays(amsterdam_day(self.stand_sinds), amsterdam_day(nu))
        self._naar(self.kwam_van or MeldingStand.ONTVANGEN, nu, antwoord)
        self.kwam_van = None
        if self.termijn and gewacht:
            self.termijn = add_workdays(self.termijn, gewacht)
        return gewacht

    def doorsturen(self, nu: datetime, partij: Partij, termijn: date) -> None:
        """A party gets it and a day to answer before; raises NietDoorzendbaar."""
        self._expect("doorsturen")
        if not self.is_doorzendbaar:
            raise NietDoorzendbaar
        self.partij = partij
        self._naar(MeldingStand.DOORGESTUURD, nu)
        self.termijn = termijn

    def agenderen(self, nu: datetime, dag: date) -> None:
        """The parties talk about it together on this day."""
        self._expect("agenderen")
        self._naar(MeldingStand.OP_AGENDA, nu)
        self.termijn = dag

    def oppakken(self, nu: datetime, voor: date) -> None:
        """The party is at it."""
        self._expect("oppakken")
        self._naar(MeldingStand.OPGEPAKT, nu)
        self.termijn = voor

    def klaar_melden(self, nu: datetime, wat: str) -> bool:
        """The party says it is done; that is not yet the same as solved."""
        if self.stand is MeldingStand.PARTIJ_ZEGT_KLAAR:
            return False
        self._expect("klaar_melden")
        self._naar(MeldingStand.PARTIJ_ZEGT_KLAAR, nu, wat)
        return True

    def akkoord(self, nu: datetime) -> bool:
        """The reporter says it is solved."""
        if self.stand is MeldingStand.OPGELOST:
            return False
        self._expect("akkoord")
        self._naar(MeldingStand.OPGELOST, nu)
        return True

    def laten_rusten(self, nu: datetime) -> None:
        """The reporter said nothing for 28 days."""
        self._expect("laten_rusten")
        self._naar(MeldingStand.ONBEVESTIGD, nu)

    def heropenen(self, nu: datetime, wat: str, termijn: date) -> None:
        """It is not solved after all; raises TeLaatVoorHeropenen."""
        self._expect("heropenen")
        wacht = self.stand is MeldingStand.PARTIJ_ZEGT_KLAAR
        if not wacht and nu - self.stand_sinds > HEROPENEN_BINNEN:
            raise TeLaatVoorHeropenen
        self._heropend(nu, wat, termijn)

    def heropenen_met_feit(self, nu: datetime, feit: str, termijn: date) -> None:
        """Something new is known about what was closed."""
        self._expect("heropenen_met_feit")
        self.sluitreden = None
        self._heropend(nu, feit, termijn)

    def sluiten(self, nu: datetime, reden: Sluitreden, uitleg: str) -> None:
        """It will not be solved, and we say why."""
        self._expect("sluiten")
        self.sluitreden = reden
        self._naar(MeldingStand.GESLOTEN, nu, uitleg)

    def afspreken(self, nu: datetime, afspraak: str, voor: date) -> None:
        """The party promised something."""
        self._expect("afspreken")
        self._naar(MeldingStand.AFSPRAAK_GEMAAKT, nu, afspraak)
        self.termijn = voor

    def opschalen(self, nu: datetime, waarheen: str) -> None:
        """The parties do not agree."""
        self._expect("opschalen")
        self._naar(MeldingStand.OPGESCHAALD, nu, waarheen)

    def samenvoegen(self, nu: datetime, met: Melding) -> None:
        """Another report is about the same."""
        self._expect("samenvoegen")
        self.hoort_bij = met
        self._naar(MeldingStand.SAMENGEVOEGD, nu, met.kenmerk)

    def losmaken(self, nu: datetime, termijn: date) -> None:
        """It was about something else after all."""
        self._expect("losmaken")
        self.hoort_bij = None
        self._naar(MeldingStand.ONTVANGEN, nu)
        self.termijn = termijn

    def verwijzen(self, nu: datetime, instantie: str) -> None:
        """Somebody else takes care of such things."""
        self._expect("verwijzen")
        self._naar(MeldingStand.NIET_VOOR_ONS, nu, instantie)

    def herzien(self, nu: datetime, termijn: date) -> None:
        """It is for us after all."""
        self._expect("herzien")
        self._naar(MeldingStand.ONTVANGEN, nu)
        self.termijn = termijn

    def intrekken(self, nu: datetime) -> bool:
        """The reporter takes it back."""
        if self.stand is MeldingStand.INGETROKKEN:
            return False
        self._expect("intrekken")
        self._naar(MeldingStand.INGETROKKEN, nu)
        return True

    def noteer(self, nu: datetime, soort: str, tekst: str = "",
               zichtbaar: Zichtbaar = Zichtbaar.MELDER) -> None:  # fmt: skip
        """Add a line to the timeline without a change of stand."""
        self.gebeurtenissen.append(
            MeldingGebeurtenis(
                op=nu,
                soort=soort,
                naar=self.stand,
                tekst=tekst,
                partij=self.partij,
                zichtbaar_voor=zichtbaar,
            )
        )

    def _heropend(self, nu: datetime, wat: str, termijn: date) -> None:
        self._naar(MeldingStand.HEROPEND, nu, wat)
        self.termijn = termijn
        self.keer_heropend += 1

    def _naar(self, stand: MeldingStand, nu: datetime, tekst: str = "") -> None:
        van, self.stand, self.stand_sinds = self.stand, stand, nu
        self.uitleg = tekst or None
        if stand is not MeldingStand.VRAAG_AAN_MELDER:
            self.termijn = self.termijn if van is MeldingStand.VRAAG_AAN_MELDER else None
        self.noteer(nu, stand.value, tekst)
        self.gebeurtenissen[-1].van = van

    def _expect(self, werkwoord: str) -> None:
        if not self.kan(werkwoord):
            raise KanNietMeer(wat=_l("deze melding"), stand=LABELS[self.stand])
