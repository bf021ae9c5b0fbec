"""The settings about money: read as typed, kept as the rules need them."""

from __future__ import annotations

import pytest

from tests.conftest import Login
from tests.factories import een_lid
from vereniging.bestuur.geld_forms import is_incassant_id
from vereniging.statuten.queries import instelling

GELD = "/bestuur/instellingen/geld"
GOED = {
    "incasso_aan": "y",
    "incassant_id": "nl08zzz502057730000",
    "incasso_aankondiging_dagen": "21",
    "incasso_indienen_dagen": "2",
    "herinnering_drempel": "1,50",
    "reserve_plafond": "3.000",
}


def test_what_the_board_sets_is_kept_in_days_and_cents(login: Login) -> None:
    kas = login(een_lid(), "penningmeester")
    page = kas.get(GELD).text
    assert "NL08ZZZ502057730000" in page
    assert "2500,00" in page
    assert kas.post(GELD, GOED).status_code == 303
    assert instelling("incassant_id") == "NL08ZZZ502057730000"
    assert instelling("incasso_aankondiging_dagen") == 21
    assert instelling("incasso_indienen_dagen") == 2
    assert instelling("herinnering_drempel") == 150
    assert instelling("reserve_plafond") == 300_000
    assert "1,50" in kas.get(GELD).text


@pytest.mark.parametrize(
    ("veld", "fout"),
    [
        ("incassant_id", "NL09ZZZ502057730000"),
        ("incassant_id", ""),
        ("incasso_aankondiging_dagen", "13"),
        ("incasso_aankondiging_dagen", "veel"),
        ("incasso_indienen_dagen", "0"),
        ("herinnering_drempel", "-1"),
        ("reserve_plafond", "1e9"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(login: Login, veld: str, fout: str) -> None:
    kas = login(een_lid(), "penningmeester")
    before = instelling(veld)
    assert kas.post(GELD, GOED | {veld: fout}).status_code == 422
    assert instelling(veld) == before


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("NL08ZZZ502057730000", True), ("DE98ZZZ09999999999", True), ("NL91ABNA0417164300", False)],
)
def test_an_incassant_id_has_check_digits(typed: str, *, fits: bool) -> None:
    assert is_incassant_id(typed) is fits
