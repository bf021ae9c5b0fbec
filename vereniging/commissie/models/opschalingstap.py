"""The steps of the ladder: which there are, how long each takes, and how one ended."""

from __future__ import annotations

import enum
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.workdays import first_workday
from vereniging.statuten.models import Besluit

if TYPE_CHECKING:
    from vereniging.commissie.models.opschaling import Opschaling


class Trede(enum.IntEnum):
    HERINNERING = 0
    GESPREK = 1
    COMMISSIE = 2
    BESTUURLIJK_OVERLEG = 3
    BEMIDDELAAR = 4
    RECHTER = 5


TERMIJN = {
    Trede.HERINNERING: timedelta(days=7),
    Trede.GESPREK: timedelta(days=14),
    Trede.COMMISSIE: timedelta(days=60),  # when no meeting is planned
    Trede.BESTUURLIJK_OVERLEG: timedelta(days=30),
    Trede.BEMIDDELAAR: timedelta(days=60),
}


class Stapuitkomst(enum.StrEnum):
    GESLAAGD = "geslaagd"
    MISLUKT = "mislukt"
    VERLOPEN = "verlopen"
    GESTAAKT = "gestaakt"


class Stapwens:
    """Which step is next, until when, and what allows it."""

    def __init__(
        self,
        trede: Trede,
        *,
        tot: date | None = None,
        besluit: Besluit | None = None,
        machtiging: str = "",
        reden: str = "",
    ) -> None:
        self.trede, self.tot, self.besluit = trede, tot, besluit
        self.machtiging, self.reden = machtiging, reden.strip()

    def einde(self, dag: date) -> date | None:
        """The last day of the step: as wanted, or its term on a working day; court has none."""
        if self.trede not in TERMIJN:
            return None
        return self.tot or first_workday(dag + TERMIJN[self.trede])


class Opschalingstap(Base):
    """One step; of a mediation only dates and outcome are kept."""

    __tablename__ = "opschalingstap"
    __table_args__ = (
        UniqueConstraint("opschaling_id", "trede"),
        CheckConstraint("trede BETWEEN 0 AND 5", name="trede"),
        CheckConstraint("tot IS NOT NULL OR trede = 5", name="tot"),
        CheckConstraint("trede <> 4 OR toelichting = ''", name="bemiddeling_vertrouwelijk"),
        CheckConstraint(
            "trede < 4 OR (besluit_id IS NOT NULL AND machtiging IS NOT NULL)", name="machtiging"
        ),
        CheckConstraint("(uitkomst IS NULL) = (afgerond_op IS NULL)", name="afgerond"),
    )

    opschaling_id: Mapped[int] = mapped_column(ForeignKey("opschaling.id"), index=True, init=False)
    opschaling: Mapped[Opschaling] = relationship(back_populates="stappen", default=None)
    trede: Mapped[int]
    begin: Mapped[date]
    tot: Mapped[date | None]
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)
    # a vote or mandate allows one step of one promise
    machtiging: Mapped[str | None] = mapped_column(String(60), unique=True, default=None)
    toelichting: Mapped[str] = mapped_column(Text, default="")
    uitkomst: Mapped[Stapuitkomst | None] = mapped_column(default=None)
    afgerond_op: Mapped[date | None] = mapped_column(default=None)

    def is_verlopen(self, dag: date) -> bool:
        """Whether its last day is over."""
        return self.tot is not None and dag > self.tot

    def afronden(self, uitkomst: Stapuitkomst, toelichting: str, dag: date) -> None:
        """How it ended; what was said at a mediation is nowhere written."""
        self.uitkomst, self.afgerond_op = uitkomst, dag
        self.toelichting = "" if self.trede == Trede.BEMIDDELAAR else toelichting
