"""All arithmetic with days: Dutch workdays, bank days, and days and moments in Amsterdam."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from vereniging.core.clock import AMSTERDAM
from vereniging.core.i18n import _l

DAY = timedelta(days=1)
SATURDAY = 5


class GeenTijdstip(ValueError):
    """A local time that the change to or from summer time skips or repeats."""

    message = _l("Die tijd bestaat niet (of twee keer) door de zomertijd. Kies een andere.")

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True)
class Rules:
    """What the board may add to the holidays of the Algemene termijnenwet."""

    friday_after_ascension: bool = True
    liberation_day_each_year: bool = True  # else once in five years
    extra: frozenset[date] = frozenset()


STANDARD = Rules()


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar."""
    century, in_century = divmod(year, 100)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - century // 4 - moon_shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def holidays(year: int, rules: Rules = STANDARD) -> frozenset[date]:
    """The days that art. 3 of the Algemene termijnenwet names, and those of the board."""
    sunday, kings_day = easter(year), date(year, 4, 27)
    found = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    found |= {sunday + timedelta(days=n) for n in (-2, 1, 39, 50)}
    found.add(kings_day - DAY if kings_day.isoweekday() == 7 else kings_day)
    if rules.liberation_day_each_year or year % 5 == 0:
        found.add(date(year, 5, 5))
    if rules.friday_after_ascension:
        found.add(sunday + timedelta(days=40))
    return frozenset(found | {day for day in rules.extra if day.year == year})


def is_workday(day: date, rules: Rules = STANDARD) -> bool:
    """No weekend and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year, rules)


def add_workdays(day: date, n: int, rules: Rules = STANDARD) -> date:
    """The n-th workday after this day (before it, if negative); the day itself is not counted."""
    return _walk(day, n, lambda other: is_workday(other, rules))


def first_workday(day: date, rules: Rules = STANDARD) -> date:
    """The day itself if it is a workday, else the next one."""
    return add_workdays(day - DAY, 1, rules)


def count_workdays(after: date, until: date, rules: Rules = STANDARD) -> int:
    """How many workdays lie after the one day, up to and including the other."""
    days = ((after + n * DAY) for n in range(1, (until - after).days + 1))
    return sum(is_workday(day, rules) for day in days)


def is_bank_day(day: date) -> bool:
    """A day on which banks move money: the calendar of SEPA, not of the law."""
    sunday = easter(day.year)
    closed = {sunday - 2 * DAY, sunday + DAY}
    closed |= {date(day.year, *fixed) for fixed in ((1, 1), (5, 1), (12, 25), (12, 26))}
    return day.weekday() < SATURDAY and day not in closed


def add_bank_days(day: date, n: int) -> date:
    """The n-th bank day after this day (before it, if negative)."""
    return _walk(day, n, is_bank_day)


def _walk(day: date, n: int, counts: Callable[[date], bool]) -> date:
    step = DAY if n > 0 else -DAY
    left = abs(n)
    while left:
        day += step
        left -= counts(day)
    return day


def add_months(day: date, n: int) -> date:
    """The same day n months later; a month without that day gives its last one."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of this month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def amsterdam_day(moment: datetime) -> date:
    """The day in Amsterdam of an aware moment."""
    if moment.tzinfo is None:
        raise ValueError("a moment knows its time zone")
    return moment.astimezone(AMSTERDAM).date()


def midnight_after(day: date) -> datetime:
    """The end of this day in Amsterdam: from here on, what was due that day is late."""
    return datetime.combine(day + DAY, time(), AMSTERDAM).astimezone(UTC)


def local_moment(day: date, at: time) -> datetime:
    """The moment of a clock time in Amsterdam; refused if it is absent or comes twice."""
    if at.tzinfo is not None:
        raise ValueError("a clock time in Amsterdam has no time zone of its own")
    local = datetime.combine(day, at, AMSTERDAM)
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        raise GeenTijdstip
    return local.astimezone(UTC)
