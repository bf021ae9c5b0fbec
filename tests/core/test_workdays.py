from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereniging.core.workdays import (
    DAY,
    GeenTijdstip,
    Rules,
    add_bank_days,
    add_months,
    add_workdays,
    amsterdam_day,
    count_workdays,
    easter,
    first_workday,
    holidays,
    is_bank_day,
    is_workday,
    local_moment,
    midnight_after,
    month_end,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
COUNTS = st.integers(1, 60)
RULES = st.builds(
    Rules, st.booleans(), st.booleans(), st.frozensets(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
)
# As printed in almanacs, not computed.
ALMANAC = (
    "2011-04-24 2012-04-08 2013-03-31 2014-04-20 2015-04-05 2016-03-27 "
    "2017-04-16 2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 "
    "2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 "
    "2029-04-01 2030-04-21 2031-04-13 2032-03-28 2033-04-17 2034-04-09 "
    "2035-03-25 2036-04-13 2037-04-05 2038-04-25 2039-04-10 2040-04-01"
)
EASTER_SUNDAYS = [date.fromisoformat(day) for day in ALMANAC.split()]


def days(text: str) -> set[date]:
    return {date.fromisoformat(day) for day in text.split()}


@pytest.mark.parametrize(
    "sunday", [date(2008, 3, 23), date(1818, 3, 22), date(1943, 4, 25), *EASTER_SUNDAYS]
)
def test_easter_falls_where_the_almanac_has_it(sunday: date) -> None:
    assert easter(sunday.year) == sunday


@pytest.mark.parametrize("sunday", EASTER_SUNDAYS)
def test_thirty_years_of_holidays_equal_those_counted_from_the_almanac(sunday: date) -> None:
    year = sunday.year
    kings_day = 26 if date(year, 4, 27).strftime("%a") == "Sun" else 27
    expected = {date(year, 1, 1), date(year, 4, kings_day), date(year, 5, 5)}
    expected |= {date(year, 12, 25), date(year, 12, 26)}
    good_friday, monday = sunday - timedelta(days=2), sunday + timedelta(days=1)
    ascension, whit_sunday = monday + timedelta(days=38), sunday + timedelta(weeks=7)
    assert (good_friday.strftime("%a"), ascension.strftime("%a")) == ("Fri", "Thu")
    expected |= {good_friday, monday, ascension, ascension + DAY, whit_sunday + DAY}
    assert holidays(year) == expected


def test_the_holidays_of_2026_are_these() -> None:
    assert holidays(2026) == days(
        "2026-01-01 2026-04-03 2026-04-06 2026-04-27 2026-05-05 2026-05-14 2026-05-15"
        " 2026-05-25 2026-12-25 2026-12-26"
    )


def test_the_board_may_work_on_liberation_day_and_the_friday_after_ascension() -> None:
    rules = Rules(friday_after_ascension=False, liberation_day_each_year=False)
    assert is_workday(date(2026, 5, 5), rules)
    assert not is_workday(date(2025, 5, 5), rules)
    assert is_workday(date(2026, 5, 15), rules)
    assert not is_workday(date(2026, 5, 14), rules)


def test_the_board_may_add_a_day_off() -> None:
    rules = Rules(extra=frozenset({date(2026, 10, 2)}))  # the town's own feast, bridge day
    assert not is_workday(date(2026, 10, 2), rules)
    assert add_workdays(date(2026, 10, 1), 1, rules) == date(2026, 10, 5)
    assert date(2026, 10, 2) not in holidays(2027, rules)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-12-23", 3, "2026-12-29"),
        ("2026-12-24", 10, "2027-01-11"),
        ("2026-04-02", 3, "2026-04-09"),
        ("2026-04-24", 1, "2026-04-28"),
        ("2025-04-25", 1, "2025-04-28"),
        ("2025-04-17", 10, "2025-05-06"),
        ("2027-05-03", 3, "2027-05-11"),
        ("2028-02-28", 2, "2028-03-01"),
    ],
)
def test_a_term_in_workdays_ends_as_the_design_says(start: str, n: int, end: str) -> None:
    assert add_workdays(date.fromisoformat(start), n) == date.fromisoformat(end)


def test_a_report_after_midnight_in_amsterdam_belongs_to_the_next_day() -> None:
    moment = datetime(2026, 12, 23, 23, 30, tzinfo=UTC)
    assert add_workdays(amsterdam_day(moment), 3) == date(2026, 12, 30)


@given(day=DAYS, n=st.integers(-60, 60).filter(bool), rules=RULES)
def test_a_term_never_ends_on_a_day_off(day: date, n: int, rules: Rules) -> None:
    end = add_workdays(day, n, rules)
    assert end.strftime("%a") not in {"Sat", "Sun"}
    assert end not in holidays(end.year, rules)
    assert (end > day) == (n > 0)


@given(first=DAYS, second=DAYS, n=COUNTS, more=COUNTS)
def test_later_starts_and_longer_terms_end_later(
    first: date, second: date, n: int, more: int
) -> None:
    early, late = sorted([first, second])
    assert add_workdays(early, n) <= add_workdays(late, n)
    assert add_workdays(early, n) < add_workdays(early, n + more)


@given(day=DAYS, n=COUNTS, more=COUNTS, rules=RULES)
def test_terms_add_up_and_can_be_counted_back(day: date, n: int, more: int, rules: Rules) -> None:
    end = add_workdays(day, n, rules)
    assert count_workdays(day, end, rules) == n
    assert add_workdays(end, more, rules) == add_workdays(day, n + more, rules)
    assert add_workdays(add_workdays(end, more, rules), -more, rules) == end


def test_a_pause_of_no_days_counts_nothing() -> None:
    day = date(2026, 11, 23)
    assert count_workdays(day, day) == count_workdays(day, day - DAY) == 0
    assert add_workdays(date(2026, 11, 22), 0) == date(2026, 11, 22)


@given(day=DAYS)
def test_the_first_workday_is_the_day_itself_if_it_can_be(day: date) -> None:
    found = first_workday(day)
    assert found == day if is_workday(day) else found == add_workdays(day, 1)


def test_banks_keep_their_own_calendar() -> None:
    closed = "2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-12-25 2026-11-22 2026-11-21"
    assert not any(is_bank_day(day) for day in days(closed))
    assert all(is_bank_day(day) for day in days("2026-04-27 2026-05-05 2026-05-14 2026-05-25"))
    assert add_bank_days(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert add_bank_days(date(2026, 4, 7), -1) == date(2026, 4, 2)


@pytest.mark.parametrize(
    ("day", "n", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-15", 14, "2028-02-15"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-01-15", 0, "2026-01-15"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day: str, n: int, end: str) -> None:
    assert add_months(date.fromisoformat(day), n) == date.fromisoformat(end)


@given(day=DAYS, n=st.integers(-240, 240))
def test_months_never_spill_into_the_next(day: date, n: int) -> None:
    end = add_months(day, n)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == n
    assert end.day == day.day or (end.day < day.day and end == month_end(end))


@given(day=DAYS)
def test_the_last_day_of_a_month_is_followed_by_a_first(day: date) -> None:
    assert (month_end(day) + DAY).day == 1
    assert month_end(day).replace(day=1) == day.replace(day=1)


@pytest.mark.parametrize(
    ("day", "moment"),
    [
        ("2026-11-22", "2026-11-22T23:00:00+00:00"),
        ("2026-06-30", "2026-06-30T22:00:00+00:00"),
        ("2026-03-28", "2026-03-28T23:00:00+00:00"),
        ("2026-03-29", "2026-03-29T22:00:00+00:00"),
        ("2026-10-25", "2026-10-25T23:00:00+00:00"),
        ("2026-12-31", "2026-12-31T23:00:00+00:00"),
    ],
)
def test_a_day_ends_at_midnight_in_amsterdam(day: str, moment: str) -> None:
    end = midnight_after(date.fromisoformat(day))
    assert end == datetime.fromisoformat(moment)
    assert end.tzinfo is UTC
    assert amsterdam_day(end) == date.fromisoformat(day) + DAY
    assert amsterdam_day(end - timedelta(microseconds=1)) == date.fromisoformat(day)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        amsterdam_day(datetime(2026, 11, 22, 12, 0))  # noqa: DTZ001  the point of the test


@pytest.mark.parametrize(
    ("day", "at", "moment"),
    [
        ("2026-11-22", "20:00", "2026-11-22T19:00:00+00:00"),
        ("2026-07-01", "20:00", "2026-07-01T18:00:00+00:00"),
        ("2026-03-29", "01:59", "2026-03-29T00:59:00+00:00"),
        ("2026-03-29", "03:00", "2026-03-29T01:00:00+00:00"),
        ("2026-10-25", "01:59", "2026-10-24T23:59:00+00:00"),
        ("2026-10-25", "03:00", "2026-10-25T02:00:00+00:00"),
    ],
)
def test_a_clock_time_in_amsterdam_is_one_moment(day: str, at: str, moment: str) -> None:
    found = local_moment(date.fromisoformat(day), time.fromisoformat(at))
    assert found == datetime.fromisoformat(moment)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("2026-03-29", "02:00"),
        ("2026-03-29", "02:30"),
        ("2026-03-29", "02:59"),
        ("2026-10-25", "02:00"),
        ("2026-10-25", "02:30"),
        ("2026-10-25", "02:59"),
    ],
)
def test_a_clock_time_that_is_absent_or_double_is_refused(day: str, at: str) -> None:
    for fold in (0, 1):
        with pytest.raises(GeenTijdstip) as refused:
            local_moment(date.fromisoformat(day), time.fromisoformat(at).replace(fold=fold))
        assert str(refused.value) == (
            "Die tijd bestaat niet (of twee keer) door de zomertijd. Kies een andere."
        )


def test_a_clock_time_brings_no_time_zone_of_its_own() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        local_moment(date(2026, 11, 22), time(20, 0, tzinfo=UTC))
