"""Another household that sees the same."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.meldingen.models.melding import BEVESTIGEN_BINNEN, Melding


class IkOok(Base):
    """One household at one report; the address itself is not kept, only a keyed hash of it."""

    __tablename__ = "ik_ook"
    __table_args__ = (
        UniqueConstraint("melding_id", "adressleutel"),
        CheckConstraint("bevestigd_op IS NOT NULL OR email IS NOT NULL", name="te_bevestigen"),
    )

    melding_id: Mapped[int] = mapped_column(ForeignKey("melding.id"), init=False)
    melding: Mapped[Melding] = relationship()
    adressleutel: Mapped[bytes] = mapped_column(LargeBinary(32))
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    op: Mapped[datetime]
    email: Mapped[str | None] = mapped_column(default=None, index=True)
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    reden: Mapped[str] = mapped_column(String(200), default="")
    bevestigd_op: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def telt(self) -> bool:
        return self.bevestigd_op is not None

    def is_verlopen(self, nu: datetime) -> bool:
        """Nobody clicked on the link in the mail in time."""
        return not self.telt and nu - self.op > BEVESTIGEN_BINNEN

    def bevestigen(self, nu: datetime) -> bool:
        """The mail was read: from now this household counts; False when it did."""
        if self.telt:
            return False
        self.bevestigd_op = nu
        return True

    def stop_mail(self) -> None:
        """Keep counting, but write no more; only once confirmed."""
        self.email = None
