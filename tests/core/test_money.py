from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereniging.core.money import (
    NUL,
    Bedrag,
    GeenBedrag,
    betaalkenmerk,
    controlecijfers,
    vind_betaalkenmerken,
)

ANY = st.integers(-(10**12), 10**12)
NUMBERS = st.tuples(st.integers(2000, 2099), st.integers(1, 999_999))


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12", 1200),
        ("12,00", 1200),
        ("€ 12", 1200),
        ("€12,50", 1250),
        ("€\N{NO-BREAK SPACE}12,50", 1250),
        ("EUR 12,50", 1250),
        ("  12,50 ", 1250),
        ("12.50", 1250),
        ("12,5", 1250),
        ("12,-", 1200),
        ("12,--", 1200),
        ("1.234,-", 123400),
        ("0,05", 5),
        ("0", 0),
        ("007,10", 710),
        ("1.234", 123400),
        ("1.234,56", 123456),
        ("1.234.567,89", 123456789),
        ("1234,56", 123456),
        ("9999999,99", 999999999),
    ],
)
def test_what_people_type_becomes_exact_cents(typed: str, cents: int) -> None:
    assert Bedrag.uit_tekst(typed) == Bedrag(cents)


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "1e3", "-5", "0,001", "0.001", "1,234", "1,234.56", "1.23.456", "12,345"),
        *("1.2345", "twaalf", "12 50", "€", "+5", "12,5,0", "inf", "nan", "0x10", "1_000", "½"),
        *("١٢", "12\n13", "10000000", "10.000.000,00", "9" * 5000),
    ],
)
def test_what_is_no_amount_is_refused_with_advice(typed: str) -> None:
    with pytest.raises(GeenBedrag) as refused:
        Bedrag.uit_tekst(typed)
    assert str(refused.value) == "Vul een bedrag in, bijvoorbeeld 12,50."
    assert isinstance(refused.value, ValueError)


@given(cents=st.integers(0, 999_999_999))
def test_an_amount_survives_being_shown_and_typed_again(cents: int) -> None:
    bedrag = Bedrag(cents)
    assert Bedrag.uit_tekst(bedrag.voor_mensen()) == bedrag
    assert Bedrag.uit_tekst(bedrag.voor_csv()) == bedrag
    assert Bedrag.uit_tekst(bedrag.voor_mollie()) == bedrag
    assert Bedrag.uit_mollie(bedrag.voor_mollie()) == bedrag


@pytest.mark.parametrize(
    ("cents", "people", "table"),
    [
        (0, "€ 0,00", "0,00"),
        (1250, "€ 12,50", "12,50"),
        (123456789, "€ 1.234.567,89", "1234567,89"),
        (-5, "€ -0,05", "-0,05"),
        (-123450, "€ -1.234,50", "-1234,50"),
    ],
)
def test_people_and_spreadsheets_each_get_their_own_spelling(
    cents: int, people: str, table: str
) -> None:
    assert Bedrag(cents).voor_mensen() == people.replace(" ", "\N{NO-BREAK SPACE}")
    assert str(Bedrag(cents)) == Bedrag(cents).voor_mensen()
    assert Bedrag(cents).voor_csv() == table


@pytest.mark.parametrize("value", ["12", "12.5", "12,50", "-1.00", " 1.00", "1.00\n", "", "1e2.00"])
def test_mollie_speaks_in_two_decimals_or_not_at_all(value: str) -> None:
    with pytest.raises(ValueError, match="not an amount of Mollie"):
        Bedrag.uit_mollie(value)


def test_mollie_never_gives_or_gets_a_number_or_a_negative_amount() -> None:
    number: object = 12.5
    with pytest.raises(ValueError, match="not an amount"):
        Bedrag.uit_mollie(number)  # type: ignore[arg-type]  # a library may hand us one
    with pytest.raises(ValueError, match="no negative"):
        Bedrag(-1).voor_mollie()


@given(a=ANY, b=ANY, n=st.integers(-1000, 1000))
def test_amounts_add_up_as_their_cents_do(a: int, b: int, n: int) -> None:
    assert Bedrag(a) + Bedrag(b) == Bedrag(a + b)
    assert Bedrag(a) - Bedrag(b) == Bedrag(a - b)
    assert Bedrag(a) * n == n * Bedrag(a) == Bedrag(a * n)
    assert (-Bedrag(a), abs(Bedrag(a))) == (Bedrag(-a), Bedrag(abs(a)))
    assert (Bedrag(a) < Bedrag(b)) == (a < b)
    assert bool(Bedrag(a)) == (a != 0)
    assert sum([Bedrag(a), Bedrag(b)], NUL) == Bedrag(a + b)


@pytest.mark.parametrize("cents", [1.0, True, "1", None])
def test_cents_are_whole_numbers(cents: object) -> None:
    with pytest.raises(TypeError, match="whole numbers"):
        Bedrag(cents)  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize("wrong", [1, 1.5, True])
def test_an_amount_adds_up_with_amounts_only(wrong: float) -> None:
    with pytest.raises(TypeError):
        _ = Bedrag(1) + wrong  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Bedrag(1) - wrong  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Bedrag(1) < wrong  # type: ignore[operator]


@pytest.mark.parametrize("wrong", [1.5, True, Bedrag(2)])
def test_an_amount_is_multiplied_by_whole_numbers_only(wrong: object) -> None:
    with pytest.raises(TypeError):
        _ = Bedrag(1) * wrong  # type: ignore[operator]


@pytest.mark.parametrize(
    ("cents", "teller", "noemer", "share"),
    [
        (1000, 1, 1, 1000),
        (1000, 3, 4, 750),
        (1000, 1, 12, 83),
        (1000, 11, 12, 917),
        (5, 1, 2, 3),
        (1, 1, 2, 1),
        (1, 1, 3, 0),
        (1000, 0, 12, 0),
    ],
)
def test_a_share_is_rounded_half_up(cents: int, teller: int, noemer: int, share: int) -> None:
    assert Bedrag(cents).deel(teller, noemer) == Bedrag(share)


@given(cents=st.integers(0, 10**9), noemer=st.integers(1, 12), data=st.data())
def test_a_share_is_never_more_than_half_a_cent_off(
    cents: int, noemer: int, data: st.DataObject
) -> None:
    teller = data.draw(st.integers(0, noemer))
    off = 2 * (Bedrag(cents).deel(teller, noemer).centen * noemer - cents * teller)
    assert -noemer < off <= noemer


@pytest.mark.parametrize("noemer", [0, -1])
def test_a_share_of_nothing_is_refused(noemer: int) -> None:
    with pytest.raises(ValueError, match="positive denominator"):
        Bedrag(1).deel(1, noemer)


def test_a_betaalkenmerk_is_that_of_the_design() -> None:
    assert betaalkenmerk(2027, 42) == "N-2027-0042-06"
    assert betaalkenmerk(2027, 123456) == f"N-2027-123456-{controlecijfers(2027, 123456)}"


@given(numbers=NUMBERS)
def test_a_betaalkenmerk_passes_the_check_of_mod_97(numbers: tuple[int, int]) -> None:
    jaar, volgnummer = numbers
    whole = int(f"{jaar}{volgnummer:06d}{controlecijfers(jaar, volgnummer)}")
    assert whole % 97 == 1


@given(numbers=NUMBERS, seed=st.integers(0, 1000))
def test_a_wrong_digit_or_a_swap_is_caught(numbers: tuple[int, int], seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311  a test
    digits = list(f"{numbers[0]}{numbers[1]:06d}{controlecijfers(*numbers)}")
    place = draw.randrange(len(digits) - 1)
    swapped, changed = digits.copy(), digits.copy()
    swapped[place : place + 2] = reversed(swapped[place : place + 2])
    changed[place] = str((int(changed[place]) + draw.randint(1, 9)) % 10)
    for wrong in (swapped, changed):
        jaar, volgnummer = int("".join(wrong[:4])), int("".join(wrong[4:10]))
        is_caught = controlecijfers(jaar, volgnummer) != "".join(wrong[10:])
        assert is_caught == (wrong != digits)


@pytest.mark.parametrize(
    "text",
    [
        "N-2027-0042-06",
        "n-2027-0042-06",
        "Contributie N 2027 0042 06 fam. Jansveld",
        "N2027004206",
        "kenmerk:N.2027.0042.06.",
        "N-2027-0042-06 N-2027-0042-06",
    ],
)
def test_a_betaalkenmerk_is_found_however_it_was_typed(text: str) -> None:
    assert vind_betaalkenmerken(text) == [(2027, 42)]


@pytest.mark.parametrize(
    "text",
    ["", "N-2027-0042-07", "N-2027-0042", "XN-2027-0042-06", "N-2027-0042-061", "2027004206"],
)
def test_what_is_no_betaalkenmerk_is_not_found(text: str) -> None:
    assert vind_betaalkenmerken(text) == []


def test_one_transfer_may_name_two_notas() -> None:
    text = f"{betaalkenmerk(2026, 7)} en {betaalkenmerk(2027, 123456)}"
    assert vind_betaalkenmerken(text) == [(2026, 7), (2027, 123456)]
