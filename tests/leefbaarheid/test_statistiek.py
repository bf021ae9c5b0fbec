"""The statistics agree with textbooks and with a naive count, one thing at a time."""

from __future__ import annotations

import statistics
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereniging.leefbaarheid.onderdrukken import Vak, verborgen
from vereniging.leefbaarheid.statistiek import (
    Interval,
    Waarneming,
    gemiddelde,
    kaplan_meier,
    mediaan,
    wilson,
)

# meldingen.md 9, and the remission times with 6-MP (Freireich 1963) as R's survfit gives them
ONTWERP = [(2, True), (5, True), (5, False), (8, True), (12, False), (20, True), (30, False),
           (30, False)]  # fmt: skip
FREIREICH = [
    *[(t, True) for t in (6, 6, 6, 7, 10, 13, 16, 22, 23)],
    *[(t, False) for t in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)],
]
R_SURVFIT = [  # time, survival, lower and upper 95 % with conf.type="log-log"
    (6, 0.857, 0.620, 0.952), (7, 0.807, 0.563, 0.923), (10, 0.753, 0.503, 0.889),
    (13, 0.690, 0.432, 0.849), (16, 0.627, 0.368, 0.805), (22, 0.538, 0.268, 0.747),
    (23, 0.448, 0.188, 0.680),
]  # fmt: skip

cases = st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=60)


def grouped(rows: list[tuple[int, bool]]) -> list[Waarneming]:
    """As the database counts them."""
    return [(dag, klaar, aantal) for (dag, klaar), aantal in Counter(rows).items()]


def naive(rows: list[tuple[int, bool]], day: int) -> Fraction:
    """S(day), one moment at a time, in fractions."""
    share = Fraction(1)
    for moment in sorted({t for t, ended in rows if ended and t <= day}):
        risk = sum(1 for t, _ended in rows if t >= moment)
        ended = sum(1 for t, ended in rows if t == moment and ended)
        share *= Fraction(risk - ended, risk)
    return share


def test_the_example_of_the_design_comes_out() -> None:
    curve = kaplan_meier(grouped(ONTWERP))
    assert [round(step.deel, 3) for step in curve.stappen] == [0.875, 0.75, 0.6, 0.4]
    assert curve.na(0.5) == 20
    assert curve.na(0.1) is None
    assert [step.onder_risico for step in curve.te_tekenen] == [8, 7, 5]


def test_the_curve_and_its_interval_are_those_of_the_textbook() -> None:
    curve = kaplan_meier(grouped(FREIREICH))
    found = [(s.dag, round(s.deel, 3), round(s.onder, 3), round(s.boven, 3)) for s in curve.stappen]
    assert found == [pytest.approx(row, abs=0.0011) for row in R_SURVFIT]
    assert curve.na(0.5) == 23
    assert curve.interval_na(0.5) == Interval(13, None)
    assert (curve.n, curve.klaar) == (21, 9)


@given(cases)
def test_the_curve_equals_a_naive_count(rows: list[tuple[int, bool]]) -> None:
    curve = kaplan_meier(grouped(rows))
    for step in curve.stappen:
        assert step.deel == pytest.approx(float(naive(rows, step.dag)))
        assert 0 <= step.onder <= step.deel + 1e-9 <= step.boven + 2e-9 <= 1 + 3e-9
    reached = [t for t in range(41) if naive(rows, t) <= Fraction(1, 2)]
    assert curve.na(0.5) == (reached[0] if reached else None)
    for day in (0, 10, 30):
        at = curve.open_na(day)
        if at is None:
            assert day > max(t for t, _ended in rows)
        else:
            assert at.deel == pytest.approx(float(naive(rows, day)))


def test_without_anything_there_is_no_curve() -> None:
    empty = kaplan_meier([])
    assert (empty.n, empty.na(0.5), empty.open_na(30)) == (0, None, None)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(8, 10, 0.490, 0.943), (0, 10, 0.0, 0.278), (81, 263, 0.2553, 0.3662), (1, 1, 0.2065, 1.0)],
)
def test_shares_have_the_interval_of_wilson(count: int, n: int, low: float, high: float) -> None:
    found = wilson(count, n)
    assert found is not None
    assert (found.onder, found.boven) == pytest.approx((low, high), abs=0.0006)


@given(st.integers(1, 300), st.data())
def test_the_ends_of_wilson_are_where_the_score_test_begins_to_doubt(
    n: int, draw: st.DataObject
) -> None:
    count = draw.draw(st.integers(0, n))
    found = wilson(count, n)
    assert found is not None
    for end in (found.onder, found.boven):
        assert end is not None
        doubt = (count / n - end) ** 2 - 1.959964**2 * end * (1 - end) / n
        assert doubt == pytest.approx(0, abs=1e-9)
    assert wilson(0, 0) is None


@given(st.lists(st.integers(1, 10), min_size=2, max_size=50))
def test_means_and_medians_are_those_of_the_standard_library(grades: list[int]) -> None:
    found = gemiddelde(dict(Counter(grades)))
    assert found is not None
    mean, interval = found
    half = 1.959964 * statistics.stdev(grades) / len(grades) ** 0.5
    assert mean == pytest.approx(statistics.fmean(grades))
    assert (interval.onder, interval.boven) == pytest.approx((mean - half, mean + half))
    assert mediaan(grades) == statistics.median(grades)
    assert mediaan([]) is None
    assert gemiddelde({7: 1}) is None


def test_a_small_cell_takes_another_along() -> None:
    column = {
        "a": Vak(3, 2, 2), "b": Vak(9, 9, 8), "c": Vak(6, 6, 6), "d": Vak(4, 0, 0), "e": Vak(),
    }  # fmt: skip
    assert verborgen(column) == {"a", "c"}
    assert verborgen({**column, "a": Vak(3, 0, 0)}) == set()


def test_what_cannot_be_hidden_behind_another_hides_the_theme() -> None:
    assert verborgen({"a": Vak(1, 1, 1), "b": Vak(4, 0, 0), "c": Vak()}) == {"a", "b", "c"}
    ones = {naam: Vak(1, 1, 1) for naam in "abcde"}
    assert verborgen({**ones, "f": Vak()}) == {*ones, "f"}


vakken = st.builds(
    lambda public, homes, more: Vak(public + homes + more, homes + more if homes else 0, homes),
    st.integers(0, 3), st.integers(0, 7), st.integers(0, 2),
)  # fmt: skip


@given(st.lists(vakken, min_size=2, max_size=8))
def test_no_hidden_number_follows_from_the_total_and_the_public_reports(found: list[Vak]) -> None:
    column = {str(nummer): vak for nummer, vak in enumerate(found)}
    hidden = verborgen(column)
    assert {naam for naam, vak in column.items() if vak.is_klein} <= hidden
    if not hidden:
        return
    # who reads everything knows the sum of what is hidden, and what of it is public
    rest = sum(column[naam].niet_openbaar for naam in hidden)
    least = 0 if hidden == set(column) else 1
    assert len(hidden) >= 2
    assert least == 0 or rest > len(hidden) * least
