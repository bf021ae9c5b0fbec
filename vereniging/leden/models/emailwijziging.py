"""A member asks for another address of mail: the new one confirms, the old one can stop it."""

from __future__ import annotations

import enum
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l, kort
from vereniging.core.links import new_seed
from vereniging.leden.models.lid import Lid

BEVESTIGEN_BINNEN = timedelta(days=1)
STOPPEN_BINNEN = timedelta(days=7)
WACHT = text("stand = 'te_bevestigen'")


class EmaillinkVerlopen(DomainError):
    """A new address is confirmed within a day."""

    message = _l("Deze link is verlopen. Vraag de wijziging opnieuw aan.")


class StoppenTeLaat(DomainError):
    """A week after the change the old address decides no more."""

    message = _l("U kon dit stoppen tot en met %(datum)s. Bel of schrijf de secretaris.")


class EmailwijzigingStand(enum.StrEnum):
    TE_BEVESTIGEN = "te_bevestigen"
    BEVESTIGD = "bevestigd"
    GESTOPT = "gestopt"


class Emailwijziging(Base):
    """One request; at most one per member waits."""

    __tablename__ = "emailwijziging"
    __table_args__ = (
        CheckConstraint("oud <> nieuw", name="is_anders"),
        Index("uq_emailwijziging_wacht", "lid_id", unique=True,
              sqlite_where=WACHT, postgresql_where=WACHT),
    )  # fmt: skip

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    kiem: Mapped[bytes] = mapped_column(
        LargeBinary(16), unique=True, default_factory=new_seed, insert_default=new_seed, init=False
    )
    oud: Mapped[str]
    nieuw: Mapped[str]
    gevraagd_op: Mapped[datetime]
    bevestigd_op: Mapped[datetime | None] = mapped_column(default=None)
    stand: Mapped[EmailwijzigingStand] = mapped_column(default=EmailwijzigingStand.TE_BEVESTIGEN)

    def bevestigen(self, nu: datetime) -> bool:
        """The new address works; False when it was confirmed before.

        Raises EmaillinkVerlopen, KanNietMeer.
        """
        if self.stand is EmailwijzigingStand.BEVESTIGD:
            return False
        if self.stand is EmailwijzigingStand.GESTOPT:
            raise KanNietMeer(wat=_l("deze wijziging"), stand=self.stand)
        if nu - self.gevraagd_op > BEVESTIGEN_BINNEN:
            raise EmaillinkVerlopen
        self.stand, self.bevestigd_op = EmailwijzigingStand.BEVESTIGD, nu
        return True

    def stoppen(self, nu: datetime) -> bool:
        """The old address says no, until a week after the change; False when it did before.

        Raises StoppenTeLaat.
        """
        if self.stand is EmailwijzigingStand.GESTOPT:
            return False
        if self.bevestigd_op and nu - self.bevestigd_op > STOPPEN_BINNEN:
            raise StoppenTeLaat(datum=kort(self.bevestigd_op + STOPPEN_BINNEN))
        self.stand = EmailwijzigingStand.GESTOPT
        return True
