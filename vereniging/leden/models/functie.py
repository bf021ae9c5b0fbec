"""Offices with a term: board, delegates, audit committee, tellers, moderators."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import DAY, add_months
from vereniging.leden.models.lid import Lid, LidStand
from vereniging.statuten.models import Profiel


class FunctieSoort(enum.StrEnum):
    """The same words as the roles they give."""

    AFGEVAARDIGDE = "afgevaardigde"
    SECRETARIS = "secretaris"
    PENNINGMEESTER = "penningmeester"
    VOORZITTER = "voorzitter"
    BESTUURSLID = "bestuurslid"
    KASCOMMISSIE = "kascommissie"
    TELLER = "teller"
    MODERATOR = "moderator"


BESTUUR = frozenset(
    {
        FunctieSoort.SECRETARIS,
        FunctieSoort.PENNINGMEESTER,
        FunctieSoort.VOORZITTER,
        FunctieSoort.BESTUURSLID,
    }
)
ENKEL = BESTUUR - {FunctieSoort.BESTUURSLID}
HERINNEREN_DAGEN = 60  # before the last day of a term
KVK_DAGEN = 7  # to tell the KVK of a change in the board (Handelsregisterwet 2007, art. 20)


class AlVervuld(DomainError):
    """There is one secretaris, one penningmeester, one voorzitter at a time."""

    message = _l("%(naam)s heeft deze functie al. Beëindig die eerst.")


class KasBuitenBestuur(DomainError):
    """Who checks the books is not in the board (BW 2:48.2)."""

    message = _l("Wie in de kascommissie zit, kan niet in het bestuur zitten.")


class TermijnTeLang(DomainError):
    """The statutes say how long a term lasts at most (domain.md section 5)."""

    message = _l("Volgens de statuten duurt deze functie hoogstens tot en met %(datum)s.")


class EindeVoorBegin(DomainError):
    """An office cannot end before it began."""

    message = _l("De laatste dag kan niet voor de eerste dag liggen.")


RUST = frozenset({LidStand.GESCHORST, LidStand.BEEINDIGD})  # an office holds no longer


def langste_termijn(soort: FunctieSoort, begin: date, regels: Profiel) -> date | None:
    """The last day of the longest term that the statutes allow; None where they say nothing."""
    jaren = dict.fromkeys(BESTUUR, regels.bestuurstermijn)
    jaren[FunctieSoort.AFGEVAARDIGDE] = regels.afgevaardigden_termijn
    return add_months(begin, 12 * jaren[soort]) - DAY if soort in jaren else None


class Functie(Base):
    """Somebody holds an office from a day until a day, by a recorded decision."""

    __tablename__ = "functie"
    __table_args__ = (
        CheckConstraint("einde IS NULL OR einde >= begin", name="einde_na_begin"),
        CheckConstraint("kvk_einde_op IS NULL OR einde IS NOT NULL", name="kvk_einde_na_einde"),
    )

    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid | None] = relationship(default=None)
    naam: Mapped[str | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    soort: Mapped[FunctieSoort]
    begin: Mapped[date]
    einde: Mapped[date | None] = mapped_column(default=None)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), default=None)
    is_plaatsvervanger: Mapped[bool] = mapped_column(default=False)
    herinnerd_voor: Mapped[date | None] = mapped_column(default=None, init=False)
    kvk_begin_op: Mapped[date | None] = mapped_column(default=None, init=False)
    kvk_einde_op: Mapped[date | None] = mapped_column(default=None, init=False)

    def loopt_op(self, dag: date) -> bool:
        return self.begin <= dag and (self.einde is None or self.einde >= dag)

    def rust_op(self, dag: date) -> bool:
        """Whether the holder is suspended or an ended member on this day: the office rests."""
        return self.lid is not None and self.lid.stand(dag) in RUST

    def overlapt(self, begin: date, einde: date | None) -> bool:
        """Whether this office runs on at least one day of the period."""
        return (einde is None or self.begin <= einde) and (
            self.einde is None or self.einde >= begin
        )

    def termijn_tot(self, regels: Profiel) -> date | None:
        """The last day of the term: as decided, else as the statutes say; None for no end."""
        return self.einde or langste_termijn(self.soort, self.begin, regels)

    def moet_herinnerd(self, dag: date, regels: Profiel) -> bool:
        """Whether the end is near and nobody was told of it; a term this short needs no word."""
        tot = self.termijn_tot(regels)
        if tot is None or tot == self.herinnerd_voor:
            return False
        vanaf = tot - HERINNEREN_DAGEN * DAY
        return self.begin < vanaf <= dag <= tot

    def is_dezelfde(self, ander: Functie) -> bool:
        """Whether the same person holds the same seat in both."""
        if (self.soort, self.is_plaatsvervanger) != (ander.soort, ander.is_plaatsvervanger):
            return False
        wie = (self.lid, None if self.lid else self.email)
        return wie == (ander.lid, None if ander.lid else ander.email)

    def volgt_op(self, ander: Functie) -> bool:
        """Whether this term begins when the other one ends, with the same person."""
        return (
            ander.einde is not None and self.begin == ander.einde + DAY and self.is_dezelfde(ander)
        )

    def beeindigen(self, dag: date) -> bool:
        """Make this the last day in office; False when it was this day or earlier."""
        if self.einde is not None and self.einde <= dag:
            return False
        if dag < self.begin:
            raise EindeVoorBegin
        self.einde = self.herinnerd_voor = dag  # who ends it knows it
        return True

    @property
    def wie(self) -> str:
        """The name of who holds it."""
        return self.lid.naam if self.lid else self.naam or ""
