"""Members ask for a general meeting; with enough of them the board must call it (BW 2:41)."""

from __future__ import annotations

import enum
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.alv.models.alv import Alv, AlvStand
from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l, datum
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid

OPROEPEN = timedelta(days=14)  # BW 2:41 lid 3: then the members may call
VERGADEREN = timedelta(days=28)  # BW 2:41 lid 2: the meeting is within four weeks


class NogAanBestuur(DomainError):
    """The board has its two weeks first."""

    message = _l("Het bestuur heeft nog tot en met %(dag)s om u op te roepen.")


class NietOpTijd(DomainError):
    """A meeting that comes too late is no answer to the request."""

    message = _l("Kies een opgeroepen vergadering die nog komt, uiterlijk op %(dag)s.")


class AlvverzoekStand(enum.StrEnum):
    LOOPT = "loopt"
    INGEDIEND = "ingediend"
    OPGEROEPEN = "opgeroepen"
    ZELF_OPGEROEPEN = "zelf_opgeroepen"
    INGETROKKEN = "ingetrokken"


class Alvverzoek(Base):
    """A request for a general meeting; its subject is what the meeting is about."""

    __tablename__ = "alvverzoek"
    __table_args__ = (
        CheckConstraint("nodig > 0", name="nodig"),
        CheckConstraint(
            "(stand IN ('loopt', 'ingetrokken')) = (ingediend_op IS NULL)", name="ingediend"
        ),
        CheckConstraint(
            "(stand IN ('opgeroepen', 'zelf_opgeroepen')) = (alv_id IS NOT NULL)", name="alv"
        ),
    )

    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    onderwerp: Mapped[str] = mapped_column(String(120))
    toelichting: Mapped[str] = mapped_column(Text)
    begonnen_op: Mapped[datetime]
    nodig: Mapped[int]
    stand: Mapped[AlvverzoekStand] = mapped_column(default=AlvverzoekStand.LOOPT)
    ingediend_op: Mapped[datetime | None] = mapped_column(default=None)
    alv_id: Mapped[int | None] = mapped_column(ForeignKey("alv.id"), index=True, init=False)
    alv: Mapped[Alv | None] = relationship(default=None)
    steun: Mapped[list[Alvverzoeksteun]] = relationship(
        back_populates="verzoek", default_factory=list, cascade="all, delete-orphan",
        order_by="Alvverzoeksteun.id",
    )  # fmt: skip

    @property
    def oproepen_tot(self) -> date | None:
        """The last day on which the board can call; nobody else may until it is over."""
        return amsterdam_day(self.ingediend_op) + OPROEPEN if self.ingediend_op else None

    @property
    def vergaderen_tot(self) -> date | None:
        """The last day of a meeting that the board calls."""
        return amsterdam_day(self.ingediend_op) + VERGADEREN if self.ingediend_op else None

    def steun_van(self, lid: Lid) -> Alvverzoeksteun | None:
        """The support of this member."""
        return next((each for each in self.steun if each.lid_id == lid.id), None)

    def is_te_laat(self, nu: datetime) -> bool:
        """Whether the board let its two weeks pass."""
        tot = self.oproepen_tot
        wacht = self.stand is AlvverzoekStand.INGEDIEND
        return wacht and tot is not None and amsterdam_day(nu) > tot

    def indienen(self, nu: datetime) -> None:
        """Enough members ask: the clock of the board starts; raises KanNietMeer."""
        self.expect(AlvverzoekStand.LOOPT)
        self.stand, self.ingediend_op = AlvverzoekStand.INGEDIEND, nu

    def inwilligen(self, alv: Alv, nu: datetime) -> None:
        """The board called this meeting for it; raises NietOpTijd, KanNietMeer."""
        self.expect(AlvverzoekStand.INGEDIEND)
        tot = self.vergaderen_tot
        komt = alv.stand is AlvStand.OPGEROEPEN and alv.begin > nu
        if tot is None or not komt or alv.dag > tot:
            raise NietOpTijd(dag=datum(tot) if tot else "")
        self.stand, self.alv = AlvverzoekStand.OPGEROEPEN, alv

    def expect_zelf(self, nu: datetime) -> None:
        """Who asked may call now; raises NogAanBestuur, KanNietMeer."""
        self.expect(AlvverzoekStand.INGEDIEND)
        if not self.is_te_laat(nu):
            raise NogAanBestuur(dag=datum(self.oproepen_tot or amsterdam_day(nu)))

    def intrekken(self) -> None:
        """Who began it stops; raises KanNietMeer once it was handed in."""
        self.expect(AlvverzoekStand.LOOPT)
        self.stand = AlvverzoekStand.INGETROKKEN

    def expect(self, *standen: AlvverzoekStand) -> None:
        """Raise KanNietMeer in any other state."""
        if self.stand not in standen:
            raise KanNietMeer(wat=_l("dit verzoek"), stand=self.stand)


class Alvverzoeksteun(Base):
    """One member asks for this meeting too; the count is shown, the name is not."""

    __tablename__ = "alvverzoeksteun"
    __table_args__ = (UniqueConstraint("verzoek_id", "lid_id"),)

    verzoek_id: Mapped[int] = mapped_column(ForeignKey("alvverzoek.id"), init=False)
    verzoek: Mapped[Alvverzoek] = relationship(back_populates="steun", default=None)
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id"), index=True, init=False)
    lid: Mapped[Lid] = relationship()
    op: Mapped[datetime]
