"""One line of the bank for several notas: to the cent, and undone as a whole."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_jaar, regels
from tests.conftest import Login
from tests.contributie.afschriften import camt
from tests.contributie.test_bank import BANK, DAG, eerste
from tests.factories import een_huishouden, een_lid
from tests.support.client import Client
from vereniging.contributie import acties
from vereniging.contributie.acties.bank import lees_afschrift
from vereniging.contributie.models import Bankregel, Bankregelstand, Bron, Grootboekregel, Nota
from vereniging.core.money import Bedrag
from vereniging.statuten.acties import stel_in

CHARGED = [("nota", 1000), ("nota", 1000)]


@pytest.fixture
def kas(data: Session, login: Login) -> Client:
    """Two open notas, and twenty euro from one account."""
    stel_in(iban="NL91 ABNA 0417 1643 00")
    een_jaar()
    data.add_all([een_huishouden(een_lid()), een_huishouden(een_lid())])
    data.flush()
    acties.maak_notas(2026, NU)
    lees_afschrift(camt((DAG, 2000, "K Verbeek", "voor ons en de buren")), NU)
    return login(een_lid(), "penningmeester")


def verdeel(kas: Client, data: Session, *delen: str) -> int:
    sent = {"delen": "\n".join(delen)}
    return kas.post(f"{BANK}/{eerste(data).id}/verdeling", sent).status_code


def saldi(data: Session) -> list[int]:
    data.expire_all()
    return [nota.saldo.centen for nota in data.scalars(select(Nota).order_by(Nota.id))]


def draai_terug(kas: Client, data: Session, bron_id_eindigt: str) -> int:
    query = select(Grootboekregel).where(Grootboekregel.bron == Bron.BANK)
    rows = list(data.scalars(query.order_by(Grootboekregel.id)))
    row = next(row for row in reversed(rows) if row.bron_id.endswith(bron_id_eindigt))
    url = f"/bestuur/contributie/notas/{row.nota.kenmerk}/regels/{row.id}/terug"
    return kas.post(url).status_code


def test_the_parts_pay_their_notas_and_the_line_is_done(data: Session, kas: Client) -> None:
    assert verdeel(kas, data, "N-2026-0001; 10,00", "n-2026-0002 10") == 303
    assert regels() == [*CHARGED, ("betaling", -1000), ("betaling", -1000)]
    assert saldi(data) == [0, 0]
    page = kas.get(f"{BANK}/{eerste(data).id}").text
    assert "N-2026-0001" in page
    assert "N-2026-0002" in page
    assert verdeel(kas, data, "N-2026-0001; 10,00", "N-2026-0002; 10,00") == 409
    assert saldi(data) == [0, 0]


@pytest.mark.parametrize(
    ("delen", "zin"),
    [
        (("N-2026-0001; 10,00", "N-2026-0002; 9,99"), "samen"),
        (("N-2026-0001; 10,00", "N-2026-0001; 10,00"), "Noem elke nota één keer"),
        (("N-2026-0001; 10,00", "N-2026-0009; 10,00"), "kennen wij niet"),
        (("N-2026-0001; 20,00",), "Noem 2 tot 10"),
        (("N-2026-0001; 10,00", "de buren 10"), "Regel 2 lezen wij niet"),
        (("N-2026-0001; 30,00", "N-2026-0002; -10"), "Regel 2 lezen wij niet"),
    ],
)
def test_what_does_not_add_up_is_refused_and_kept(
    data: Session, kas: Client, delen: tuple[str, ...], zin: str
) -> None:
    answer = kas.post(f"{BANK}/{eerste(data).id}/verdeling", {"delen": "\n".join(delen)})
    assert answer.status_code == 422
    assert zin in answer.text
    assert delen[0] in answer.text
    assert regels() == CHARGED


def test_one_part_undone_undoes_all_and_the_line_can_be_divided_again(
    data: Session, kas: Client
) -> None:
    verdeel(kas, data, "N-2026-0001; 12,00", "N-2026-0002; 8,00")
    assert saldi(data) == [-200, 200]
    assert draai_terug(kas, data, "/2") == 303
    assert saldi(data) == [1000, 1000]
    assert eerste(data).stand is Bankregelstand.OPEN
    assert draai_terug(kas, data, "/1") == 409
    assert kas.post(f"{BANK}/{eerste(data).id}/boeking", {"nota": "N-2026-0002"}).status_code == 303
    assert saldi(data) == [1000, -1000]
    assert draai_terug(kas, data, eerste(data).vingerafdruk) == 303
    assert verdeel(kas, data, "N-2026-0002; 10,00", "N-2026-0001; 10,00") == 303
    assert saldi(data) == [0, 0]
    assert draai_terug(kas, data, "/1") == 303
    assert saldi(data) == [1000, 1000]


def test_a_number_that_was_typed_with_a_slash_is_a_row_of_its_own(
    data: Session, kas: Client
) -> None:
    typed = {"weg": "bank", "bedrag": "4", "datum": DAG}
    for number, kenmerk in (("12/1", "N-2026-0001"), ("12/2", "N-2026-0002")):
        url = f"/bestuur/contributie/notas/{kenmerk}/ontvangsten"
        assert kas.post(url, typed | {"nummer": number}).status_code == 303
    assert draai_terug(kas, data, "12/1") == 303
    assert saldi(data) == [1000, 600]


def test_money_out_is_not_divided(data: Session, kas: Client) -> None:
    lees_afschrift(camt((DAG, -2000, "Zaal", "huur"), begin=30_000), NU)
    query = select(Bankregel).where(Bankregel.bedrag < Bedrag(0))
    out = data.scalars(query).one()
    sent = {"delen": "N-2026-0001; 10,00\nN-2026-0002; 10,00"}
    assert kas.post(f"{BANK}/{out.id}/verdeling", sent).status_code == 409


def test_who_only_reads_divides_nothing(data: Session, kas: Client, login: Login) -> None:
    reader = login(een_lid(), "kascommissie")
    assert verdeel(reader, data, "N-2026-0001; 10,00", "N-2026-0002; 10,00") == 403
