from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereniging.core.export import Cell, GeenCsv, read_csv, write_csv
from vereniging.core.money import Bedrag

SPICE = st.text(alphabet="'=+-@\t\r\n\0 ＝＋－＠;\",1a\ufeff", max_size=8)
ROWS = st.lists(st.lists(st.text() | SPICE, min_size=1), min_size=1)


def written(cell: Cell) -> str:
    """What stands in the file for this cell, without the quotes around it."""
    data = b"".join(write_csv(["kop"], [[cell]]))
    return data.decode("utf-8-sig").removeprefix('"kop"\r\n"').removesuffix('"\r\n')


@given(rows=ROWS)
def test_what_was_exported_is_imported_unchanged(rows: list[list[str]]) -> None:
    assert read_csv(b"".join(write_csv(rows[0], rows[1:]))) == rows


@given(text=st.text() | SPICE)
def test_no_cell_begins_a_formula_unless_it_is_a_phone_or_an_amount(text: str) -> None:
    cell = written(text)
    is_number = cell.strip("+-").replace(",", "").isdigit()
    assert is_number or not cell.lstrip().startswith(tuple("=+-@\t\r\0＝＋－＠"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("'=1+1", "''=1+1"),
        ("＝1+1", "'＝1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\0=1", "'\0=1"),
        ("+31612345678", "+31612345678"),
        ("+316123456789012", "+316123456789012"),
        ("+3161234567890123", "'+3161234567890123"),
        ("+31612345678+1", "'+31612345678+1"),
        ("+31612345678\n", "'+31612345678\n"),
        ("-12,50", "-12,50"),
        ("-12", "-12"),
        ("-12,5", "'-12,5"),
        ("-1-1", "'-1-1"),
        ("-١", "'-١"),
        ("'s-Gravenhage", "'s-Gravenhage"),
        ("Haagweg", "Haagweg"),
        ('zei "hoi"; en ging', 'zei ""hoi""; en ging'),
    ],
)
def test_only_what_could_be_a_formula_gets_a_quote(text: str, cell: str) -> None:
    assert written(text) == cell
    assert read_csv(b"".join(write_csv(["kop"], [[text]])))[1] == [text]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "ja"),
        (False, "nee"),
        (-5, "-5"),
        (Bedrag(-123450), "-1234,50"),
        (date(2026, 11, 22), "2026-11-22"),
    ],
)
def test_each_kind_of_value_has_one_spelling(cell: Cell, text: str) -> None:
    assert written(cell) == text


def test_a_dutch_spreadsheet_opens_the_file() -> None:
    pieces = list(write_csv(["naam", "bedrag"], [["Zoë", Bedrag(1250)]]))
    assert pieces[0] == b"\xef\xbb\xbf"
    assert b"".join(pieces[1:]).decode() == '"naam";"bedrag"\r\n"Zoë";"12,50"\r\n'


@pytest.mark.parametrize(
    "data",
    ["naam\r\nZoë".encode("latin-1"), b'"open', b'"a"b;c', b'"' + b"x" * 200_000 + b'"'],
)
def test_what_is_not_our_csv_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(GeenCsv) as refused:
        read_csv(data)
    assert "CSV (UTF-8) met puntkomma's" in str(refused.value)


def test_people_may_leave_the_quotes_and_the_bom_out() -> None:
    assert read_csv(b"naam;telefoon\nNoor;'=1\n") == [["naam", "telefoon"], ["Noor", "=1"]]


@pytest.mark.parametrize("text", ["'" * 50_000, "\t" * 50_000, "'" * 25_000 + " " * 25_000])
def test_hostile_cells_cost_no_time(text: str) -> None:
    start = time.perf_counter()
    assert read_csv(b"".join(write_csv(["kop"], [[text]])))[1] == [text]
    assert time.perf_counter() - start < 0.25
