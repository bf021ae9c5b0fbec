"""A run of collections: made by one, approved by another, announced, then sent line by line."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.betalingen.machtiging import Machtiging
from vereniging.betalingen.models import Betaling
from vereniging.contributie.models.nota import Nota
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.money import Bedrag
from vereniging.core.workdays import add_bank_days, is_bank_day

LOOPT = text("uitkomst IN ('wacht', 'ingediend')")
TERUGBOEKEN = timedelta(days=56)  # a debtor may take it back for eight weeks without a reason
HOOGST = Bedrag(100_000)
NOG_INDIENEN = 3  # bank days after the day that was announced; later nobody expects it any more


class GeenBankdag(DomainError):
    """Banks collect on bank days only."""

    message = _l("Op die dag werken de banken niet. Kies een andere dag.")


class TeKortVantevoren(DomainError):
    """Everyone hears of it in time."""

    message = _l("Afschrijven kan op zijn vroegst op %(dag)s. Betalers horen het op tijd vooraf.")


class RunStand(enum.StrEnum):
    CONCEPT = "concept"
    GOEDGEKEURD = "goedgekeurd"
    AANGEKONDIGD = "aangekondigd"
    LOPEND = "lopend"
    GESLOTEN = "gesloten"
    INGETROKKEN = "ingetrokken"


VOOR_INDIENEN = frozenset({RunStand.CONCEPT, RunStand.GOEDGEKEURD, RunStand.AANGEKONDIGD})


class Incassouitkomst(enum.StrEnum):
    WACHT = "wacht"
    INGEDIEND = "ingediend"
    BETAALD = "betaald"
    MISLUKT = "mislukt"
    GESTORNEERD = "gestorneerd"
    OVERGESLAGEN = "overgeslagen"


class Incassorun(Base):
    """One day of collection."""

    __tablename__ = "incassorun"
    __table_args__ = (
        CheckConstraint("goedgekeurd_door_id <> opgesteld_door_id", name="twee_personen"),
        CheckConstraint(
            "stand IN ('concept', 'ingetrokken') OR goedgekeurd_door_id IS NOT NULL",
            name="goedgekeurd_door_iemand",
        ),
    )

    incassodatum: Mapped[date]
    opgesteld_op: Mapped[datetime]
    opgesteld_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    stand: Mapped[RunStand] = mapped_column(default=RunStand.CONCEPT)
    goedgekeurd_op: Mapped[datetime | None] = mapped_column(default=None)
    goedgekeurd_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    regels: Mapped[list[Incassoregel]] = relationship(
        back_populates="run", default_factory=list, order_by="Incassoregel.id"
    )

    @staticmethod
    def controleer_dag(dag: date, vanaf: date) -> None:
        """Raises GeenBankdag, TeKortVantevoren."""
        if dag < vanaf:
            raise TeKortVantevoren(dag=vanaf.strftime("%d-%m-%Y"))
        if not is_bank_day(dag):
            raise GeenBankdag

    def keur_goed(self, door_id: int, nu: datetime) -> None:
        """A second person agrees. Raises KanNietMeer, EenAnder."""
        if self.stand is not RunStand.CONCEPT:
            raise KanNietMeer(wat=_l("deze incasso"), stand=self.stand.value)
        if door_id == self.opgesteld_door_id:
            raise EenAnder
        self.stand = RunStand.GOEDGEKEURD
        self.goedgekeurd_op, self.goedgekeurd_door_id = nu, door_id

    def trek_in(self) -> None:
        """Nothing is collected. Raises KanNietMeer once sending began."""
        if self.stand not in VOOR_INDIENEN:
            raise KanNietMeer(wat=_l("deze incasso"), stand=self.stand.value)
        self.stand = RunStand.INGETROKKEN

    def indienen_vanaf(self, bankdagen: int) -> date:
        """The day on which the collections go to Mollie."""
        return add_bank_days(self.incassodatum, -bankdagen)

    @property
    def indienen_tot(self) -> date:
        """The last day on which a line may still go to Mollie."""
        return add_bank_days(self.incassodatum, NOG_INDIENEN)


class Incassoregel(Base):
    """One nota in a run: announced with this amount, collected at most once."""

    __tablename__ = "incassoregel"
    __table_args__ = (
        UniqueConstraint("run_id", "nota_id"),
        CheckConstraint("bedrag > 0", name="bedrag_positief"),
        CheckConstraint(
            "uitkomst IN ('wacht', 'overgeslagen') OR betaling_id IS NOT NULL",
            name="ingediend_met_betaling",
        ),
        Index("uq_incassoregel_loopt", "nota_id", unique=True,
              sqlite_where=LOOPT, postgresql_where=LOOPT),
    )  # fmt: skip

    run_id: Mapped[int] = mapped_column(ForeignKey("incassorun.id"), index=True, init=False)
    run: Mapped[Incassorun] = relationship(back_populates="regels", default=None)
    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"), index=True, init=False)
    nota: Mapped[Nota] = relationship()
    machtiging_id: Mapped[int] = mapped_column(ForeignKey("machtiging.id"), init=False)
    machtiging: Mapped[Machtiging] = relationship()
    bedrag: Mapped[Bedrag]
    aangekondigd_op: Mapped[datetime | None] = mapped_column(default=None)
    betaling_id: Mapped[int | None] = mapped_column(
        ForeignKey("betaling.id"), unique=True, init=False
    )
    betaling: Mapped[Betaling | None] = relationship(default=None)
    uitkomst: Mapped[Incassouitkomst] = mapped_column(default=Incassouitkomst.WACHT)
    reden: Mapped[str] = mapped_column(String(40), default="")

    def sla_over(self, reden: str) -> None:
        """What was announced is not collected, and why."""
        self.uitkomst, self.reden = Incassouitkomst.OVERGESLAGEN, reden

    @property
    def terug_te_boeken_tot(self) -> date | None:
        """Until this day the payer may take it back: the money is provisional."""
        if self.betaling is None or self.betaling.betaald_op is None:
            return None
        return self.betaling.betaald_op.date() + TERUGBOEKEN
