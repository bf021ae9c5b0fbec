"""The steps of the ladder: which there are, how long each takes, and how one ended."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
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


TERMIJNEN = {  # days, unless the board set others
    Trede.HERINNERING: 7,
    Trede.GESPREK: 14,
    Trede.COMMISSIE: 60,  # when no meeting is planned
    Trede.BESTUURLIJK_OVERLEG: 30,
    Trede.BEMIDDELAAR: 60,
}
BENOEMEN = 14  # days within which a mediator has a name


class GeenBemiddelaar(DomainError):
    """A mediator is named once, for the step that is about one."""

    message = _l("Bij deze stap hoort nu geen bemiddelaar.")


Termijnen = Mapping[Trede, int]


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
        self.benoemen = BENOEMEN

    def einde(self, dag: date, termijnen: Termijnen = TERMIJNEN) -> date | None:
        """The last day of the step: as wanted, or its term on a working day; court has none."""
        if self.trede not in termijnen:
            return None
        return self.tot or first_workday(dag + timedelta(days=termijnen[self.trede]))


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
        CheckConstraint("(bemiddelaar = '') = (benoemd_op IS NULL)", name="benoemd"),
        CheckConstraint("bemiddelaar = '' OR trede = 4", name="bemiddelaar"),
        CheckConstraint("(benoemen_voor IS NULL) = (trede <> 4)", name="benoemen_voor"),
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
    benoemen_voor: Mapped[date | None] = mapped_column(default=None)
    bemiddelaar: Mapped[str] = mapped_column(String(120), default="")  # not public
    benoemd_op: Mapped[date | None] = mapped_column(default=None)

    @property
    def wacht_op_bemiddelaar(self) -> bool:
        """Whether somebody must still be found to mediate."""
        return self.benoemen_voor is not None and not self.bemiddelaar and self.uitkomst is None

    def benoem(self, wie: str, dag: date) -> None:
        """Who will mediate; raises GeenBemiddelaar."""
        if not self.wacht_op_bemiddelaar:
            raise GeenBemiddelaar
        self.bemiddelaar, self.benoemd_op = wie, dag

    def is_verlopen(self, dag: date) -> bool:
        """Whether its last day is over."""
        return self.tot is not None and dag > self.tot

    def afronden(self, uitkomst: Stapuitkomst, toelichting: str, dag: date) -> None:
        """How it ended; what was said at a mediation is nowhere written."""
        self.uitkomst, self.afgerond_op = uitkomst, dag
        self.toelichting = "" if self.trede == Trede.BEMIDDELAAR else toelichting
