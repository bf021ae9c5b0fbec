"""The outbox: a message waits here until the mail server took it."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.taken.models import Leased

if TYPE_CHECKING:
    from sqlalchemy.engine.default import DefaultExecutionContext


def berichtnummer(sleutel: str) -> str:
    """The part of the Message-ID before the @: the same message keeps its number."""
    return sha256(sleutel.encode()).hexdigest()[:32]


def _eigen_nummer(context: DefaultExecutionContext) -> str:
    values: Any = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return berichtnummer(values["sleutel"])


class Spoed(enum.IntEnum):
    """What leaves first: someone waits for a login code, nobody for a newsletter."""

    INLOGGEN = 0
    GEWOON = 1
    MAILING = 2


PER_ADRES = text("mailing_id IS NOT NULL AND aan <> ''")


class Mail(Leased, Base):
    """One message to one person; its text is sealed and goes once the mail server took it."""

    __tablename__ = "mail"
    __table_args__ = (
        Index("uq_mail_mailing_aan", "mailing_id", "aan", unique=True,
              sqlite_where=PER_ADRES, postgresql_where=PER_ADRES),
    )  # fmt: skip

    sleutel: Mapped[str] = mapped_column(String(160), unique=True)
    nummer: Mapped[str] = mapped_column(
        String(32), unique=True, init=False, insert_default=_eigen_nummer
    )
    aan: Mapped[str] = mapped_column(index=True)
    onderwerp: Mapped[str]
    tekst: Mapped[bytes | None] = mapped_column(LargeBinary)
    gemaakt_op: Mapped[datetime]
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    spoed: Mapped[int] = mapped_column(default=Spoed.GEWOON)
    verloopt_op: Mapped[datetime | None] = mapped_column(default=None)
    geweigerd: Mapped[str | None] = mapped_column(default=None)
    onderwerp_soort: Mapped[str | None] = mapped_column(String(40), default=None)
    afmeldlink: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    antwoord_aan: Mapped[str | None] = mapped_column(default=None)
    draad: Mapped[str | None] = mapped_column(String(80), default=None)
    is_brief: Mapped[bool] = mapped_column(default=False)
    mailing_id: Mapped[int | None] = mapped_column(
        ForeignKey("mailing.id"), index=True, default=None
    )
    lid_id: Mapped[int | None] = mapped_column(
        ForeignKey("lid.id", ondelete="SET NULL"), index=True, default=None
    )

    def is_verlopen(self, nu: datetime) -> bool:
        """A login code that is too old to help goes nowhere."""
        return self.verloopt_op is not None and nu > self.verloopt_op

    def aangekomen(self, nu: datetime) -> None:
        """The mail server took it: keep the row, forget the text."""
        self.gedaan_op, self.gepakt_tot, self.gepakt_door = nu, None, None
        self.tekst = self.afmeldlink = None

    def vervallen(self, nu: datetime, reden: str) -> None:
        """It went nowhere and nobody has to do anything about that."""
        self.aangekomen(nu)
        self.geweigerd = reden[:255]

    def weigeren(self, nu: datetime, reden: str) -> None:
        """The mail server refused it for good; the board sees it."""
        self.geweigerd, self.mislukt_op = reden[:255], nu
        self.gepakt_tot = self.gepakt_door = None

    def als_brief(self, nu: datetime) -> None:
        """The address does not work: somebody prints it and posts it."""
        self.opnieuw(nu)
        self.geweigerd, self.is_brief = None, True


BEWAARD = timedelta(days=30)
