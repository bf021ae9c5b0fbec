"""Kaplan-Meier, its intervals and Wilson are those of a statistics library."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from vereniging.leefbaarheid.statistiek import Z, kaplan_meier, wilson

ONTWERP = [(2, True), (5, True), (5, False), (8, True), (12, False), (20, True), (30, False),
           (30, False)]  # fmt: skip
LEVEL = 2 * stats.norm.cdf(Z) - 1  # 95 %, at the Z that the design gives in six decimals
cases = st.lists(st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=80)


def survival(rows: list[tuple[int, bool]]) -> Any:
    """What scipy makes of the same reports: when they ended, or until when they were open."""
    days, still_open = [day for day, _ended in rows], [not ended for _day, ended in rows]
    return stats.ecdf(stats.CensoredData.right_censored(days, still_open)).sf


def check(rows: list[tuple[int, bool]]) -> None:
    """Every step of the curve, and what is open after 30, 60 and 90 days."""
    counts = Counter(rows)
    ours = kaplan_meier([(day, ended, count) for (day, ended), count in counts.items()])
    theirs = survival(rows)
    for step in ours.stappen:
        assert step.deel == pytest.approx(float(theirs.evaluate(step.dag)), abs=1e-9)
    for day in (30, 60, 90):
        if (at := ours.open_na(day)) is not None:
            assert at.deel == pytest.approx(float(theirs.evaluate(day)), abs=1e-9)
    for share in (Fraction(1, 2), Fraction(1, 10)):
        below = [int(q) for q, p in zip(theirs.quantiles, theirs.probabilities, strict=True)
                 if p <= float(share) + 1e-9]  # fmt: skip
        assert ours.na(float(share)) == (below[0] if below else None)


def test_the_example_of_the_design() -> None:
    check(ONTWERP)


@given(cases)
def test_the_curve_with_open_reports_in_it(rows: list[tuple[int, bool]]) -> None:
    check(rows)


@given(cases)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # scipy divides by zero where all ended
def test_the_interval_around_the_curve(rows: list[tuple[int, bool]]) -> None:
    counts = Counter(rows)
    ours = kaplan_meier([(day, ended, count) for (day, ended), count in counts.items()])
    theirs = survival(rows).confidence_interval(confidence_level=LEVEL, method="log-log")
    assume(ours.stappen)
    for step in ours.stappen:
        for mine, bound in ((step.onder, theirs.low), (step.boven, theirs.high)):
            if not math.isnan(other := float(bound.evaluate(step.dag))):
                assert mine == pytest.approx(other, abs=1e-6)


@given(st.integers(1, 5000), st.data())
def test_the_interval_of_a_share(n: int, draw: st.DataObject) -> None:
    count = draw.draw(st.integers(0, n))
    found, theirs = wilson(count, n), stats.binomtest(count, n)
    interval = theirs.proportion_ci(confidence_level=LEVEL, method="wilson")
    assert found is not None
    assert (found.onder, found.boven) == pytest.approx((interval.low, interval.high), abs=1e-9)
