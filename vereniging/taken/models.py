"""A job is a row, written in the same transaction as the fact that asks for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from vereniging.core.db import Base

LEASE = timedelta(minutes=5)
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
ATTEMPTS = 8


class Leased(MappedAsDataclass, kw_only=True):
    """Columns of work that one worker at a time holds, and that is tried again when it fails."""

    klaar_vanaf: Mapped[datetime] = mapped_column(index=True)
    gepakt_tot: Mapped[datetime | None] = mapped_column(default=None)
    gepakt_door: Mapped[str | None] = mapped_column(String(32), default=None)
    pogingen: Mapped[int] = mapped_column(default=0)
    gedaan_op: Mapped[datetime | None] = mapped_column(default=None)
    mislukt_op: Mapped[datetime | None] = mapped_column(default=None)
    fout: Mapped[str | None] = mapped_column(default=None)

    def later(self, nu: datetime, fout: str) -> None:
        """Try again after a growing pause; after the last attempt it waits for a person."""
        self.gepakt_tot = self.gepakt_door = None
        self.fout = fout[:255]
        if self.pogingen >= ATTEMPTS:
            self.mislukt_op = nu
        else:
            self.klaar_vanaf = nu + WAITS[min(max(self.pogingen, 1), len(WAITS)) - 1]

    def vrijgeven(self) -> None:
        """Not tried after all: somebody may take it at once, and no attempt is counted."""
        self.gepakt_tot = self.gepakt_door = None
        self.pogingen = max(self.pogingen - 1, 0)

    def opnieuw(self, nu: datetime) -> None:
        """An officer lets failed work run once more."""
        self.mislukt_op, self.pogingen, self.klaar_vanaf = None, 0, nu

    @property
    def is_open(self) -> bool:
        return self.gedaan_op is None and self.mislukt_op is None


class Taak(Leased, Base):
    """A job: what kind, with which facts, from when; `sleutel` makes it unique."""

    __tablename__ = "taak"

    soort: Mapped[str] = mapped_column(String(60))
    sleutel: Mapped[str] = mapped_column(String(160), unique=True)
    gegevens: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
