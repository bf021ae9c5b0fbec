"""Who wants mail about a street or a theme, and asked for it from that very address."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Thema
from vereniging.core.db import Base
from vereniging.meldingen.models.indeling import Plek
from vereniging.meldingen.models.melding import BEVESTIGEN_BINNEN, Melding


class Volgritme(enum.StrEnum):
    DIRECT = "direct"
    WEEK = "week"


class Volger(Base):
    """An address that follows public reports; one link shows and stops all of it."""

    __tablename__ = "melding_volger"

    email: Mapped[str] = mapped_column(unique=True)
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    volgingen: Mapped[list[Volging]] = relationship(
        back_populates="volger",
        default_factory=list,
        order_by="Volging.id",
        cascade="all, delete-orphan",
    )

    def onbevestigd(self, nu: datetime) -> list[Volging]:
        """What this address was asked about and can still say yes to."""
        return [v for v in self.volgingen if not v.telt and not v.is_verlopen(nu)]

    def bevestigen(self, nu: datetime) -> int:
        """The mail was read: from now everything that was asked counts; how many are new."""
        wachtend = self.onbevestigd(nu)
        for volging in wachtend:
            volging.bevestigd_op = nu
        return len(wachtend)


class Volging(Base):
    """One street or one theme that an address follows."""

    __tablename__ = "melding_volging"
    __table_args__ = (
        CheckConstraint("(plek_id IS NULL) <> (thema_id IS NULL)", name="plek_of_thema"),
        UniqueConstraint("volger_id", "plek_id"),
        UniqueConstraint("volger_id", "thema_id"),
    )

    volger_id: Mapped[int] = mapped_column(ForeignKey("melding_volger.id"), init=False)
    volger: Mapped[Volger] = relationship(back_populates="volgingen", default=None)
    plek_id: Mapped[int | None] = mapped_column(ForeignKey("plek.id"), index=True, init=False)
    plek: Mapped[Plek | None] = relationship(default=None)
    thema_id: Mapped[int | None] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema | None] = relationship(default=None)
    ritme: Mapped[Volgritme]
    gevraagd_op: Mapped[datetime]
    bevestigd_op: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def telt(self) -> bool:
        return self.bevestigd_op is not None

    @property
    def naam(self) -> str:
        """The street or the theme, in words."""
        return self.plek.naam if self.plek else self.thema.naam if self.thema else ""

    def is_verlopen(self, nu: datetime) -> bool:
        """Nobody clicked on the link in the mail in time."""
        return not self.telt and nu - self.gevraagd_op > BEVESTIGEN_BINNEN

    def past_bij(self, melding: Melding) -> bool:
        """Whether this report is in the street or about the theme."""
        if self.plek is not None:
            return melding.plek_id == self.plek.id or melding.straat == self.plek.naam
        return melding.categorie.thema_id == self.thema_id
