"""An attempt to pay, what Mollie told us about it, and what does not add up."""

from __future__ import annotations

import enum
import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.core.money import NUL, Bedrag

LEEFT = text(
    "stand IN ('aanmaken', 'open', 'in_behandeling', 'gereserveerd') AND vervangen_op IS NULL"
)
OPEN = text("opgelost_op IS NULL")
LOOPT_TERUG = text("stand IN ('gevraagd', 'goedgekeurd')")
ONTHOUDEN = timedelta(minutes=50)  # Mollie forgets an idempotency key after an hour
LATER = timedelta(hours=6)
CONTROLES = tuple(timedelta(seconds=s) for s in (30, 60, 120, 300, 900, 3600))


class BetalingSoort(enum.StrEnum):
    EENMALIG = "eenmalig"
    EERSTE = "eerste"  # paid with iDEAL, and by it the payer's account gives a mandate
    DOORLOPEND = "doorlopend"


class BetalingStand(enum.StrEnum):
    AANMAKEN = "aanmaken"
    OPEN = "open"
    IN_BEHANDELING = "in_behandeling"
    GERESERVEERD = "gereserveerd"
    BETAALD = "betaald"
    GEANNULEERD = "geannuleerd"
    VERLOPEN = "verlopen"
    MISLUKT = "mislukt"
    VERVALLEN = "vervallen"


LOPEND = frozenset(
    {
        BetalingStand.AANMAKEN,
        BetalingStand.OPEN,
        BetalingStand.IN_BEHANDELING,
        BetalingStand.GERESERVEERD,
    }
)
STAND_BIJ_MOLLIE = {
    "open": BetalingStand.OPEN,
    "pending": BetalingStand.IN_BEHANDELING,
    "authorized": BetalingStand.GERESERVEERD,
    "paid": BetalingStand.BETAALD,
    "canceled": BetalingStand.GEANNULEERD,
    "expired": BetalingStand.VERLOPEN,
    "failed": BetalingStand.MISLUKT,
}


class Betaling(Base):
    """One attempt to pay a nota at Mollie; what it is worth only Mollie's answer tells."""

    __tablename__ = "betaling"
    __table_args__ = (
        CheckConstraint("bedrag > 0", name="bedrag_positief"),
        CheckConstraint("gift >= 0 AND gift < bedrag", name="gift_binnen_bedrag"),
        CheckConstraint(
            "(soort = 'eenmalig') = (machtiging_id IS NULL)", name="incasso_met_machtiging"
        ),
        Index("uq_betaling_leeft", "nota_id", unique=True,
              sqlite_where=LEEFT, postgresql_where=LEEFT),
    )  # fmt: skip

    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"), index=True)
    modus: Mapped[str] = mapped_column(String(4))
    bedrag: Mapped[Bedrag]
    verzoek: Mapped[dict[str, Any]]  # the request; its two addresses are filled in at sending
    gemaakt_op: Mapped[datetime]
    volgende_controle_op: Mapped[datetime | None] = mapped_column(index=True)
    soort: Mapped[BetalingSoort] = mapped_column(default=BetalingSoort.EENMALIG)
    machtiging_id: Mapped[int | None] = mapped_column(
        ForeignKey("machtiging.id"), index=True, default=None
    )
    gift: Mapped[Bedrag] = mapped_column(default=NUL)  # part of bedrag: voluntary, no debt
    kenmerk: Mapped[str] = mapped_column(
        String(36), unique=True, default_factory=lambda: str(uuid.uuid4())
    )
    sleutel: Mapped[str] = mapped_column(
        String(36), unique=True, default_factory=lambda: str(uuid.uuid4()), init=False
    )
    kiem: Mapped[bytes] = mapped_column(
        LargeBinary(16), unique=True, default_factory=new_seed, insert_default=new_seed, init=False
    )
    mollie_id: Mapped[str | None] = mapped_column(String(70), unique=True, default=None)
    profiel: Mapped[str | None] = mapped_column(String(70), default=None)
    stand: Mapped[BetalingStand] = mapped_column(default=BetalingStand.AANMAKEN)
    vervangen_op: Mapped[datetime | None] = mapped_column(default=None)
    checkout_url: Mapped[str | None] = mapped_column(String(2000), default=None)
    methode: Mapped[str | None] = mapped_column(String(40), default=None)
    betaald_op: Mapped[datetime | None] = mapped_column(default=None)
    sync_nr: Mapped[int] = mapped_column(default=0)
    toegepast_nr: Mapped[int] = mapped_column(default=0)

    @property
    def loopt(self) -> bool:
        """Whether Mollie may still say something new by itself."""
        return self.stand in LOPEND

    def mag_sturen(self, nu: datetime) -> bool:
        """Whether it is still wanted, and sending it again gives the same payment."""
        return self.vervangen_op is None and nu - self.gemaakt_op < ONTHOUDEN

    def plan_controle(self, nu: datetime) -> None:
        """Look again: 30 s, 1, 2, 5, 15, 60 min after creation, then every six hours."""
        if not self.loopt:
            self.volgende_controle_op = None
            return
        moments = (self.gemaakt_op + step for step in CONTROLES)
        self.volgende_controle_op = next((m for m in moments if m > nu), nu + LATER)


class Terugweg(enum.StrEnum):
    MOLLIE = "mollie"
    BANK = "bank"
    CONTANT = "contant"


class Terugstand(enum.StrEnum):
    GEVRAAGD = "gevraagd"
    GOEDGEKEURD = "goedgekeurd"
    VERSTUURD = "verstuurd"
    TERUGBETAALD = "terugbetaald"
    AFGEWEZEN = "afgewezen"
    MISLUKT = "mislukt"
    VERVALLEN = "vervallen"


NIET_TERUG = frozenset({Terugstand.AFGEWEZEN, Terugstand.MISLUKT, Terugstand.VERVALLEN})


class Terugbetaling(Base):
    """Money that goes back: asked by one officer, approved by another, carried out once."""

    __tablename__ = "terugbetaling"
    __table_args__ = (
        CheckConstraint("bedrag > 0", name="bedrag_positief"),
        CheckConstraint("beslist_door_id <> gevraagd_door_id", name="twee_personen"),
        CheckConstraint(
            "stand IN ('gevraagd', 'afgewezen') OR beslist_door_id IS NOT NULL",
            name="goedgekeurd_door_iemand",
        ),
        CheckConstraint("(weg = 'mollie') = (betaling_id IS NOT NULL)", name="weg_van_betaling"),
        Index("uq_terugbetaling_loopt", "nota_id", unique=True,
              sqlite_where=LOOPT_TERUG, postgresql_where=LOOPT_TERUG),
    )  # fmt: skip

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"), index=True)
    betaling_id: Mapped[int | None] = mapped_column(ForeignKey("betaling.id"), index=True)
    weg: Mapped[Terugweg]
    bedrag: Mapped[Bedrag]
    reden: Mapped[str] = mapped_column(String(500))
    gevraagd_op: Mapped[datetime]
    gevraagd_door_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    stand: Mapped[Terugstand] = mapped_column(default=Terugstand.GEVRAAGD)
    beslist_op: Mapped[datetime | None] = mapped_column(default=None)
    beslist_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    gestuurd_op: Mapped[datetime | None] = mapped_column(default=None)  # first try at Mollie
    sleutel: Mapped[str] = mapped_column(
        String(36), unique=True, default_factory=lambda: str(uuid.uuid4()), init=False
    )
    mollie_id: Mapped[str | None] = mapped_column(String(70), unique=True, default=None)

    def beslis(self, door_id: int, nu: datetime, *, akkoord: bool) -> None:
        """Another officer says yes or no. Raises KanNietMeer, EenAnder."""
        if self.stand is not Terugstand.GEVRAAGD:
            raise KanNietMeer(wat=_l("deze terugbetaling"), stand=self.stand.value)
        if door_id == self.gevraagd_door_id:
            raise EenAnder
        self.stand = Terugstand.GOEDGEKEURD if akkoord else Terugstand.AFGEWEZEN
        self.beslist_op, self.beslist_door_id = nu, door_id

    def voer_uit(self) -> None:
        """The treasurer gave the money back by hand. Raises KanNietMeer."""
        self._eis_met_de_hand()
        self.stand = Terugstand.TERUGBETAALD

    def laat_vervallen(self) -> None:
        """It was approved, yet nothing goes back by hand after all. Raises KanNietMeer."""
        self._eis_met_de_hand()
        self.stand = Terugstand.VERVALLEN

    def _eis_met_de_hand(self) -> None:
        if self.stand is not Terugstand.GOEDGEKEURD or self.weg is Terugweg.MOLLIE:
            raise KanNietMeer(wat=_l("deze terugbetaling"), stand=self.stand.value)

    def mag_sturen(self, nu: datetime) -> bool:
        """Whether sending the request (again) cannot give money back twice."""
        return self.gestuurd_op is None or nu - self.gestuurd_op < ONTHOUDEN


class Webhookontvangst(Base):
    """Mollie called; kept ninety days."""

    __tablename__ = "webhookontvangst"

    tijd: Mapped[datetime] = mapped_column(index=True)
    betaling_id: Mapped[int] = mapped_column(ForeignKey("betaling.id"), index=True)
    uitkomst: Mapped[str] = mapped_column(String(20))


class VerschilGesloten(DomainError):
    """Somebody was first."""

    message = _l("Dit verschil is al afgesloten.")


class Verschil(Base):
    """Money that does not add up; a person looks at it."""

    __tablename__ = "verschil"
    __table_args__ = (
        Index("uq_verschil_open", "soort", "sleutel", unique=True,
              sqlite_where=OPEN, postgresql_where=OPEN),
        CheckConstraint("opgelost_op IS NULL OR uitleg <> ''", name="gesloten_met_uitleg"),
    )  # fmt: skip

    soort: Mapped[str] = mapped_column(String(40))
    sleutel: Mapped[str] = mapped_column(String(80))
    tekst: Mapped[str] = mapped_column(String(500))
    ontdekt_op: Mapped[datetime]
    opgelost_op: Mapped[datetime | None] = mapped_column(default=None)
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    uitleg: Mapped[str] = mapped_column(String(500), default="")

    def sluit(self, door_id: int | None, uitleg: str, nu: datetime) -> None:
        """A person found out what it was and wrote that down. Raises VerschilGesloten."""
        if self.opgelost_op is not None:
            raise VerschilGesloten
        self.opgelost_op, self.door_id, self.uitleg = nu, door_id, uitleg
