"""The link by which one party answers about an advice."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.commissie.models.advies import Advies, Adviesstand
from vereniging.convenant.models import Partij
from vereniging.core.db import Base


class Adviesvraag(Base):
    """The link by which one party says what it thinks, and later what it does with an advice."""

    __tablename__ = "adviesvraag"
    __table_args__ = (UniqueConstraint("advies_id", "partij_id"),)

    advies_id: Mapped[int] = mapped_column(ForeignKey("advies.id"), index=True, init=False)
    advies: Mapped[Advies] = relationship(back_populates="vragen")
    partij_id: Mapped[int] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij] = relationship()
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    gevraagd_op: Mapped[datetime]
    tot: Mapped[date]

    @property
    def is_geadresseerd(self) -> bool:
        """Whether this party is the one that the advice is for."""
        return self.advies.aan_id == self.partij_id

    def mag_stemmen(self, dag: date) -> bool:
        """Whether it may still say what it thinks."""
        return self.advies.stand is Adviesstand.CONCEPT and dag <= self.tot

    def mag_reageren(self) -> bool:
        """Whether it may say what it does with it: late is better than never."""
        return self.advies.stand is Adviesstand.UITGEBRACHT and self.is_geadresseerd
