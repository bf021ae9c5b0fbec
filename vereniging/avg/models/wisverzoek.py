"""Somebody asks to be forgotten (AVG 17): two officers agree, then there is a week to undo it."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, EenAnder, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.workdays import add_months, amsterdam_day
from vereniging.leden.models import Lid
from vereniging.toegang.models import Account

BEDENKTIJD = timedelta(days=7)
ANTWOORD = 1  # months (AVG 12.3)
LOOPT = text("stand IN ('ingediend', 'akkoord', 'toegekend')")


class EigenWisverzoek(DomainError):
    """Nobody decides about themselves."""

    message = _l("Over uw eigen verzoek beslissen twee anderen.")


class Wisverzoekkanaal(enum.StrEnum):
    WEB = "web"
    PAPIER = "papier"


class WisverzoekStand(enum.StrEnum):
    """`akkoord`: one officer said yes; `toegekend`: a second one too."""

    INGEDIEND = "ingediend"
    AKKOORD = "akkoord"
    TOEGEKEND = "toegekend"
    UITGEVOERD = "uitgevoerd"
    AFGEWEZEN = "afgewezen"
    INGETROKKEN = "ingetrokken"


class Wisverzoek(Base):
    """One request of a member, or of an account without one; at most one of each runs."""

    __tablename__ = "wisverzoek"
    __table_args__ = (
        CheckConstraint("lid_id IS NOT NULL OR account_id IS NOT NULL", name="van_iemand"),
        CheckConstraint("bevestigd_door_id <> besloten_door_id", name="een_ander"),
        CheckConstraint("(stand = 'afgewezen') = (reden <> '')", name="afgewezen_met_reden"),
        CheckConstraint("(stand = 'uitgevoerd') = (uitgevoerd_op IS NOT NULL)", name="uitgevoerd"),
        CheckConstraint(
            "stand NOT IN ('toegekend', 'uitgevoerd') OR bevestigd_door_id IS NOT NULL",
            name="twee_personen",
        ),
        Index("uq_wisverzoek_lid_loopt", "lid_id", unique=True,
              sqlite_where=LOOPT, postgresql_where=LOOPT),
        Index("uq_wisverzoek_account_loopt", "account_id", unique=True,
              sqlite_where=LOOPT, postgresql_where=LOOPT),
    )  # fmt: skip

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    kanaal: Mapped[Wisverzoekkanaal]
    ingediend_op: Mapped[datetime]
    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid | None] = relationship(default=None)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), init=False)
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id], default=None)
    toelichting: Mapped[str] = mapped_column(String(2000), default="")
    besloten_op: Mapped[datetime | None] = mapped_column(default=None)
    besloten_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    bevestigd_op: Mapped[datetime | None] = mapped_column(default=None)
    bevestigd_door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), default=None)
    reden: Mapped[str] = mapped_column(String(2000), default="")
    uitgevoerd_op: Mapped[datetime | None] = mapped_column(default=None)
    stand: Mapped[WisverzoekStand] = mapped_column(default=WisverzoekStand.INGEDIEND)

    @property
    def antwoord_voor(self) -> date:
        """The last day to answer: one month (AVG 12.3)."""
        return add_months(amsterdam_day(self.ingediend_op), ANTWOORD)

    @property
    def uitvoeren_vanaf(self) -> date | None:
        """From which day it is carried out, once two agreed; until then it can be undone."""
        return amsterdam_day(self.bevestigd_op + BEDENKTIJD) if self.bevestigd_op else None

    @property
    def naam(self) -> str:
        """Who asks; without a member the address of the account."""
        return self.lid.naam if self.lid else self.account.email if self.account else ""

    @property
    def email(self) -> str | None:
        """Where the answer goes; None for a letter."""
        if self.lid is not None:
            return self.lid.email
        return self.account.email if self.account else None

    @property
    def is_open(self) -> bool:
        """Whether it can still be undone."""
        return self.stand in {
            WisverzoekStand.INGEDIEND, WisverzoekStand.AKKOORD, WisverzoekStand.TOEGEKEND,
        }  # fmt: skip

    @property
    def wacht_op_bestuur(self) -> bool:
        """Whether an officer still has to decide."""
        return self.stand in {WisverzoekStand.INGEDIEND, WisverzoekStand.AKKOORD}

    def is_te_laat(self, dag: date) -> bool:
        """Whether the month is over without an answer."""
        return self.wacht_op_bestuur and dag > self.antwoord_voor

    def is_van(self, account_id: int, lid_id: int | None) -> bool:
        """Whether this person asks it for themselves."""
        return self.account_id == account_id or (lid_id is not None and self.lid_id == lid_id)

    def akkoord(self, door: int, nu: datetime) -> bool:
        """A first officer agrees; False when that one did before."""
        if self.stand is WisverzoekStand.AKKOORD and self.besloten_door_id == door:
            return False
        self._expect(WisverzoekStand.INGEDIEND)
        self.stand, self.besloten_op, self.besloten_door_id = WisverzoekStand.AKKOORD, nu, door
        return True

    def toekennen(self, door: int, nu: datetime) -> bool:
        """A second officer agrees: after a week it is carried out. Raises EenAnder, KanNietMeer."""
        if self.stand is WisverzoekStand.TOEGEKEND and self.bevestigd_door_id == door:
            return False
        self._expect(WisverzoekStand.AKKOORD)
        if self.besloten_door_id == door:
            raise EenAnder
        self.stand, self.bevestigd_op, self.bevestigd_door_id = WisverzoekStand.TOEGEKEND, nu, door
        return True

    def afwijzen(self, door: int, reden: str, nu: datetime) -> bool:
        """An officer refuses and tells why; False when it was refused before."""
        if self.stand is WisverzoekStand.AFGEWEZEN:
            return False
        self._expect(WisverzoekStand.INGEDIEND, WisverzoekStand.AKKOORD)
        self.stand, self.reden = WisverzoekStand.AFGEWEZEN, reden
        self.besloten_op, self.besloten_door_id = nu, door
        return True

    def intrekken(self) -> bool:
        """The person stays after all; possible until it is carried out."""
        if self.stand is WisverzoekStand.INGETROKKEN:
            return False
        self._expect(WisverzoekStand.INGEDIEND, WisverzoekStand.AKKOORD, WisverzoekStand.TOEGEKEND)
        self.stand = WisverzoekStand.INGETROKKEN
        return True

    def uitvoeren(self, nu: datetime) -> bool:
        """It is done: of the request only the number and the days stay; False before the day."""
        vanaf = self.uitvoeren_vanaf
        is_zover = vanaf is not None and vanaf <= amsterdam_day(nu)
        if self.stand is not WisverzoekStand.TOEGEKEND or not is_zover:
            return False
        self.stand, self.uitgevoerd_op, self.toelichting = WisverzoekStand.UITGEVOERD, nu, ""
        return True

    def _expect(self, *standen: WisverzoekStand) -> None:
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("dit verzoek"), stand=self.stand)
