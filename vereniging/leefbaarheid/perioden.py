"""The twelve months up to now, a calendar year, or a quarter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from vereniging.core.clock import AMSTERDAM
from vereniging.core.i18n import _

LAATSTE = "12m"
CODE = re.compile(r"(20\d\d)(?:-k([1-4]))?")
JAREN = 5
KWARTALEN = 8


def begin_van(dag: date) -> datetime:
    """The first moment of a day of Amsterdam."""
    return datetime.combine(dag, time(), AMSTERDAM).astimezone(UTC)


def verder(maand: date, aantal: int) -> date:
    """The first day of the month so many months later (or earlier)."""
    months = maand.year * 12 + maand.month - 1 + aantal
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True)
class Periode:
    """Whole calendar months: from a day up to, not including, another."""

    code: str
    van: date
    tot: date

    @property
    def maanden(self) -> list[date]:
        """The first day of each month in it."""
        count = (self.tot.year - self.van.year) * 12 + self.tot.month - self.van.month
        return [verder(self.van, nummer) for nummer in range(count)]

    @property
    def laatste(self) -> date:
        """The last day that belongs to it."""
        return self.tot - timedelta(days=1)

    @property
    def grenzen(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first after it."""
        return begin_van(self.van), begin_van(self.tot)

    @property
    def maandgrenzen(self) -> list[tuple[datetime, datetime]]:
        """The same for each of its months."""
        edges = [begin_van(maand) for maand in (*self.maanden, self.tot)]
        return list(pairwise(edges))


def periode(code: str, dag: date) -> Periode | None:
    """The period with this code; None when there is no such, or it has yet to begin."""
    if code == LAATSTE:
        deze = dag.replace(day=1)
        return Periode(code, verder(deze, -11), verder(deze, 1))
    found = CODE.fullmatch(code)
    if found is None:
        return None
    jaar, kwartaal = int(found[1]), int(found[2] or 0)
    begin = date(jaar, max(kwartaal, 1) * 3 - 2, 1)
    chosen = Periode(code, begin, verder(begin, 3 if kwartaal else 12))
    return chosen if chosen.van <= dag else None


def keuzes(dag: date) -> list[tuple[str, Any]]:
    """What one can choose from, with its name."""
    years = [(str(dag.year - n), str(dag.year - n)) for n in range(JAREN)]
    now = date(dag.year, (dag.month - 1) // 3 * 3 + 1, 1)
    starts = [verder(now, -3 * n) for n in range(KWARTALEN)]
    quarters = [
        (
            f"{begin.year}-k{begin.month // 3 + 1}",
            _("Kwartaal %(nummer)s van %(jaar)s", nummer=begin.month // 3 + 1, jaar=begin.year),
        )
        for begin in starts
    ]
    return [(LAATSTE, _("Afgelopen 12 maanden")), *years, *quarters]
