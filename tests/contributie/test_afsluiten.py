"""The end of a year: closed once, never dated in again, checked and signed by the committee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_nota, regels
from tests.conftest import Login
from tests.contributie.test_herinneren import betaal
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.betalingen.verschillen import meld_verschil
from vereniging.contributie import acties
from vereniging.contributie.acties import afsluiten
from vereniging.contributie.acties.notas import VoorbeeldVerouderd
from vereniging.contributie.jaarboek import afsluiting_van, jaarboek, steekproef, vroegste_open
from vereniging.contributie.models import (
    Bron,
    Contributiejaar,
    Grootboekregel,
    Jaarafsluiting,
    Kasverklaring,
    Nota,
    Regelsoort,
)
from vereniging.contributie.models.jaar import JaarGesloten
from vereniging.core import clock
from vereniging.core.money import NUL, Bedrag

JANUARI = datetime(2027, 1, 20, 12, 0, tzinfo=UTC)
PAGINA = "/bestuur/contributie/2026/afsluiting"
CONTROLE = "/bestuur/contributie/2026/kascontrole"
OPGAVE = afsluiten.Opgave(andere_inkomsten=NUL, uitgaven=Bedrag(400), reserve=Bedrag(250_100))


@pytest.fixture
def nota(data: Session) -> Iterator[Nota]:
    """A nota of 2026, and a clock that stands in the January after it."""
    made = een_nota()
    clock.install(lambda: JANUARI)
    yield made
    clock.install(clock.system)


def jaar(data: Session) -> Contributiejaar:
    return data.scalars(select(Contributiejaar)).one()


def sluit(data: Session, nu: datetime = JANUARI) -> Jaarafsluiting:
    return afsluiten.sluit_jaar(2026, OPGAVE, jaarboek(jaar(data)).sha256, nu, None)


def contant(nota: Nota, nummer: str, dag: date = date(2026, 12, 28)) -> Grootboekregel:
    """Four euro by hand."""
    regel = acties.Regel(
        soort=Regelsoort.BETALING,
        bedrag=Bedrag(-400),
        valutadatum=dag,
        bron=Bron.CONTANT,
        bron_id=nummer,
        uitleg="In de bus gevonden.",
    )
    return acties.boek_ontvangst(nota, regel, JANUARI)


def test_the_treasurer_closes_the_year_and_sees_the_result(
    data: Session, login: Login, nota: Nota
) -> None:
    betaal(nota)
    kas = login(een_lid(), "penningmeester")
    page = kas.get(PAGINA).text
    assert "Sluit 2026 af" in page
    mark = jaarboek(jaar(data)).sha256
    typed = {"gezien": mark, "andere_inkomsten": "0", "uitgaven": "4,00", "reserve": "2.501"}
    assert kas.post(PAGINA, typed | {"uitgaven": "veel"}).status_code == 422
    assert kas.post(PAGINA, typed | {"gezien": "anders"}).status_code == 409
    assert login(een_lid(), "voorzitter").post(PAGINA, typed).status_code == 403
    assert kas.post(PAGINA, typed).status_code == 303
    closed = afsluiting_van(2026)
    assert closed is not None
    assert closed.resultaat == Bedrag(600)
    assert (closed.regels, closed.sha256) == (2, mark)
    page = kas.get(PAGINA).text
    assert "De reserve is hoog" in page
    assert "Sluit 2026 af" not in page
    assert kas.post(PAGINA, typed).status_code == 409


def test_a_year_that_runs_or_has_loose_ends_stays_open(data: Session, nota: Nota) -> None:
    with pytest.raises(afsluiten.JaarLoopt):
        sluit(data, NU)
    meld_verschil("te_veel_ontvangen", nota.kenmerk, "Er is te veel ontvangen.", NU)
    with pytest.raises(afsluiten.JaarNogNietAf, match="Verschillen: 1"):
        sluit(data)
    data.execute(text("UPDATE verschil SET opgelost_op = ontdekt_op, uitleg = 'Klopt'"))
    with pytest.raises(VoorbeeldVerouderd):
        afsluiten.sluit_jaar(2026, OPGAVE, "iets anders", JANUARI, None)
    assert afsluiting_van(2026) is None


def test_money_that_comes_later_is_booked_today_and_the_closed_books_stay(
    data: Session, nota: Nota
) -> None:
    closed = sluit(data)
    row = contant(nota, "K-2026-0001")
    assert row.valutadatum == JANUARI.date()
    assert row.uitleg == "In de bus gevonden. Eigen dag 28-12-2026; dat jaar is afgesloten."
    assert nota.saldo == Bedrag(600)
    acties.draai_terug(row, JANUARI, None)
    assert jaarboek(jaar(data)).sha256 == closed.sha256
    with pytest.raises(JaarGesloten):
        acties.maak_notas(2026, JANUARI)


def test_an_undone_row_of_a_closed_year_is_undone_today(data: Session, nota: Nota) -> None:
    row = contant(nota, "K-2026-0001")
    assert row.valutadatum == date(2026, 12, 28)
    closed = sluit(data)
    acties.draai_terug(row, JANUARI, None)
    assert regels() == [("nota", 1000), ("betaling", -400), ("betaling", 400)]
    assert jaarboek(jaar(data)).sha256 == closed.sha256


def test_years_are_closed_in_their_order(data: Session, nota: Nota) -> None:
    data.execute(text("UPDATE contributiejaar SET jaar = 2025"))
    data.expire_all()
    data.execute(text("UPDATE nota SET jaar = 2025"))
    assert vroegste_open(2026) == 2025
    assert vroegste_open(2025) is None


def test_the_sample_is_the_same_for_who_does_it_again(data: Session, nota: Nota) -> None:
    for number in range(30):
        contant(nota, f"K-2026-{number:04d}")
    closed, year = jaarboek(jaar(data)), jaar(data)
    first, again = (steekproef(year, closed.sha256) for _ in range(2))
    assert [row.id for row in first] == [row.id for row in again]
    assert len(first) == 20
    other = steekproef(year, "0" * 64)
    assert {row.id for row in other} != {row.id for row in first}


def test_each_member_of_the_committee_signs_once_and_the_treasurer_never(
    data: Session, login: Login, nota: Nota
) -> None:
    een, ander = (login(een_lid(), "kascommissie") for _ in range(2))
    assert een.get(CONTROLE).status_code == 404  # not closed yet
    sluit(data)
    assert "Teken de verklaring" in een.get(CONTROLE).text
    assert een.post(CONTROLE, {"oordeel": "", "opmerkingen": ""}).status_code == 422
    no = {"oordeel": "niet_akkoord", "opmerkingen": ""}
    assert een.post(CONTROLE, no).status_code == 422
    assert een.post(CONTROLE, {"oordeel": "akkoord", "opmerkingen": ""}).status_code == 303
    assert een.post(CONTROLE, {"oordeel": "akkoord", "opmerkingen": ""}).status_code == 409
    assert "Teken de verklaring" not in een.get(CONTROLE).text
    assert ander.post(CONTROLE, no | {"opmerkingen": "Bon 12 ontbreekt."}).status_code == 303
    kas = login(een_lid(), "penningmeester")
    assert kas.post(CONTROLE, {"oordeel": "akkoord", "opmerkingen": ""}).status_code == 403
    assert "Bon 12 ontbreekt." in kas.get(CONTROLE).text
    assert len(data.scalars(select(Kasverklaring)).all()) == 2
    paper = een.get(f"{CONTROLE}.pdf")
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF")


def test_nobody_signs_for_books_that_changed(data: Session, login: Login, nota: Nota) -> None:
    sluit(data)
    data.execute(
        text(
            "INSERT INTO grootboekregel (nota_id, soort, bedrag, valutadatum, geboekt_op, bron,"
            " bron_id, volgnr, uitleg) SELECT id, 'correctie', 1, '2026-12-01',"
            " '2027-01-10 00:00:00', 'bestuur', 'buitenom', 1, '' FROM nota"
        )
    )
    lid = login(een_lid(), "kascommissie")
    assert "Teken niet" in lid.get(CONTROLE).text
    assert lid.post(CONTROLE, {"oordeel": "akkoord", "opmerkingen": ""}).status_code == 409


@pytest.mark.parametrize(
    "statement", ["UPDATE jaarafsluiting SET reserve = 0", "DELETE FROM jaarafsluiting"]
)
def test_the_database_keeps_what_was_closed(data: Session, nota: Nota, statement: str) -> None:
    sluit(data)
    with pytest.raises((IntegrityError, DBAPIError)), data.begin_nested():
        data.execute(text(statement))


def test_before_the_end_the_page_says_when(login: Login, nota: Nota) -> None:
    clock.install(lambda: NU)
    kas: Client = login(een_lid(), "penningmeester")
    assert "Dit boekjaar loopt nog" in kas.get(PAGINA).text
