"""A file of members that was read: first looked at, then stored, and undone if it was wrong."""

from __future__ import annotations

import enum
import zlib
from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from vereniging.core.db import Base
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l

CONCEPT_BEWAREN = timedelta(days=1)
STORED = text("stand = 'uitgevoerd'")


class AlIngevoerd(DomainError):
    """The same file twice would make every member without a number twice."""

    message = _l(
        "Dit bestand is al ingevoerd. Maak die invoer eerst ongedaan, of kies een ander bestand."
    )


class InvoerStand(enum.StrEnum):
    CONCEPT = "concept"
    UITGEVOERD = "uitgevoerd"
    DEELS_ONGEDAAN = "deels_ongedaan"
    ONGEDAAN = "ongedaan"


class Invoer(Base):
    """One run of the member import; the file itself goes when the run is done or a day old."""

    __tablename__ = "invoer"
    __table_args__ = (
        CheckConstraint("(stand = 'concept') = (bestand IS NOT NULL)", name="bestand_tot_invoer"),
        CheckConstraint("(stand = 'concept') = (uitgevoerd_op IS NULL)", name="moment_na_concept"),
        Index("uq_invoer_uitgevoerd", "afdruk", unique=True,
              sqlite_where=STORED, postgresql_where=STORED),
    )  # fmt: skip

    naam: Mapped[str] = mapped_column(String(120))
    afdruk: Mapped[str] = mapped_column(String(64), index=True)
    bestand: Mapped[bytes | None]
    gelezen_op: Mapped[datetime]
    door_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    stand: Mapped[InvoerStand] = mapped_column(default=InvoerStand.CONCEPT)
    uitgevoerd_op: Mapped[datetime | None] = mapped_column(default=None)
    aantal: Mapped[int] = mapped_column(default=0)
    overgeslagen: Mapped[int] = mapped_column(default=0)
    fouten: Mapped[int] = mapped_column(default=0)
    ongedaan_op: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def inhoud(self) -> bytes:
        """The file as it came. Raises KanNietMeer once it was stored."""
        if self.bestand is None:
            raise KanNietMeer(wat=_l("deze invoer"), stand=self.stand)
        return zlib.decompress(self.bestand)

    def uitvoeren(self, nu: datetime, aantal: int) -> bool:
        """The members are in the register; False when they were before."""
        if self.stand is InvoerStand.UITGEVOERD:
            return False
        if self.stand is not InvoerStand.CONCEPT:
            raise KanNietMeer(wat=_l("deze invoer"), stand=self.stand)
        self.stand, self.uitgevoerd_op, self.bestand = InvoerStand.UITGEVOERD, nu, None
        self.aantal = aantal
        return True

    def ongedaan_maken(self, nu: datetime, gebleven: int) -> bool:
        """The members went, but for those that something hangs on; False when all went before."""
        if self.stand is InvoerStand.ONGEDAAN:
            return False
        if self.stand is InvoerStand.CONCEPT:
            raise KanNietMeer(wat=_l("deze invoer"), stand=self.stand)
        self.stand = InvoerStand.DEELS_ONGEDAAN if gebleven else InvoerStand.ONGEDAAN
        self.ongedaan_op = nu
        return True


class Invoerregel(Base):
    """A member that came from a file, and the line it stood on."""

    __tablename__ = "invoerregel"

    invoer_id: Mapped[int] = mapped_column(ForeignKey("invoer.id"), index=True)
    lid_id: Mapped[int] = mapped_column(ForeignKey("lid.id", ondelete="CASCADE"), unique=True)
    regel: Mapped[int]
