"""What others measured: shown beside our figures, never mixed with them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Thema
from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l

RAPPORTCIJFER = "rapportcijfer"


class PeriodeBezet(DomainError):
    """One number a period."""

    message = _l("Voor deze periode staat er al een cijfer. Haal dat eerst weg.")


class Indicator(Base):
    """Something that somebody else measures, with its definition and where it comes from."""

    __tablename__ = "indicator"
    __table_args__ = (
        CheckConstraint("bron <> '' AND definitie <> '' AND gebied <> ''", name="bron"),
    )

    naam: Mapped[str] = mapped_column(String(120), unique=True)
    thema_id: Mapped[int | None] = mapped_column(ForeignKey("thema.id"), index=True, init=False)
    thema: Mapped[Thema | None] = relationship()
    eenheid: Mapped[str] = mapped_column(String(40))
    gebied: Mapped[str] = mapped_column(String(120))
    definitie: Mapped[str] = mapped_column(String(500))
    bron: Mapped[str] = mapped_column(String(120))
    bronlink: Mapped[str] = mapped_column(String(200), default="")
    metingen: Mapped[list[Meting]] = relationship(
        back_populates="indicator",
        default_factory=list,
        order_by="(Meting.gepubliceerd_op, Meting.id)",
        cascade="all, delete-orphan",
    )

    @property
    def laatste(self) -> Meting | None:
        return self.metingen[-1] if self.metingen else None

    def voeg_toe(self, meting: Meting) -> None:
        """Write down a number that was published; raises PeriodeBezet."""
        if any(each.periode == meting.periode for each in self.metingen):
            raise PeriodeBezet
        self.metingen.append(meting)


class Meting(Base):
    """One number of it: of which period, and when it was published."""

    __tablename__ = "meting"
    __table_args__ = (UniqueConstraint("indicator_id", "periode"),)

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), init=False)
    indicator: Mapped[Indicator] = relationship(back_populates="metingen", default=None)
    periode: Mapped[str] = mapped_column(String(30))
    gepubliceerd_op: Mapped[date]
    honderdsten: Mapped[int]  # the number times 100
    n: Mapped[int | None] = mapped_column(default=None)

    @property
    def waarde(self) -> float:
        return self.honderdsten / 100
