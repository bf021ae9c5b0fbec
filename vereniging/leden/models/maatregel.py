"""What the association decides against a member: suspension, notice, expulsion (BW 2:35, 2:37)."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l, kort
from vereniging.core.links import new_seed
from vereniging.core.workdays import add_months, amsterdam_day
from vereniging.leden.models.functie import EindeVoorBegin
from vereniging.leden.models.lid import Lid, Lidmaatschap
from vereniging.statuten.models import Besluit

RUNS = text("stand IN ('besloten', 'bekend', 'in_beroep')")
WAT = _l("deze maatregel")


class MaatregelSoort(enum.StrEnum):
    SCHORSING = "schorsing"
    OPZEGGING = "opzegging"
    ONTZETTING = "ontzetting"


class MaatregelStand(enum.StrEnum):
    BESLOTEN = "besloten"
    BEKEND = "bekend"
    IN_BEROEP = "in_beroep"
    GEHANDHAAFD = "gehandhaafd"
    HERROEPEN = "herroepen"


class Maatregelgrond(enum.StrEnum):
    """Why: the first three for notice (BW 2:35.2), the other two for the rest (BW 2:35.3)."""

    STATUTEN = "statuten"
    VEREISTEN = "vereisten"
    NIET_TE_VERGEN = "niet_te_vergen"
    IN_STRIJD = "in_strijd"
    BENADELING = "benadeling"


OPZEGGRONDEN = frozenset(
    {Maatregelgrond.STATUTEN, Maatregelgrond.VEREISTEN, Maatregelgrond.NIET_TE_VERGEN}
)
EINDREDEN = {
    MaatregelSoort.OPZEGGING: "opzegging door de vereniging",
    MaatregelSoort.ONTZETTING: "ontzetting",
}


class GrondOntbreekt(DomainError):
    """The law and the statutes say on which grounds; there are no others."""

    message = _l("Kies een grond uit de statuten of de wet.")


class BeroepTeLaat(DomainError):
    """The term to appeal is over."""

    message = _l("U kon in beroep tot en met %(datum)s.")


class HeeftAlEinde(DomainError):
    """Who leaves anyway needs no measure to leave."""

    message = _l("Dit lidmaatschap stopt al na %(datum)s. Er is niets veranderd.")


class DagKlopt(DomainError):
    """The member hears it on or after the day of the decision, and not tomorrow."""

    message = _l("Kies een dag vanaf %(datum)s, en niet later dan vandaag.")


class TermijnLoopt(DomainError):
    """Until the term is over the member can still appeal."""

    message = _l("Het lid kan nog in beroep tot en met %(datum)s.")


class Maatregel(Base):
    """A decision against a member, open to appeal to the general meeting (domain.md 4.2)."""

    __tablename__ = "maatregel"
    __table_args__ = (
        Index("uq_maatregel_loopt", "lid_id", unique=True,
              sqlite_where=RUNS, postgresql_where=RUNS),
        CheckConstraint("tot IS NULL OR tot >= van", name="tot_na_van"),
        CheckConstraint("(soort = 'schorsing') = (tot IS NOT NULL)", name="schorsing_eindigt"),
        CheckConstraint("(grond = 'statuten') = (grond_tekst <> '')", name="grond_uit_statuten"),
        CheckConstraint("(ontvangen_op IS NULL) = (beroep_tot IS NULL)", name="termijn_bekend"),
        CheckConstraint("stand IN ('besloten', 'herroepen') OR ontvangen_op IS NOT NULL",
                        name="bekend_ontvangen"),
        CheckConstraint("stand <> 'in_beroep' OR beroep_op IS NOT NULL", name="beroep_ingesteld"),
    )  # fmt: skip

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    besluit_id: Mapped[int] = mapped_column(ForeignKey("besluit.id"), index=True, init=False)
    besluit: Mapped[Besluit] = relationship(foreign_keys="Maatregel.besluit_id")
    soort: Mapped[MaatregelSoort]
    grond: Mapped[Maatregelgrond]
    redenen: Mapped[str] = mapped_column(Text)
    van: Mapped[date]
    grond_tekst: Mapped[str] = mapped_column(String(300), default="")
    tot: Mapped[date | None] = mapped_column(default=None)
    ontvangen_op: Mapped[date | None] = mapped_column(default=None)
    beroep_tot: Mapped[date | None] = mapped_column(default=None)
    beroep_op: Mapped[date | None] = mapped_column(default=None)
    beroep_tekst: Mapped[str] = mapped_column(Text, default="")
    uitspraak_id: Mapped[int | None] = mapped_column(
        ForeignKey("besluit.id"), index=True, init=False
    )
    uitspraak: Mapped[Besluit | None] = relationship(
        foreign_keys="Maatregel.uitspraak_id", default=None
    )
    beslist_op: Mapped[datetime | None] = mapped_column(default=None)
    einde: Mapped[date | None] = mapped_column(default=None)
    uitgevoerd_op: Mapped[datetime | None] = mapped_column(default=None)
    vorig: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    stand: Mapped[MaatregelStand] = mapped_column(default=MaatregelStand.BESLOTEN)
    kiem: Mapped[bytes] = mapped_column(
        LargeBinary(16), unique=True, default_factory=new_seed, insert_default=new_seed, init=False
    )

    @property
    def is_open(self) -> bool:
        """Whether the member can still appeal, or the meeting still has to decide."""
        return self.stand in {
            MaatregelStand.BESLOTEN, MaatregelStand.BEKEND, MaatregelStand.IN_BEROEP,
        }  # fmt: skip

    def ingaan(self) -> None:
        """Suspension begins on the day of the decision; notice waits until the member knows."""
        if (self.grond in OPZEGGRONDEN) != (self.soort is MaatregelSoort.OPZEGGING):
            raise GrondOntbreekt
        if self.soort is MaatregelSoort.SCHORSING and (self.tot is None or self.tot < self.van):
            raise EindeVoorBegin
        period = self._periode()
        if period.einde is not None and self.soort is MaatregelSoort.OPZEGGING:
            raise HeeftAlEinde(datum=kort(period.einde))
        if self.soort is not MaatregelSoort.OPZEGGING:
            self._onthoud("geschorst_van", "geschorst_tot")
            period.geschorst_van, period.geschorst_tot = self.van, self.tot

    def bekendmaken(self, dag: date, nu: datetime, maanden: int) -> bool:
        """The member received it on this day; from then on the term to appeal runs."""
        if self.stand is MaatregelStand.BEKEND and dag == self.ontvangen_op:
            return False
        self._expect(MaatregelStand.BESLOTEN)
        if not self.van <= dag <= amsterdam_day(nu):
            raise DagKlopt(datum=kort(self.van))
        self.stand, self.ontvangen_op = MaatregelStand.BEKEND, dag
        self.beroep_tot = add_months(dag, max(1, maanden))
        return True

    def laten_eindigen(self, dag: date) -> None:
        """The membership ends after this day, unless it ends before by itself."""
        period = self._periode()
        if period.einde is None or period.einde > dag:
            self._onthoud("einde", "eindreden")
            period.einde = self.einde = max(dag, period.begin)
            period.eindreden = EINDREDEN[self.soort]

    def beroep_instellen(self, tekst: str, dag: date) -> bool:
        """The member takes it to the general meeting; the first time counts."""
        if self.stand is MaatregelStand.IN_BEROEP:
            return False
        self._expect(MaatregelStand.BEKEND)
        if self.beroep_tot is not None and dag > self.beroep_tot:
            raise BeroepTeLaat(datum=kort(self.beroep_tot))
        self.stand, self.beroep_op, self.beroep_tekst = MaatregelStand.IN_BEROEP, dag, tekst
        return True

    def handhaven(self, nu: datetime, uitspraak: Besluit | None = None) -> None:
        """It stands: the meeting said so, or nobody appealed within the term."""
        if uitspraak is None:
            self._expect(MaatregelStand.BEKEND)
            if self.beroep_tot is not None and amsterdam_day(nu) <= self.beroep_tot:
                raise TermijnLoopt(datum=kort(self.beroep_tot))
        else:
            self._expect(MaatregelStand.IN_BEROEP)
        self.stand, self.beslist_op = MaatregelStand.GEHANDHAAFD, nu
        self.uitspraak = uitspraak

    def herroepen(self, nu: datetime, uitspraak: Besluit) -> None:
        """It is taken back: the membership is as it was before."""
        self._expect(MaatregelStand.IN_BEROEP)
        self.stand, self.beslist_op = MaatregelStand.HERROEPEN, nu
        self.uitspraak = uitspraak
        period = self._periode()
        for naam, waarde in self.vorig["was"].items() if self.vorig else ():
            is_dag = waarde is not None and naam != "eindreden"
            setattr(period, naam, date.fromisoformat(waarde) if is_dag else waarde)

    def uitvoeren(self, nu: datetime) -> bool:
        """The last day is over; False when it is not, or was done before."""
        if self.uitgevoerd_op is not None or self.einde is None:
            return False
        if self.stand is MaatregelStand.HERROEPEN or amsterdam_day(nu) <= self.einde:
            return False
        self.uitgevoerd_op = nu
        return True

    def _periode(self) -> Lidmaatschap:
        """The period of membership that ran on the day of the decision."""
        period = self.lid.lidmaatschap_op(self.van)
        if period is None or not period.begin <= self.van:
            raise GeenLidOpDieDag
        return period

    def _onthoud(self, *namen: str) -> None:
        was = {naam: getattr(self._periode(), naam) for naam in namen}
        plain = {
            naam: waarde.isoformat() if isinstance(waarde, date) else waarde
            for naam, waarde in was.items()
        }
        self.vorig = {"was": {**plain, **self.vorig.get("was", {})}}

    def _expect(self, *standen: MaatregelStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=WAT, stand=self.stand)


class GeenLidOpDieDag(DomainError):
    """There is nothing to suspend or end for who is no member."""

    message = _l("Dit is op dit moment geen lid. Er is niets veranderd.")
