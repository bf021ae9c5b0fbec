"""Statements of the bank: read once, matched by a person, nothing lost and nothing double."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.betalingen.factories import NU, een_nota, regels
from tests.conftest import Login
from tests.contributie.afschriften import ANDER, Regel, camt, mt940
from tests.factories import een_huishouden, een_lid
from tests.support.client import Client
from vereniging.contributie import acties
from vereniging.contributie.acties import bank as acties_bank
from vereniging.contributie.acties.bank import lees_afschrift
from vereniging.contributie.afschrift import (
    AfschriftOnleesbaar,
    SaldoKloptNiet,
    TussentijdsOverzicht,
    lees,
)
from vereniging.contributie.ibans import verberg_ibans
from vereniging.contributie.models import Bankregel, Nota
from vereniging.core.errors import DomainError
from vereniging.core.money import Bedrag
from vereniging.statuten.acties import stel_in

BANK = "/bestuur/contributie/bank"
DAG = "2026-11-20"
NO_AMOUNTS = (b"1e99999999", b"Infinity", b"-Infinity", b"NaN", b"sNaN")


@pytest.fixture
def nota(data: Session) -> Nota:
    stel_in(iban="NL91 ABNA 0417 1643 00")
    return een_nota()


@pytest.fixture
def kas(login: Login, nota: Nota) -> Client:
    del nota
    return login(een_lid(), "penningmeester")


def stuur(kas: Client, data: bytes) -> TestResponse:
    return kas.post(BANK, {"bestand": (io.BytesIO(data), "afschrift.xml")})


def geld(nota: Nota, cent: int = 1000, naam: str = "K Verbeek", tekst: str = "") -> Regel:
    return (DAG, cent, naam, tekst or f"Contributie {nota.betaalkenmerk}")


def gezien(kas: Client) -> str:
    """The mark of the sure lines on the page."""
    found = re.search(r'name="gezien" value="([0-9a-f]+)"', kas.get(BANK).text)
    assert found is not None
    return found.group(1)


def eerste(data: Session) -> Bankregel:
    return data.scalars(select(Bankregel).order_by(Bankregel.id).limit(1)).one()


@pytest.mark.parametrize("maak", [camt, mt940])
def test_both_formats_tell_the_same(maak: object) -> None:
    lines = [(DAG, 1000, "K Verbeek", "N-2026-0001-16"), (DAG, -550, "Zaalhuur", "november")]
    found = lees(maak(*lines))  # type: ignore[operator]  # two functions of one shape
    assert (found.begin, found.eind) == (Bedrag(10_000), Bedrag(10_450))
    assert [(one.dag, one.bedrag.centen, one.naam, one.iban) for one in found.lijnen] == [
        (date(2026, 11, 20), 1000, "K Verbeek", ANDER),
        (date(2026, 11, 20), -550, "Zaalhuur", ANDER),
    ]
    assert "N-2026-0001-16" in found.lijnen[0].tekst


def test_a_line_with_the_betaalkenmerk_is_booked_in_one_act(
    data: Session, kas: Client, nota: Nota
) -> None:
    assert "Alle regels zijn verwerkt" in kas.get(BANK).text
    assert stuur(kas, camt(geld(nota), (DAG, -550, "Zaal", "huur"))).status_code == 303
    page = kas.get(BANK).text
    assert "Boek 1 zekere regel" in page
    assert "Geld dat wij betaalden" in page
    assert regels() == [("nota", 1000)]
    assert kas.post(f"{BANK}/zekere", {"gezien": "1"}).status_code == 409
    assert kas.post(f"{BANK}/zekere", {"gezien": gezien(kas)}).status_code == 303
    assert regels() == [("nota", 1000), ("betaling", -1000)]
    assert nota.kenmerk in kas.get(f"{BANK}/{eerste(data).id}").text


def test_the_same_file_is_refused_and_an_overlap_adds_nothing(
    data: Session, kas: Client, nota: Nota
) -> None:
    twee = [geld(nota, 500, tekst="gelijk"), geld(nota, 500, tekst="gelijk")]
    assert stuur(kas, camt(*twee)).status_code == 303
    again = stuur(kas, camt(*twee))
    assert again.status_code == 422
    assert "al ingelezen op" in again.text
    assert stuur(kas, camt(*twee, geld(nota, 300))).status_code == 303
    assert "2 stonden er al" in kas.get(BANK).text
    assert [row.bedrag.centen for row in data.scalars(select(Bankregel))] == [500, 500, 300]


@pytest.mark.parametrize(
    "bad",
    [
        b"",
        b"zomaar een tekst",
        b"<Document/>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><Document>&a;</Document>",
        camt((DAG, 1000, "K", "t"), eind=10_000),
        camt((DAG, 1000, "K", "t"), iban=ANDER),
        camt((DAG, 1000, "K", "t")).replace(b"BkToCstmrStmt", b"BkToCstmrAcctRpt"),
        camt((DAG, 1000, "K", "t")).replace(b'Ccy="EUR"', b'Ccy="USD"'),
        mt940((DAG, 1000, "K", "t")).replace(b":60F:", b":34F:EURD0,\n:60F:"),
        *(camt((DAG, 1000, "K", "t")).replace(b">10.00<", b">%b<" % raw) for raw in NO_AMOUNTS),
        camt((DAG, 10**20, "K", "t")),
        mt940((DAG, 1000, "K", "t")).replace(b":61:", b":61:x"),
        mt940((DAG, 1000, "K", "t\0")),
    ],
)
def test_a_file_that_is_not_ours_is_refused_whole(data: Session, kas: Client, bad: bytes) -> None:
    assert stuur(kas, bad).status_code == 422
    assert list(data.scalars(select(Bankregel))) == []


def test_a_refusal_says_what_is_wrong() -> None:
    with pytest.raises(SaldoKloptNiet):
        lees(camt((DAG, 1000, "K", "t"), eind=1))
    with pytest.raises(TussentijdsOverzicht):
        lees(camt().replace(b"BkToCstmrStmt", b"BkToCstmrAcctRpt"))
    with pytest.raises(AfschriftOnleesbaar):
        lees(b"PK\x03\x04")


@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: f":20:{t}".encode()))
def test_no_file_makes_the_reader_stumble(data: bytes) -> None:
    try:
        lees(data)
    except DomainError:
        return


@pytest.mark.parametrize(
    ("cent", "tekst", "woord"),
    [
        (1000, "N-2026-0001-17", "waarschijnlijk"),
        (900, "N-2026-0001-16", "waarschijnlijk"),
        (1000, "contributie", "mogelijk"),
        (900, "contributie", "Geen nota gevonden"),
    ],
)
def test_doubt_is_said_and_never_booked_by_itself(
    kas: Client, nota: Nota, cent: int, tekst: str, woord: str
) -> None:
    naam = f"Hr {nota.tenaamstelling}"
    stuur(kas, camt((DAG, cent, naam, tekst)))
    page = kas.get(BANK).text
    assert woord in page
    assert "zekere regel" not in page


def test_who_paid_from_this_account_before_is_known(data: Session, kas: Client, nota: Nota) -> None:
    stuur(kas, camt(geld(nota, 400)))
    kas.post(f"{BANK}/{eerste(data).id}/boeking", {"nota": nota.kenmerk.lower()})
    stuur(kas, camt((DAG, 600, "", "de rest"), begin=10_400))
    assert "waarschijnlijk" in kas.get(BANK).text


def test_a_line_is_assigned_or_set_aside_once(data: Session, kas: Client, nota: Nota) -> None:
    stuur(kas, camt(geld(nota, tekst="x"), (DAG, 5000, "Gemeente", "subsidie")))
    one, two = data.scalars(select(Bankregel).order_by(Bankregel.id))
    page = f"{BANK}/{one.id}"
    assert "Boek op een nota" in kas.get(page).text
    for typed in ("", "N-1", "N-2026-9999"):
        assert kas.post(f"{page}/boeking", {"nota": typed}).status_code == 422
    assert kas.post(f"{page}/boeking", {"nota": nota.kenmerk}).status_code == 303
    assert kas.post(f"{page}/boeking", {"nota": nota.kenmerk}).status_code == 409
    assert kas.post(f"{page}/opzij", {"reden": "toch niet"}).status_code == 409
    page = f"{BANK}/{two.id}"
    assert kas.post(f"{page}/opzij", {"reden": ""}).status_code == 422
    assert kas.post(f"{page}/opzij", {"reden": "Subsidie 2026"}).status_code == 303
    assert "Subsidie 2026" in kas.get(page).text
    assert kas.post(f"{page}/terug").status_code == 303
    assert two.stand == "open"
    assert regels() == [("nota", 1000), ("betaling", -1000)]


def test_what_is_undone_in_the_ledger_waits_among_the_lines_again(
    data: Session, kas: Client, nota: Nota
) -> None:
    stuur(kas, camt(geld(nota)))
    kas.post(f"{BANK}/zekere", {"gezien": gezien(kas)})
    row = data.execute(text("SELECT max(id) FROM grootboekregel")).scalar_one()
    url = f"/bestuur/contributie/notas/{nota.kenmerk}/regels/{row}/terug"
    assert kas.post(url).status_code == 303
    assert eerste(data).stand == "open"
    assert kas.post(f"{BANK}/zekere", {"gezien": gezien(kas)}).status_code == 303
    assert nota.saldo == Bedrag(0)


def test_money_out_and_what_mollie_pays_out_never_pay_a_nota(
    data: Session, kas: Client, nota: Nota
) -> None:
    stuur(kas, camt(geld(nota, naam="Stichting Mollie Payments"), geld(nota, -1000)))
    assert "uitbetaling van Mollie" in kas.get(BANK).text
    assert "zekere regel" not in kas.get(BANK).text
    out = data.scalars(select(Bankregel).where(Bankregel.bedrag < Bedrag(0))).one()
    answer = kas.post(f"{BANK}/{out.id}/boeking", {"nota": nota.kenmerk})
    assert answer.status_code == 409


def test_of_the_other_account_only_four_signs_are_kept(data: Session, nota: Nota) -> None:
    lees_afschrift(camt(geld(nota)), NU)
    row = data.execute(text("SELECT * FROM bankregel")).mappings().one()
    assert ANDER not in str(dict(row))
    assert row["laatste4"] == ANDER[-4:]


def test_lines_that_changed_since_the_page_are_not_booked(
    data: Session, kas: Client, nota: Nota
) -> None:
    een_ander = een_lid()
    data.add(een_huishouden(een_ander))
    data.flush()
    acties.maak_notas(2026, NU)
    ander = data.scalars(select(Nota).where(Nota.betaler_id == een_ander.id)).one()
    stuur(kas, camt(geld(nota)))
    shown = gezien(kas)
    row = eerste(data)
    acties_bank.zet_opzij(row.id, "Dubbel", NU)
    stuur(kas, camt(geld(ander), begin=11_000))
    assert "Boek 1 zekere regel" in kas.get(BANK).text  # as many, and the same amount
    assert kas.post(f"{BANK}/zekere", {"gezien": shown}).status_code == 409
    assert ander.saldo == Bedrag(1000)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Van NL91ABNA0417164300 huur", "Van …4300 huur"),
        ("nl91 abna 0417 1643 00, mei", "…4300, mei"),
        ("IBAN: DE89 3704 0044 0532 0130 00 en BE68539007547034", "IBAN: …3000 en …7034"),
        ("N-2027-0042-06, lid AB12 3456 7890 1234", "N-2027-0042-06, lid AB12 3456 7890 1234"),
        ("", ""),
    ],
)
def test_an_account_number_in_the_words_is_masked(typed: str, shown: str) -> None:
    assert verberg_ibans(typed) == shown


def test_the_page_and_the_table_hold_no_full_account_number(
    data: Session, kas: Client, nota: Nota
) -> None:
    stuur(kas, camt((DAG, 1000, "K Verbeek", f"{nota.kenmerk} van NL91 ABNA 0417 1643 00")))
    page = kas.get(BANK).text + kas.get(f"{BANK}/{eerste(data).id}").text
    assert "…4300" in page
    assert "0417 1643" not in page
    assert "0417 1643" not in str(data.execute(text("SELECT * FROM bankregel")).all())


def test_the_kascommissie_reads_and_does_nothing(login: Login, kas: Client, nota: Nota) -> None:
    stuur(kas, camt(geld(nota)))
    reader = login(een_lid(), "kascommissie")
    assert reader.get(BANK).status_code == 200
    assert stuur(reader, camt(geld(nota, 1))).status_code == 403
    assert login(een_lid(), "secretaris").get(BANK).status_code == 403


def test_cash_gets_a_receipt_with_the_next_number(data: Session, kas: Client, nota: Nota) -> None:
    url = f"/bestuur/contributie/notas/{nota.kenmerk}"
    sent = {"weg": "contant", "bedrag": "4", "datum": DAG, "nummer": ""}
    assert kas.post(f"{url}/ontvangsten", sent | {"weg": "bank"}).status_code == 422
    first, second = (kas.post(f"{url}/ontvangsten", sent).location for _ in range(2))
    assert first.endswith("/kwitanties/K-2026-0001")
    assert second.endswith("/kwitanties/K-2026-0002")
    page = kas.get(first).text
    assert nota.tenaamstelling in page
    assert "teruggedraaid" not in page
    row = data.execute(text("SELECT min(id) FROM grootboekregel WHERE bron = 'contant'"))
    kas.post(f"{url}/regels/{row.scalar_one()}/terug")
    assert "teruggedraaid" in kas.get(first).text
    assert kas.get("/bestuur/contributie/kwitanties/K-2026-0009").status_code == 404


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bankregel SET stand = 'geboekt'",
        "UPDATE bankregel SET stand = 'genegeerd'",
        "UPDATE bankregel SET bedrag = 0",
    ],
)
def test_the_database_keeps_no_half_dealt_with_line(
    data: Session, nota: Nota, statement: str
) -> None:
    lees_afschrift(camt(geld(nota)), NU)
    with pytest.raises(IntegrityError):
        data.execute(text(statement))
    data.rollback()
