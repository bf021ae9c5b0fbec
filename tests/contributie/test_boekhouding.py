"""The books: the page, the file and the saldo of the notas tell the same."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_jaar, een_nota
from tests.conftest import Login
from tests.factories import een_lid
from vereniging.betalingen.models import Betaling, BetalingStand
from vereniging.contributie import acties
from vereniging.contributie.boekhouding import KOP, cijfers, per_soort
from vereniging.contributie.models import Bron, Nota, Regelsoort
from vereniging.core.export import read_csv
from vereniging.core.money import NUL, Bedrag
from vereniging.logboek.models import Logboek

BOEK = "/bestuur/contributie/2026/boekhouding"
DAG = date(2026, 11, 22)
VRAAG = {"wat": "grootboek", "doel": "De jaarstukken"}


def boek(nota: Nota, soort: Regelsoort, cent: int, bron: Bron = Bron.BANK) -> None:
    regel = acties.Regel(
        soort=soort,
        bedrag=Bedrag(cent),
        valutadatum=date(2026, 11, 20),
        bron=bron,
        bron_id=f"{soort.value}{cent}",
        uitleg="=HYPERLINK(1)",
    )
    acties.boek(nota, regel, NU)


@pytest.fixture
def nota(data: Session) -> Nota:
    nota = een_nota()
    nota.tenaamstelling = "=1+1"
    boek(nota, Regelsoort.BETALING, -1250, Bron.MOLLIE)
    boek(nota, Regelsoort.GIFT, 250, Bron.MOLLIE)
    boek(nota, Regelsoort.STORNO, 400, Bron.MOLLIE)
    data.flush()
    return nota


def test_file_page_and_saldo_add_up_to_the_same(data: Session, login: Login, nota: Nota) -> None:
    kas = login(een_lid(), "penningmeester")
    answer = kas.post(BOEK, VRAAG)
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    head, *rows = read_csv(answer.data)
    assert tuple(head) == KOP
    total = sum((Bedrag(int(row[6].replace(",", ""))) for row in rows), NUL)
    assert total == nota.saldo == sum((bedrag for _s, _n, bedrag in per_soort(2026)), NUL)
    assert [(row[5], row[7], row[8]) for row in rows] == [
        ("nota", "1300 Debiteuren", "8000 Contributie"),
        ("betaling", "1120 Mollie", "1300 Debiteuren"),
        ("gift", "1300 Debiteuren", "8100 Giften"),
        ("storno", "1300 Debiteuren", "1120 Mollie"),
    ]
    assert str(total) in kas.get(BOEK).text


def test_no_cell_becomes_a_formula(login: Login, nota: Nota) -> None:
    body = login(een_lid(), "penningmeester").post(BOEK, VRAAG).data.decode("utf-8-sig")
    assert nota.tenaamstelling in body
    assert '"=' not in body


def test_who_takes_a_file_says_what_for_and_it_is_kept(
    data: Session, login: Login, nota: Nota
) -> None:
    reader = login(een_lid(), "kascommissie")
    for wrong in ({"doel": ""}, {"wat": "alles"}):
        assert reader.post(BOEK, VRAAG | wrong).status_code == 422
    answer = reader.post(BOEK, VRAAG | {"wat": "openstaand"})
    rows = read_csv(answer.data)
    assert rows[1][:4] == [nota.kenmerk, "=1+1", "10,00", "4,00"]
    kinds = [row.soort for row in data.scalars(select(Logboek))]
    assert kinds.count("contributie.export") == 1
    assert login(een_lid(), "secretaris").get(BOEK).status_code == 403


def test_an_empty_year_is_said(data: Session, login: Login) -> None:
    een_jaar(2027)
    page = login(een_lid(), "penningmeester").get(BOEK.replace("2026", "2027")).text
    assert "nog niets geboekt" in page


def test_the_cockpit_tells_what_is_sure_under_way_and_expected(
    data: Session, login: Login, nota: Nota
) -> None:
    data.add(
        Betaling(
            nota_id=nota.id, modus="test", bedrag=Bedrag(400), verzoek={}, gemaakt_op=NU,
            volgende_controle_op=None, stand=BetalingStand.IN_BEHANDELING, mollie_id="tr_x",
        )
    )  # fmt: skip
    data.flush()
    found = cijfers(2026, DAG)
    assert (found.ontvangen, found.giften) == (Bedrag(850), Bedrag(250))
    assert (found.open, found.onderweg, found.verwacht) == (Bedrag(400),) * 3
    page = login(een_lid(), "penningmeester").get("/bestuur/contributie").text
    assert "Onderweg bij de bank of Mollie" in page
    assert "waarvan" in page
