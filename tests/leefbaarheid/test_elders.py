"""Figures of others: with source, date and definition; beside ours, never mixed with them."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt
from tests.support.client import Client
from vereniging.core.numbers import lees_getal
from vereniging.leefbaarheid.models import Indicator, Meting
from vereniging.logboek.models import Logboek

PAGE = "/bestuur/leefbaarheid/cijfers"
CIJFER = {
    "naam": "Rapportcijfer voor de buurt", "thema": "", "eenheid": "rapportcijfer",
    "gebied": "Het hele district", "definitie": "Gemiddelde van wie de enquête invulde.",
    "bron": "Gemeente, stadsenquête (voorbeeld)", "bronlink": "https://example.org/stads",
    "periode": "2025", "waarde": "7,6", "n": "412", "gepubliceerd_op": "2026-02-01",
}  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("7,6", 760), ("7", 700), ("-0,25", -25), ("1.234,5", 123450), ("7,654", None), ("", None),
     ("x", None), ("٧", None), (None, None)],
)  # fmt: skip
def test_numbers_are_read_the_dutch_way(typed: str | None, hundredths: int | None) -> None:
    assert lees_getal(typed) == hundredths


def test_the_board_enters_a_figure_and_everyone_reads_where_it_is_from(
    login: Login, client: Client, data: Session
) -> None:
    een_buurt(data)
    board = login(een_lid(), "voorzitter")
    assert board.get(PAGE).status_code == 200
    assert board.post(PAGE, CIJFER).status_code == 303
    page = client.get("/leefbaarheid").text
    assert "Rapportcijfer voor de buurt: 7,6 rapportcijfer" in page
    assert "n = 412" in page
    assert "1 februari 2026" in page
    assert 'href="https://example.org/stads"' in page
    assert "zegt dat niet dat dit door ons komt" in page
    assert '"van_anderen";"Rapportcijfer' in client.get("/open-data/leefbaarheid.csv").text
    logged = set(data.scalars(select(Logboek.soort)))
    assert {"indicator.gemaakt", "indicator.meting"} <= logged


@pytest.mark.parametrize(
    "wrong",
    [{"bron": ""}, {"definitie": "kort"}, {"gebied": ""}, {"waarde": "veel"}, {"periode": ""},
     {"gepubliceerd_op": ""}, {"bronlink": "javascript:alert(1)"}, {"thema": "x"}, {"n": "x"}],
)  # fmt: skip
def test_without_source_date_or_definition_nothing_is_kept(
    login: Login, data: Session, wrong: dict[str, str]
) -> None:
    een_buurt(data)
    answer = login(een_lid(), "secretaris").post(PAGE, {**CIJFER, **wrong})
    assert answer.status_code == 422
    assert "412" in answer.text or wrong == {"n": "x"}
    assert data.scalars(select(Indicator)).all() == []


def test_a_period_has_one_number_and_a_slip_is_taken_back(login: Login, data: Session) -> None:
    een_buurt(data)
    board = login(een_lid(), "secretaris")
    board.post(PAGE, {**CIJFER, "thema": "groen"})
    assert board.post(PAGE, CIJFER).status_code == 409
    indicator = data.scalars(select(Indicator)).one()
    assert indicator.thema is not None
    own = f"{PAGE}/{indicator.id}"
    again = {name: CIJFER[name] for name in ("periode", "waarde", "gepubliceerd_op")}
    assert board.post(own, again).status_code == 409
    assert board.post(own, {**again, "waarde": ""}).status_code == 422
    assert board.post(own, {**again, "periode": "2026"}).status_code == 303
    assert "2026" in board.get(own).text
    for meting in list(data.scalars(select(Meting))):
        assert board.post(f"/bestuur/leefbaarheid/metingen/{meting.id}/weghalen").status_code == 303
    assert data.scalars(select(Indicator)).all() == []


def test_only_the_board_keeps_them(login: Login, client: Client, data: Session) -> None:
    een_buurt(data)
    assert client.get(PAGE).status_code == 303
    assert login(een_lid()).get(PAGE).status_code == 403
    assert login(een_lid(), "moderator").post(PAGE, CIJFER).status_code == 403
