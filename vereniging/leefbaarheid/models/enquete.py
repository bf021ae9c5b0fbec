"""The half-yearly survey: who was asked, and how often each answer was given.

Answers are never stored one by one: an answer only makes counters one higher. So there is no row
that says what somebody answered, and none to link to who was asked. While the survey runs we know
whether a link was used; when it closes the links go.
"""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid

DUUR = timedelta(days=21)
HERINNERING_VOORAF = timedelta(days=7)
BLADEN_NA = timedelta(days=7)  # sheets whose slip came in time may be typed so long after the end
SECONDE = timedelta(seconds=1)
BUURT, TREND = "buurt", "trend"  # questions beside the themes
GEEN = "geen"  # no opinion


class EnqueteDicht(DomainError):
    """Answers count while the survey is open."""

    message = _l("Deze enquête is gesloten. Uw antwoord telt niet meer mee.")


class AlBeantwoord(DomainError):
    """One answer per link."""

    message = _l("Met deze link is al geantwoord. Elk antwoord telt één keer.")


class GeenStrook(DomainError):
    """A sheet of paper belongs to somebody whose slip was ticked off."""

    message = _l("Vink eerst de strook van het lid af. Voer daarna het blad in.")


class EnqueteStand(enum.StrEnum):
    CONCEPT = "concept"
    OPEN = "open"
    GESLOTEN = "gesloten"


class EnqueteGroep(enum.StrEnum):
    """Members were all asked; others asked for a link themselves."""

    LID = "lid"
    BEWONER = "bewoner"


class Trend(enum.StrEnum):
    BETER = "beter"
    GELIJK = "gelijk"
    SLECHTER = "slechter"


class Enquete(Base):
    """One round of the survey; who was asked is only kept while it is open."""

    __tablename__ = "enquete"
    __table_args__ = (
        CheckConstraint("(stand = 'concept') = (open_op IS NULL)", name="open_op"),
        CheckConstraint("(open_op IS NULL) = (sluit_op IS NULL)", name="sluit_op"),
        CheckConstraint("sluit_op > open_op", name="sluit_na_open"),
        CheckConstraint("stroken >= 0", name="stroken"),
    )

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    titel: Mapped[str] = mapped_column(String(120))
    gemaakt_op: Mapped[datetime]
    stand: Mapped[EnqueteStand] = mapped_column(default=EnqueteStand.CONCEPT, index=True)
    open_op: Mapped[datetime | None] = mapped_column(default=None)
    sluit_op: Mapped[datetime | None] = mapped_column(default=None)
    gevraagd_leden: Mapped[int] = mapped_column(default=0)
    gevraagd_bewoners: Mapped[int] = mapped_column(default=0)
    stroken: Mapped[int] = mapped_column(default=0)  # slips ticked off, sheets still to enter
    links: Mapped[list[EnqueteLink]] = relationship(
        back_populates="enquete",
        default_factory=list,
        order_by="EnqueteLink.id",
        cascade="all, delete-orphan",
    )

    @property
    def laatste_dag(self) -> date | None:
        """The last day on which an answer counts."""
        return amsterdam_day(self.sluit_op - SECONDE) if self.sluit_op else None

    @property
    def laatste_bladdag(self) -> date | None:
        """The last day on which a sheet of a member may be typed, when its slip came in time."""
        return self.laatste_dag + BLADEN_NA if self.laatste_dag else None

    def wacht_op_bladen(self, dag: date) -> bool:
        """Whether slips were ticked off whose sheets may still be typed on this day."""
        return self.stroken > 0 and self.laatste_bladdag is not None and dag <= self.laatste_bladdag

    def is_gepubliceerd(self, dag: date) -> bool:
        """Whether everyone may read the result: it ended, and no sheet can change it any more."""
        return self.stand is EnqueteStand.GESLOTEN and not self.wacht_op_bladen(dag)

    def is_open(self, nu: datetime) -> bool:
        """Whether an answer counts at this moment."""
        return self.stand is EnqueteStand.OPEN and self.sluit_op is not None and nu < self.sluit_op

    def expect_open(self, nu: datetime) -> None:
        """Raise EnqueteDicht unless an answer counts now."""
        if not self.is_open(nu):
            raise EnqueteDicht

    def expect_blad(self, groep: EnqueteGroep, nu: datetime) -> None:
        """Raise EnqueteDicht unless a sheet of this group counts now."""
        if groep is EnqueteGroep.LID and self.wacht_op_bladen(amsterdam_day(nu)):
            return
        self.expect_open(nu)

    def openen(self, nu: datetime, sluit_op: datetime) -> None:
        """Ask the members, until a moment."""
        self._expect(EnqueteStand.CONCEPT)
        self.stand, self.open_op, self.sluit_op = EnqueteStand.OPEN, nu, sluit_op

    def sluiten(self, nu: datetime) -> bool:
        """Count no more answers; False when it was closed."""
        if self.stand is EnqueteStand.GESLOTEN:
            return False
        self._expect(EnqueteStand.OPEN)
        self.stand = EnqueteStand.GESLOTEN
        if self.sluit_op is not None and self.open_op is not None and self.open_op < nu:
            self.sluit_op = min(self.sluit_op, nu)
        return True

    def neem_strook(self) -> None:
        """One sheet of paper of a member whose slip was ticked off; raises GeenStrook."""
        if self.stroken < 1:
            raise GeenStrook
        self.stroken -= 1

    def _expect(self, stand: EnqueteStand) -> None:
        if self.stand is not stand:
            raise KanNietMeer(wat=_l("deze enquête"), stand=self.stand)


class EnqueteLink(Base):
    """One invitation: a link that works once. It knows that it was used, not what for or when."""

    __tablename__ = "enquete_link"
    __table_args__ = (
        UniqueConstraint("enquete_id", "lid_id"),
        UniqueConstraint("enquete_id", "email"),
        CheckConstraint("(groep = 'lid') = (lid_id IS NOT NULL)", name="lid"),
        CheckConstraint("(groep = 'bewoner') = (email IS NOT NULL)", name="bewoner"),
    )

    enquete_id: Mapped[int] = mapped_column(ForeignKey("enquete.id"), init=False)
    enquete: Mapped[Enquete] = relationship(back_populates="links")
    groep: Mapped[EnqueteGroep]
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid | None] = relationship(default=None)
    email: Mapped[str | None] = mapped_column(default=None)
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    is_gebruikt: Mapped[bool] = mapped_column(default=False)
    is_herinnerd: Mapped[bool] = mapped_column(default=False)

    def gebruiken(self, nu: datetime) -> None:
        """Answer with it now, once; raises EnqueteDicht or AlBeantwoord."""
        self.enquete.expect_open(nu)
        if self.is_gebruikt:
            raise AlBeantwoord
        self.is_gebruikt = True

    def niet_herinneren(self) -> None:
        """Whoever has it wants no reminder."""
        self.is_herinnerd = True


class EnqueteTelling(Base):
    """How often one answer to one question was given by one group."""

    __tablename__ = "enquete_telling"
    __table_args__ = (
        UniqueConstraint("enquete_id", "groep", "vraag", "antwoord"),
        CheckConstraint("aantal > 0", name="aantal"),
    )

    enquete_id: Mapped[int] = mapped_column(ForeignKey("enquete.id"))
    groep: Mapped[EnqueteGroep]
    vraag: Mapped[str] = mapped_column(String(20))
    antwoord: Mapped[str] = mapped_column(String(10))
    aantal: Mapped[int]


class EnqueteZin(Base):
    """One line that somebody added; public when a moderator let it through, else deleted."""

    __tablename__ = "enquete_zin"

    enquete_id: Mapped[int] = mapped_column(ForeignKey("enquete.id"), index=True)
    tekst: Mapped[str] = mapped_column(String(200))
    is_openbaar: Mapped[bool] = mapped_column(default=False)
