"""Words and names that will be published (protocol 4.3; section 5, point 10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereniging.stembus.protocol.woorden import (
    WoordVerraadt,
    WoordVorm,
    is_naam,
    is_woord,
    naam,
    woord,
)

EIGEN = ("Noor", "van den Achterberg", "Haagweg", "2399 ZZ")


@pytest.mark.parametrize(
    ("getypt", "bewaard"),
    [
        ("", ""),
        ("   ", ""),
        ("zonnebloem", "zonnebloem"),
        ("  blauwe   fiets ", "blauwe fiets"),
        ("Zoe\u0308's tuin", "Zoë's tuin"),
        ("’s avonds"[1:], "s avonds"),
        ("4 seizoenen - nu’s", "4 seizoenen - nu’s"),
        ("x" * 40, "x" * 40),
        ("noorderlicht", "noorderlicht"),
    ],
)
def test_a_word_is_kept_in_one_spelling(getypt: str, bewaard: str) -> None:
    assert woord(getypt, EIGEN) == bewaard


@pytest.mark.parametrize(
    "getypt",
    [
        "a;b",
        'a"b',
        "a\nb",
        "=1+1",
        "-begin",
        "’s",
        "x" * 41,
        "a\u00a0b",
        "hoi.",
        "🚲",
        "\u0301a",
        "a\x00",
    ],
)
def test_other_signs_are_refused(getypt: str) -> None:
    with pytest.raises(WoordVorm):
        woord(getypt)


@pytest.mark.parametrize(
    "getypt",
    [
        "noor",
        "NÓÓR",
        "Noor-fiets",
        "van den achterberg",
        "vandenachterberg",
        "2399zz",
        "bij 2399 ZZ",
        "haagweg 3",
    ],
)
def test_a_word_that_tells_who_voted_is_refused(getypt: str) -> None:
    with pytest.raises(WoordVerraadt):
        woord(getypt, EIGEN)


def test_an_empty_part_of_the_address_refuses_nothing() -> None:
    assert woord("roos", ("", "-")) == "roos"


@given(st.text(max_size=60))
def test_whatever_is_accepted_stays_accepted(tekst: str) -> None:
    try:
        bewaard = woord(tekst)
    except WoordVorm:
        return
    assert is_woord(bewaard)
    assert woord(bewaard) == bewaard


@given(st.text(max_size=200))
def test_a_name_never_breaks_a_line_of_the_list(tekst: str) -> None:
    bewaard = naam(tekst)
    assert is_naam(bewaard)
    assert not set(bewaard) & set(';"\n\r\x00')
    assert len(bewaard) <= 120
