"""The bill of one household (or member, or applicant) for one year."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.links import new_seed
from vereniging.core.money import Bedrag, betaalkenmerk
from vereniging.leden.models import Aanmelding, Lid

GELDIG = text("soort = 'contributie' AND ingetrokken_op IS NULL")
ONE_OWNER = " + ".join(
    f"(CASE WHEN {name}_id IS NULL THEN 0 ELSE 1 END)"
    for name in ("huishouden", "lid", "aanmelding")
)


class NotaSoort(enum.StrEnum):
    CONTRIBUTIE = "contributie"
    AANMELDING = "aanmelding"


class Nota(Base):
    """One amount for one unit; `saldo` is what is still owed, below zero what is too much."""

    __tablename__ = "nota"
    __table_args__ = (
        UniqueConstraint("jaar", "volgnummer"),
        CheckConstraint("bedrag > 0", name="bedrag_positief"),
        CheckConstraint(f"{ONE_OWNER} = 1", name="een_eenheid"),
        CheckConstraint("pauze_tot IS NULL OR pauze_reden <> ''", name="pauze_met_reden"),
        Index("uq_nota_eenheid", "jaar", "eenheid", unique=True,
              sqlite_where=GELDIG, postgresql_where=GELDIG),
        Index("ix_nota_achterstand", "jaar", "vervaldatum",
              sqlite_where=text("saldo <> 0"), postgresql_where=text("saldo <> 0")),
    )  # fmt: skip

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    jaar: Mapped[int] = mapped_column(index=True)
    volgnummer: Mapped[int]
    soort: Mapped[NotaSoort]
    eenheid: Mapped[str] = mapped_column(String(20))
    huishouden_id: Mapped[int | None] = mapped_column(
        ForeignKey("huishouden.id"), index=True, default=None
    )
    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, default=None)
    aanmelding_id: Mapped[int | None] = mapped_column(
        ForeignKey("aanmelding.id"), index=True, default=None
    )
    aanmelding: Mapped[Aanmelding | None] = relationship(init=False)
    betaler_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, default=None)
    betaler: Mapped[Lid | None] = relationship(foreign_keys=[betaler_id], init=False)
    tenaamstelling: Mapped[str] = mapped_column(String(300))
    bedrag: Mapped[Bedrag]
    teller: Mapped[int]
    noemer: Mapped[int]
    vervaldatum: Mapped[date]
    gemaakt_op: Mapped[datetime]
    verzocht_op: Mapped[datetime | None] = mapped_column(default=None)
    ingetrokken_op: Mapped[datetime | None] = mapped_column(default=None)
    reden: Mapped[str | None] = mapped_column(default=None)
    saldo: Mapped[Bedrag]
    kwijtgescholden_op: Mapped[datetime | None] = mapped_column(default=None)
    pauze_tot: Mapped[date | None] = mapped_column(default=None)
    pauze_reden: Mapped[str | None] = mapped_column(String(500), default=None)
    kiem: Mapped[bytes] = mapped_column(
        LargeBinary(16), unique=True, default_factory=new_seed, insert_default=new_seed, init=False
    )
    run_id: Mapped[int | None] = mapped_column(
        ForeignKey("contributierun.id"), index=True, default=None
    )

    @property
    def betaalkenmerk(self) -> str:
        """What a payer writes on a bank transfer."""
        return betaalkenmerk(self.jaar, self.volgnummer)

    @property
    def is_voldaan(self) -> bool:
        return self.saldo.centen <= 0

    def pauzeer(self, tot: date, reden: str) -> None:
        """Nobody is reminded of this nota up to and including this day."""
        self.pauze_tot, self.pauze_reden = tot, reden

    def hervat(self) -> None:
        """Reminders go on from here."""
        self.pauze_tot = self.pauze_reden = None

    def is_gepauzeerd(self, dag: date) -> bool:
        return self.pauze_tot is not None and dag <= self.pauze_tot

    @property
    def email(self) -> str | None:
        """Where the payer reads mail."""
        wie = self.betaler or self.aanmelding
        return wie.email if wie else None

    @property
    def taal(self) -> str:
        wie = self.betaler or self.aanmelding
        return wie.taal if wie else "nl"

    def stand(self, dag: date) -> str:
        """The word for a page: ingetrokken, te_veel, betaald, kwijtgescholden, te_laat or open."""
        if self.ingetrokken_op:
            return "ingetrokken"
        if self.saldo.centen < 0:
            return "te_veel"
        if self.is_voldaan:
            return "kwijtgescholden" if self.kwijtgescholden_op else "betaald"
        return "te_laat" if self.vervaldatum < dag else "open"


class Dekking(Base):
    """A member who is charged for a year, whatever the household does."""

    __tablename__ = "dekking"
    __table_args__ = (UniqueConstraint("jaar", "lid_id"),)

    jaar: Mapped[int]
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True)
    nota_id: Mapped[int | None] = mapped_column(ForeignKey("nota.id"), index=True, default=None)
