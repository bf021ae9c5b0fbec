"""A number is read as people type it and shown as they read it, to the hundredth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereniging.core.numbers import lees_getal, toon_getal


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("7,6", 760), ("-12", -1200), ("1.234,50", 123450), ("0,05", 5), ("-0,5", -50),
     ("zeven", None), ("", None), (None, None), ("1,234", None), ("12345678", None)],
)  # fmt: skip
def test_a_typed_number_is_whole_hundredths_or_nothing(
    typed: str | None, hundredths: int | None
) -> None:
    assert lees_getal(typed) == hundredths


@given(st.integers(min_value=-999_999_999, max_value=999_999_999))
def test_what_is_shown_reads_back_as_the_same(hundredths: int) -> None:
    assert lees_getal(toon_getal(hundredths)) == hundredths


@pytest.mark.parametrize(
    ("hundredths", "shown"), [(760, "7,6"), (-1200, "-12"), (5, "0,05"), (0, "0"), (-50, "-0,5")]
)
def test_a_number_has_no_more_digits_than_it_needs(hundredths: int, shown: str) -> None:
    assert toon_getal(hundredths) == shown
