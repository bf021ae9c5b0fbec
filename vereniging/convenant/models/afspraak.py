"""A promise with one owner and a date, the parties' consent, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models.afspraakfouten import (
    EigenPartij,
    GeenOwner,
    NogInWederhoor,
    NogNietLaat,
)
from vereniging.convenant.models.afspraakstand import (
    BINNENSKAMERS,
    DOOD,
    GEVOLG,
    LOPEND,
    TEKORT,
    AfspraakStand,
    Verankering,
)
from vereniging.convenant.models.herhaling import VOORUIT, Ritme
from vereniging.convenant.models.instemming import (
    UITLEG,
    EigenaarNietEens,
    Instemming,
    Instemmingsvraag,
    LegUit,
    Partijantwoord,
)
from vereniging.convenant.models.partij import Partij, Thema
from vereniging.convenant.models.tekst import AANTAL_PARTIJEN, Artikel
from vereniging.convenant.models.waarneming import Waarneming
from vereniging.core.db import Base
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.workdays import add_months, amsterdam_day
from vereniging.leden.opzegtermijn import Termijneenheid
from vereniging.statuten.models import Besluit


class Afspraak(Base):
    """What one party promised the others; everyone reads it once all agreed."""

    __tablename__ = "afspraak"
    __table_args__ = (
        CheckConstraint("voor_datum IS NOT NULL OR elke IS NOT NULL", name="wanneer"),
        CheckConstraint("(elke IS NULL) = (eenheid IS NULL)", name="ritme"),
        CheckConstraint("elke > 0", name="elke"),
        CheckConstraint("herhaal_tot IS NULL OR elke IS NOT NULL", name="herhaal_tot"),
        CheckConstraint("(keer = 1) = (reeks_id IS NULL)", name="reeks"),
        CheckConstraint("verankerd_waar = '' OR verankerd_in IS NOT NULL", name="verankerd"),
        UniqueConstraint("reeks_id", "keer"),
    )

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    tekst: Mapped[str] = mapped_column(String(200))
    maatstaf: Mapped[str] = mapped_column(String(500))
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    thema_id: Mapped[int] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema] = relationship()
    artikel_id: Mapped[int | None] = mapped_column(ForeignKey("artikel.id"), index=True, init=False)
    artikel: Mapped[Artikel | None] = relationship(default=None)
    voor_datum: Mapped[date | None] = mapped_column(default=None, index=True)
    elke: Mapped[int | None] = mapped_column(default=None)
    eenheid: Mapped[Termijneenheid | None] = mapped_column(default=None)
    herhaal_tot: Mapped[date | None] = mapped_column(default=None)
    keer: Mapped[int] = mapped_column(default=1)  # which time of a promise that comes back
    reeks_id: Mapped[int | None] = mapped_column(ForeignKey("afspraak.id"), init=False)
    reeks: Mapped[Afspraak | None] = relationship(remote_side="Afspraak.id", default=None)
    bron: Mapped[str] = mapped_column(String(60), default="")
    versie: Mapped[int] = mapped_column(default=1)
    verankerd_in: Mapped[Verankering | None] = mapped_column(default=None)
    verankerd_waar: Mapped[str] = mapped_column(String(200), default="")
    stand: Mapped[AfspraakStand] = mapped_column(default=AfspraakStand.CONCEPT, index=True)
    gemaakt_op: Mapped[datetime]
    van_kracht_op: Mapped[datetime | None] = mapped_column(default=None)
    klaar_gemeld_op: Mapped[datetime | None] = mapped_column(default=None)
    bewijs: Mapped[str] = mapped_column(Text, default="")
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)
    instemmingen: Mapped[list[Instemming]] = relationship(
        back_populates="afspraak", default_factory=list, order_by="Instemming.id"
    )
    vragen: Mapped[list[Instemmingsvraag]] = relationship(
        back_populates="afspraak", default_factory=list, order_by="Instemmingsvraag.id"
    )
    waarnemingen: Mapped[list[Waarneming]] = relationship(
        back_populates="afspraak", default_factory=list, order_by="(Waarneming.op, Waarneming.id)"
    )

    @property
    def ritme(self) -> Ritme | None:
        """How often it comes back; None when it is done once."""
        if self.elke is None or self.eenheid is None:
            return None
        return Ritme(self.elke, self.eenheid, self.herhaal_tot)

    @property
    def eerste(self) -> Afspraak:
        """The first time of a promise that comes back, or itself."""
        return self.reeks or self

    def volgende_dag(self) -> date | None:
        """The day of the next time; None when it does not come back, or ended."""
        begin = self.eerste.voor_datum
        stopt = self.stand in {AfspraakStand.VERVALLEN, AfspraakStand.VERVANGEN}
        if self.ritme is None or begin is None or stopt:
            return None
        return self.ritme.dag(begin, self.keer + 1)

    def komende_dagen(self, dag: date) -> list[date]:
        """The days of the times after this one, a year ahead."""
        begin = self.eerste.voor_datum
        if self.ritme is None or begin is None or self.volgende_dag() is None:
            return []
        return list(self.ritme.dagen(begin, self.keer + 1, add_months(dag, VOORUIT)))

    def is_te_laat(self, dag: date) -> bool:
        """The day passed and nobody saw it kept."""
        voorbij = self.voor_datum is not None and dag > self.voor_datum
        return voorbij and self.stand in (*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD)

    def dagen_te_laat(self, dag: date) -> int:
        """How many days late; 0 when it is not."""
        return (dag - self.voor_datum).days if self.voor_datum and self.is_te_laat(dag) else 0

    @property
    def is_voornemen(self) -> bool:
        """Whether it rests on a covenant that not all five parties signed."""
        return self.artikel is not None and not self.artikel.convenant.is_ooit_getekend

    @property
    def is_openbaar(self) -> bool:
        return self.stand not in BINNENSKAMERS

    def wederhoor_tot(self, dag: date) -> date | None:
        """Until when the owner may still answer a negative finding."""
        if self.stand not in TEKORT or not self.waarnemingen:
            return None
        return self.waarnemingen[-1].hoor_tot(dag)

    def openbare_waarnemingen(self, dag: date) -> list[Waarneming]:
        """The findings that everyone may read: not the one its owner may still answer."""
        return [each for each in self.waarnemingen if each.hoor_tot(dag) is None]

    def antwoord_van(self, partij: Partij) -> str:
        """What this party answered, or `wacht`."""
        found = [i.antwoord for i in self.instemmingen if i.partij_id == partij.id]
        return found[0].value if found else "wacht"

    def wijzigen(self, waarden: Mapping[str, Any]) -> None:
        """Other words, as long as no party was asked."""
        self._expect(AfspraakStand.CONCEPT)
        for naam, waarde in waarden.items():
            setattr(self, naam, waarde)
        self.versie += 1

    def voorleggen(self) -> None:
        """Ask all parties whether they agree."""
        self._expect(AfspraakStand.CONCEPT)
        if self.voor_datum is None and self.ritme is None:
            raise GeenOwner
        self.stand = AfspraakStand.VOORGELEGD

    def instemmen(self, instemming: Instemming, partijen: Sequence[Partij]) -> None:
        """A party answers, or answers anew; in force when all five did and none said no.

        Raises LegUit or EigenaarNietEens.
        """
        self._expect(AfspraakStand.VOORGELEGD)
        nee = instemming.antwoord is Partijantwoord.NIET_EENS
        if nee and len(instemming.reden.strip()) < UITLEG:
            raise LegUit
        instemming.partij_id = instemming.partij.id
        eens = instemming.antwoord is Partijantwoord.EENS
        if instemming.partij_id == self.partij.id and not (eens or nee):
            raise EigenaarNietEens
        earlier = [i for i in self.instemmingen if i.partij_id == instemming.partij_id]
        if earlier:
            earlier[0].antwoord, earlier[0].reden = instemming.antwoord, instemming.reden
            earlier[0].op, earlier[0].door = instemming.op, instemming.door
        else:
            self.instemmingen.append(instemming)
        if self._is_eens(partijen):
            self._in_werking(instemming.op)

    def _in_werking(self, nu: datetime) -> None:
        self.stand, self.van_kracht_op = AfspraakStand.VAN_KRACHT, nu
        if self.voor_datum is None and self.ritme is not None:
            self.voor_datum = self.ritme.dag(amsterdam_day(nu), 2)  # one period from now
            self.voor_datum = self.voor_datum or self.ritme.tot

    def _is_eens(self, partijen: Sequence[Partij]) -> bool:
        answers = {i.partij_id: i.antwoord for i in self.instemmingen}
        complete = len(partijen) == AANTAL_PARTIJEN and all(p.id in answers for p in partijen)
        return complete and Partijantwoord.NIET_EENS not in answers.values()

    def beginnen(self) -> None:
        """The owner is at work."""
        self._expect(AfspraakStand.VAN_KRACHT)
        self.stand = AfspraakStand.LOOPT

    def klaar_melden(self, bewijs: str, nu: datetime) -> None:
        """The owner says it is done, and shows how one can see it."""
        self._expect(AfspraakStand.VAN_KRACHT, AfspraakStand.LOOPT)
        self.stand, self.bewijs, self.klaar_gemeld_op = AfspraakStand.KLAAR_GEMELD, bewijs, nu

    def toetsen(self, waarneming: Waarneming) -> None:
        """Another party says what it found; raises EigenPartij."""
        self._expect(*LOPEND, *TEKORT)
        if waarneming.partij is self.partij:
            raise EigenPartij
        self.waarnemingen.append(waarneming)
        self.stand = GEVOLG.get(waarneming.oordeel, self.stand)

    def opschalen(self, dag: date) -> None:
        """What was not kept in time goes a step up; raises NogNietLaat or NogInWederhoor."""
        self._expect(*LOPEND, *TEKORT)
        if tot := self.wederhoor_tot(dag):
            raise NogInWederhoor(datum=f"{tot:%d-%m-%Y}")
        if self.stand not in TEKORT and not self.is_te_laat(dag):
            raise NogNietLaat
        self.stand = AfspraakStand.OPGESCHAALD

    def eindigen(self, stand: AfspraakStand, besluit: Besluit) -> None:
        """It lapses or another takes its place, by a recorded decision."""
        if self.stand in DOOD:
            self._expect()
        self.stand, self.besluit = stand, besluit

    def _expect(self, *standen: AfspraakStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("deze afspraak"), stand=self.stand)
