"""Times and the days on which banks of the euro zone move money."""

from datetime import UTC, date, datetime, timedelta

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
FIXED = {(1, 1), (5, 1), (12, 25), (12, 26)}


def moment(seconds: float) -> datetime:
    """A number of seconds since 1970 as a time in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def iso(seconds: float) -> str:
    """A time as Mollie writes it: whole seconds and an offset."""
    return moment(seconds).isoformat(timespec="seconds")


def seconds(text: str) -> float:
    """The inverse of `iso`."""
    return datetime.fromisoformat(text).timestamp()


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    century, lunar = year // 100, year % 19
    correction = century - century // 4 - (8 * century + 13) // 25 + 19 * lunar + 15
    moon = correction % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * (21 - lunar) // 11)
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def is_bank_day(day: date) -> bool:
    """Whether banks settle on this day."""
    sunday = easter(day.year)
    closed = {sunday - timedelta(days=2), sunday + timedelta(days=1)}
    return day.weekday() < 5 and (day.month, day.day) not in FIXED and day not in closed


def next_bank_day(since: float, count: int = 1) -> float:
    """Nine in the morning UTC of the `count`-th bank day after this time."""
    day = moment(since).date()
    while count:
        day += timedelta(days=1)
        count -= is_bank_day(day)
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp()
