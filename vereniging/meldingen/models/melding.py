"""A report and what may happen to it; each verb writes its own line in the timeline."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Partij
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.tags import LABELS
from vereniging.core.workdays import add_workdays, amsterdam_day, count_workdays, midnight_after
from vereniging.meldingen.models.foto import Foto
from vereniging.meldingen.models.gebeurtenis import VASTGEHOUDEN, MeldingGebeurtenis
from vereniging.meldingen.models.indeling import MeldingCategorie, Plek
from vereniging.meldingen.models.standen import (
    DICHT,
    VANUIT,
    MelderSoort,
    MeldingBron,
    MeldingStand,
    Sluitreden,
    Zichtbaar,
)

HEROPENEN_BINNEN = timedelta(days=90)
BEVESTIGEN_BINNEN = timedelta(days=7)


class TeLaatVoorHeropenen(DomainError):
    """What was solved long ago becomes a new report."""

    message = _l("Dit kan tot 90 dagen. Doe een nieuwe melding.")


class NietDoorzendbaar(DomainError):
    """The reporter said no to sending it on."""

    message = _l("De melder wil niet dat wij dit doorsturen.")


class Melding(Base):
    """Something that is wrong in the neighbourhood, as somebody told us."""

    __tablename__ = "melding"
    __table_args__ = (
        CheckConstraint("stand != 'gesloten' OR sluitreden IS NOT NULL", name="sluitreden"),
        CheckConstraint("(openbare_tekst IS NULL) = (openbaar_op IS NULL)", name="openbaar"),
    )

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    categorie_id: Mapped[int] = mapped_column(ForeignKey("categorie.id"), index=True, init=False)
    categorie: Mapped[MeldingCategorie] = relationship()
    plek_id: Mapped[int | None] = mapped_column(ForeignKey("plek.id"), index=True, init=False)
    plek: Mapped[Plek | None] = relationship(default=None)
    straat: Mapped[str] = mapped_column(String(120))
    huisnummer: Mapped[str | None] = mapped_column(String(10), default=None)
    waar_precies: Mapped[str | None] = mapped_column(String(120), default=None)
    tekst: Mapped[str] = mapped_column(Text)
    soort: Mapped[MelderSoort] = mapped_column(default=MelderSoort.BEWONER)
    organisatienaam: Mapped[str | None] = mapped_column(String(120), default=None)
    bron: Mapped[MeldingBron] = mapped_column(default=MeldingBron.WEB)
    naam: Mapped[str | None] = mapped_column(String(120), default=None)
    email: Mapped[str | None] = mapped_column(default=None, index=True)
    telefoon: Mapped[str | None] = mapped_column(String(20), default=None)
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    gemeentenummer: Mapped[str | None] = mapped_column(String(40), default=None)
    is_doorzendbaar: Mapped[bool] = mapped_column(default=True)
    mag_contact_delen: Mapped[bool] = mapped_column(default=False)
    is_spoed: Mapped[bool] = mapped_column(default=False)
    is_vertrouwelijk: Mapped[bool] = mapped_column(default=False)
    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, default=None)
    ingediend_op: Mapped[datetime]
    stand: Mapped[MeldingStand] = mapped_column(default=MeldingStand.TE_BEVESTIGEN, index=True)
    stand_sinds: Mapped[datetime]
    termijn: Mapped[date | None] = mapped_column(default=None, index=True)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij | None] = relationship(default=None)
    kwam_van: Mapped[MeldingStand | None] = mapped_column(default=None)
    uitleg: Mapped[str | None] = mapped_column(Text, default=None)
    sluitreden: Mapped[Sluitreden | None] = mapped_column(default=None)
    hoort_bij_id: Mapped[int | None] = mapped_column(ForeignKey("melding.id"), init=False)
    hoort_bij: Mapped[Melding | None] = relationship(remote_side="Melding.id", default=None)
    openbare_tekst: Mapped[str | None] = mapped_column(String(400), default=None)
    openbaar_op: Mapped[datetime | None] = mapped_column(default=None)
    keer_heropend: Mapped[int] = mapped_column(default=0)
    gebeurtenissen: Mapped[list[MeldingGebeurtenis]] = relationship(
        back_populates="melding", default_factory=list, order_by="MeldingGebeurtenis.id"
    )
    fotos: Mapped[list[Foto]] = relationship(default_factory=list, order_by="Foto.id")

    @property
    def is_dicht(self) -> bool:
        return self.stand in DICHT

    @property
    def is_openbaar(self) -> bool:
        return self.openbaar_op is not None

    def is_te_laat(self, nu: datetime) -> bool:
        """Whether the day before whose end somebody had to act is over; a question stops it."""
        if self.termijn is None or self.stand is MeldingStand.VRAAG_AAN_MELDER:
            return False
        return nu >= midnight_after(self.termijn)

    @property
    def is_vastgehouden(self) -> bool:
        """Whether only an officer can confirm it."""
        held = any(regel.soort == VASTGEHOUDEN for regel in self.gebeurtenissen)
        return self.stand is MeldingStand.TE_BEVESTIGEN and (held or self.email is None)

    @property
    def wacht_op_ons(self) -> bool:
        """The party answered that it cannot go on by itself: from here the term is ours."""
        return self.stand is MeldingStand.DOORGESTUURD and any(
            regel.soort.startswith("antwoord_") and regel.op >= self.stand_sinds
            for regel in self.gebeurtenissen
        )

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

    def openbaar_maken(self, nu: datetime, tekst: str) -> None:
        """Everyone may read these words, written by a person of ours."""
        if self.stand is MeldingStand.TE_BEVESTIGEN or self.is_vertrouwelijk:
            raise KanNietMeer(wat=_l("deze melding"), stand=LABELS[self.stand])
        self.openbare_tekst, self.openbaar_op = tekst, nu
        self.noteer(nu, "openbaar", tekst)

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
