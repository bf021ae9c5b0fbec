"""Offices with a term: board, delegates, audit committee, tellers, moderators."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden.models.lid import Lid, LidStand


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


class AlVervuld(DomainError):
    """There is one secretaris, one penningmeester, one voorzitter at a time."""

    message = _l("%(naam)s heeft deze functie al. Beëindig die eerst.")


class KasBuitenBestuur(DomainError):
    """Who checks the books is not in the board (BW 2:48.2)."""

    message = _l("Wie in de kascommissie zit, kan niet in het bestuur zitten.")


class EindeVoorBegin(DomainError):
    """An office cannot end before it began."""

    message = _l("De laatste dag kan niet voor de eerste dag liggen.")


class Functie(Base):
    """Somebody holds an office from a day until a day, by a recorded decision."""

    __tablename__ = "functie"
    __table_args__ = (CheckConstraint("einde IS NULL OR einde >= begin", name="einde_na_begin"),)

    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid | None] = relationship(default=None)
    naam: Mapped[str | None] = mapped_column(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    soort: Mapped[FunctieSoort]
    begin: Mapped[date]
    einde: Mapped[date | None] = mapped_column(default=None)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), default=None)
    is_plaatsvervanger: Mapped[bool] = mapped_column(default=False)

    def loopt_op(self, dag: date) -> bool:
        return self.begin <= dag and (self.einde is None or self.einde >= dag)

    def rust_op(self, dag: date) -> bool:
        """Whether the holder is suspended on this day: the office rests (domain.md 4.2)."""
        return self.lid is not None and self.lid.stand(dag) is LidStand.GESCHORST

    def overlapt(self, begin: date, einde: date | None) -> bool:
        """Whether this office runs on at least one day of the period."""
        return (einde is None or self.begin <= einde) and (
            self.einde is None or self.einde >= begin
        )

    def beeindigen(self, dag: date) -> bool:
        """Make this the last day in office; False when it was this day or earlier."""
        if self.einde is not None and self.einde <= dag:
            return False
        if dag < self.begin:
            raise EindeVoorBegin
        self.einde = dag
        return True

    @property
    def wie(self) -> str:
        """The name of who holds it."""
        return self.lid.naam if self.lid else self.naam or ""
