"""How long things are kept: a package says it once, a job and a command do it.

domain.md section 6, retention. Told as rules, so that a person can ask beforehand what would go.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from vereniging.core import clock
from vereniging.core.db import Base, db
from vereniging.core.workdays import add_months, amsterdam_day, midnight_after
from vereniging.taken.worker import daily

Oud = Callable[[datetime], ColumnElement[bool]]


@dataclass(frozen=True)
class Bewaring:
    """What is kept, how long in words, in which table, and which of its rows are too old."""

    wat: Any
    termijn: Any
    model: type[Base]
    oud: Oud

    def tel(self, nu: datetime) -> int:
        """How many rows would go now."""
        query = select(func.count()).select_from(self.model).where(self.oud(nu))
        return db.session.scalar(query) or 0

    def ruim_op(self, nu: datetime) -> int:
        """Delete the rows that are too old; how many went."""
        done: Any = db.session.execute(delete(self.model).where(self.oud(nu)))
        return int(done.rowcount)


@dataclass(frozen=True)
class Wissing(Bewaring):
    """The row stays, what these columns hold goes; `oud` finds only rows that hold something."""

    leeg: Mapping[str, Any]

    def ruim_op(self, nu: datetime) -> int:
        """Empty the columns of the rows that are too old; how many rows."""
        done: Any = db.session.execute(update(self.model).where(self.oud(nu)).values(**self.leeg))
        return int(done.rowcount)


@dataclass(frozen=True)
class Opruiming(Bewaring):
    """The package's own verb takes the rows away, with all that hangs on them."""

    doe: Callable[[datetime], object]

    def ruim_op(self, nu: datetime) -> int:
        """Let the verb do it; how many rows were too old."""
        found = self.tel(nu)
        self.doe(nu)
        return found


REGELS: dict[str, tuple[Bewaring, ...]] = {}


def bewaar(soort: str, *regels: Bewaring) -> None:
    """Register the terms of a package; a daily job of this name keeps to them."""
    REGELS[soort] = regels

    @daily(soort)
    def opruimen() -> None:
        ruim_op(soort, clock.now())


def ruim_op(soort: str, nu: datetime) -> None:
    """Delete what this package kept long enough."""
    for regel in REGELS[soort]:
        regel.ruim_op(nu)


def maanden_geleden(nu: datetime, aantal: int) -> datetime:
    """When the same day of Amsterdam began this many months ago: what is older may go."""
    return midnight_after(add_months(amsterdam_day(nu), -aantal) - timedelta(days=1))
