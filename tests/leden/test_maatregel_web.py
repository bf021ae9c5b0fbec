"""Measures in the browser: the secretary records, the member reads and appeals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.leden.factories import post
from tests.support.client import Client
from vereniging.core import clock
from vereniging.core.secrets import token_for
from vereniging.leden.acties.maatregelen import (
    Maatregelbesluit,
    leg_maatregel_vast,
    maak_maatregel_bekend,
    stel_beroep_in,
)
from vereniging.leden.maatregelmail import BEROEP
from vereniging.leden.models import Lid, Maatregel
from vereniging.leden.models.maatregel import Maatregelgrond, MaatregelSoort, MaatregelStand
from vereniging.statuten.models import Statuten

WAAROM = "Dit gebeurde drie keer, ook na een gesprek."


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid()
    data.add(lid)
    data.flush()
    return lid


@pytest.fixture
def geschorst(lid: Lid) -> Maatregel:
    besluit = Maatregelbesluit(
        soort=MaatregelSoort.SCHORSING,
        grond=Maatregelgrond.IN_STRIJD,
        redenen=WAAROM,
        tot=clock.today() + timedelta(days=60),
    )
    return leg_maatregel_vast(lid, besluit, clock.now())


def ingevuld(lid: Lid, **anders: str) -> dict[str, str]:
    velden = {
        "soort": "ontzetting",
        "grond": "benadeling",
        "redenen": WAAROM,
        "controle": str(lid.lidnummer),
    }
    return {**velden, **anders}


def link(maatregel: Maatregel) -> str:
    return f"/bevestigen/{token_for(maatregel.kiem, BEROEP)}"


def test_the_whole_way_from_decision_to_the_meeting(
    lid: Lid, data: Session, login: Login, client: Client
) -> None:
    secretaris = login(een_lid(), "secretaris")
    assert "geen maatregelen" in secretaris.get("/bestuur/maatregelen").text
    nieuw = f"/bestuur/leden/{lid.lidnummer}/maatregel"
    assert nieuw in secretaris.get(f"/bestuur/leden/{lid.lidnummer}").text
    assert "Ontzetting is pas definitief" in secretaris.get(nieuw).text
    answer = secretaris.post(nieuw, data=ingevuld(lid))
    assert answer.status_code == 303
    page = str(answer.location)
    maatregel = data.query(Maatregel).one()
    assert lid.naam in secretaris.get("/bestuur/maatregelen").text
    assert lid.naam in secretaris.get("/bestuur").text
    dag = {"dag": clock.today().isoformat()}
    assert secretaris.post(f"{page}/ontvangst", data=dag).status_code == 303
    own = client.get(link(maatregel))
    assert WAAROM in own.text
    assert "schaadt de vereniging ernstig" in own.text
    assert maatregel.stand is MaatregelStand.BEKEND
    assert client.post(link(maatregel), data={"tekst": "Ik was er niet bij."}).status_code == 303
    assert "Uw beroep is binnen" in client.get(link(maatregel)).text
    assert "Ik was er niet bij." in secretaris.get(page).text
    assert "Beroep van" in secretaris.get("/bestuur").text
    uitspraak = {"blijft": "nee", "besluit": "De vergadering gaf het lid gelijk."}
    assert secretaris.post(f"{page}/beslissing", data=uitspraak).status_code == 303
    assert "is van tafel" in client.get(link(maatregel)).text
    assert len(post("maatregel:")) == 4


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"grond": ""}, "Kies een grond uit de statuten of de wet."),
        ({"grond": "statuten:Zomaar"}, "Kies een grond uit de statuten of de wet."),
        ({"soort": "schorsing"}, "Vul de laatste dag van de schorsing in."),
        ({"redenen": "Kort."}, "Leg uit waarom, in 10 tot 5.000 tekens."),
        ({"controle": "1"}, "Dit is een ander lidnummer."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(
    lid: Lid, data: Session, login: Login, fout: dict[str, str], zin: str
) -> None:
    secretaris = login(een_lid(), "secretaris")
    nieuw = f"/bestuur/leden/{lid.lidnummer}/maatregel"
    answer = secretaris.post(nieuw, data=ingevuld(lid, **fout))
    assert answer.status_code == 422
    assert zin in answer.text
    assert data.query(Maatregel).all() == []


def test_a_ground_that_does_not_fit_the_kind_is_refused(
    lid: Lid, data: Session, login: Login
) -> None:
    nieuw = f"/bestuur/leden/{lid.lidnummer}/maatregel"
    answer = login(een_lid(), "secretaris").post(nieuw, data=ingevuld(lid, grond="vereisten"))
    assert answer.status_code == 409
    assert "Kies een grond" in answer.text
    assert data.query(Maatregel).all() == []


def test_the_grounds_of_the_statutes_can_be_chosen(lid: Lid, data: Session, login: Login) -> None:
    waarden = {"opzeggronden_vereniging": ["Verhuisd uit de wijk"]}
    data.add(Statuten(geldig_vanaf=clock.today() - timedelta(days=900), waarden=waarden))
    data.flush()
    fields = ingevuld(lid, soort="opzegging", grond="statuten:Verhuisd uit de wijk")
    secretaris = login(een_lid(), "secretaris")
    answer = secretaris.post(f"/bestuur/leden/{lid.lidnummer}/maatregel", data=fields)
    assert "Verhuisd uit de wijk" in secretaris.get(str(answer.location)).text


def test_a_day_or_a_decision_that_is_left_out_keeps_the_page(
    geschorst: Maatregel, login: Login
) -> None:
    page = f"/bestuur/maatregelen/{geschorst.id}"
    secretaris = login(een_lid(), "secretaris")
    for wat, zin in (
        ("ontvangst", "Vul de dag van ontvangst in."),
        ("beroep", "Vul in wanneer de brief kwam."),
        ("beslissing", "Kies wat de ALV besloot."),
    ):
        if wat == "beroep":
            maak_maatregel_bekend(geschorst, clock.today(), clock.now())
        if wat == "beslissing":
            stel_beroep_in(geschorst, "", clock.today(), clock.now())
        answer = secretaris.post(f"{page}/{wat}", data={})
        assert answer.status_code == 422, wat
        assert zin in answer.text


def test_an_appeal_on_paper_counts_from_the_day_it_came(geschorst: Maatregel, login: Login) -> None:
    maak_maatregel_bekend(geschorst, clock.today(), clock.now())
    secretaris = login(een_lid(), "secretaris")
    page = f"/bestuur/maatregelen/{geschorst.id}"
    brief = {"dag": clock.today().isoformat(), "tekst": "Ik ben het oneens."}
    assert secretaris.post(f"{page}/beroep", data=brief).status_code == 303
    assert geschorst.stand is MaatregelStand.IN_BEROEP
    laat = {"dag": (clock.today() + timedelta(days=90)).isoformat(), "tekst": ""}
    assert secretaris.post(f"{page}/beroep", data=laat).status_code == 303
    assert geschorst.beroep_tekst == "Ik ben het oneens."


def test_the_member_finds_it_under_the_account_also_while_suspended(
    geschorst: Maatregel, lid: Lid, login: Login
) -> None:
    member = login(lid)
    assert "Er is een maatregel over u" in member.get("/mijn").text
    assert link(geschorst) in member.get("/mijn/maatregelen").text
    assert "geen maatregel over u" in login(een_lid()).get("/mijn/maatregelen").text


def test_after_the_term_the_page_says_until_when(geschorst: Maatregel, client: Client) -> None:
    maak_maatregel_bekend(geschorst, clock.today(), clock.now())
    straks = clock.now() + timedelta(days=45)
    clock.install(lambda: straks)
    assert "U kon in beroep tot en met" in client.get(link(geschorst)).text
    answer = client.post(link(geschorst), data={"tekst": "Toch."})
    assert answer.status_code == 409
    assert "U kon in beroep tot en met" in answer.text
    assert geschorst.stand is MaatregelStand.BEKEND


def test_only_the_secretary_records_and_only_the_board_reads(
    geschorst: Maatregel, lid: Lid, login: Login
) -> None:
    voorzitter, member = login(een_lid(), "voorzitter"), login(een_lid())
    page = f"/bestuur/maatregelen/{geschorst.id}"
    assert voorzitter.get(page).status_code == 200
    assert voorzitter.get(f"/bestuur/leden/{lid.lidnummer}/maatregel").status_code == 403
    assert voorzitter.post(f"{page}/ontvangst", data={}).status_code == 403
    assert member.get(page).status_code == member.get("/bestuur/maatregelen").status_code == 403
