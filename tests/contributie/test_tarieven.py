"""A year: its prices, the decision behind them, and making its notas with a record."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, TIEN, een_jaar, een_nota
from tests.conftest import Login
from tests.factories import een_huishouden, een_lid
from tests.support.client import Client
from vereniging.contributie import acties
from vereniging.contributie.acties.notas import NietsTeDoen, VoorbeeldVerouderd
from vereniging.contributie.models import (
    Categorie,
    Contributiejaar,
    Contributierun,
    Dekking,
    Nota,
)
from vereniging.contributie.queries import contributiejaar
from vereniging.core.money import Bedrag
from vereniging.leden.acties.beheren import Wijzigbron
from vereniging.leden.acties.huishoudens import splits_huishouden, voeg_bij_huishouden
from vereniging.leden.models import LidSoort

TARIEVEN = "/bestuur/contributie/tarieven"
INGEVULD = {
    "jaar": "2027",
    "basis": "12,50",
    "minima": "2,50",
    "bedrijf": "25",
    "donateur": "",
    "datum": "2026-11-10",
    "tekst": "De ALV stelt de contributie voor 2027 vast.",
}


def test_the_treasurer_fixes_next_year_with_the_decision_that_set_it(
    data: Session, login: Login, client: Client
) -> None:
    kas = login(een_lid(), "penningmeester")
    assert "nog geen tarieven" in kas.get(TARIEVEN).text
    assert "lid wordt" in kas.get(f"{TARIEVEN}/nieuw").text
    assert kas.post(TARIEVEN, INGEVULD).status_code == 303
    fixed = contributiejaar(2027)
    assert fixed is not None
    assert (fixed.begin, fixed.besluit.datum) == (date(2027, 1, 1), date(2026, 11, 10))
    assert {t.categorie.value: t.bedrag.centen for t in fixed.tarieven} == {
        "huishouden": 1250,
        "minima": 250,
        "bedrijf": 2500,
    }
    page = kas.get(TARIEVEN).text
    assert fixed.besluit.kenmerk in page
    assert "Begint later" in page
    assert "12,50" not in client.get("/contributie").text


def test_until_the_first_nota_another_decision_may_follow_and_then_no_more(
    data: Session, login: Login
) -> None:
    kas = login(een_lid(), "penningmeester")
    kas.post(TARIEVEN, INGEVULD | {"jaar": "2026"})
    assert kas.post(TARIEVEN, INGEVULD | {"jaar": "2026", "basis": "10"}).status_code == 303
    fixed = data.scalars(select(Contributiejaar)).one()
    assert fixed.tarief(Categorie.HUISHOUDEN) == Bedrag(1000)
    minder = INGEVULD | {"jaar": "2026", "basis": "10", "minima": "", "bedrijf": ""}
    assert kas.post(TARIEVEN, minder).status_code == 303
    assert [tarief.categorie for tarief in fixed.tarieven] == [Categorie.HUISHOUDEN]
    data.add(een_huishouden(een_lid()))
    data.flush()
    acties.maak_notas(2026, NU)
    late = kas.post(TARIEVEN, INGEVULD | {"jaar": "2026"})
    assert late.status_code == 422
    assert "Staat vast" in kas.get(TARIEVEN).text


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("basis", "1e3"),
        ("basis", "-5"),
        ("basis", "1000,01"),
        ("basis", ""),
        ("minima", "13"),
        ("datum", "2026-11-23"),
        ("datum", "2020-01-01"),
        ("jaar", "2031"),
        ("tekst", "Ja."),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    data: Session, login: Login, veld: str, waarde: str
) -> None:
    answer = login(een_lid(), "penningmeester").post(TARIEVEN, INGEVULD | {veld: waarde})
    assert answer.status_code == 422
    assert INGEVULD["tekst"] in answer.text or veld == "tekst"
    assert contributiejaar(2027) is None


def test_the_preview_names_who_gets_none_and_the_run_keeps_that(
    data: Session, login: Login
) -> None:
    een_jaar(huishouden=1000)
    erelid = een_lid(LidSoort.ERELID, achternaam="Verdienste")
    data.add_all([een_huishouden(een_lid()), erelid])
    kas = login(een_lid(), "penningmeester")
    page = kas.get("/bestuur/contributie/2026/run").text
    assert "Kim Verdienste: erelid" in page
    assert kas.post("/bestuur/contributie/2026/run", {"gezien": gezien(page)}).status_code == 303
    record = data.scalars(select(Contributierun)).one()
    assert (record.aantal, record.totaal) == (2, Bedrag(2000))
    assert record.door_id is not None
    assert {nota.run_id for nota in data.scalars(select(Nota))} == {record.id}
    shown = kas.get(f"/bestuur/contributie/2026/run/{record.id}").text
    assert "Kim Verdienste: erelid" in shown
    assert "Niets te doen" in kas.get("/bestuur/contributie/2026/run").text
    reader = login(een_lid(), "kascommissie")
    assert reader.get("/bestuur/contributie/2026/run").status_code == 200
    assert reader.post("/bestuur/contributie/2026/run", {"gezien": "x"}).status_code == 403


def gezien(page: str) -> str:
    found = re.search(r'name="gezien"[^>]*value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_when_somebody_joined_since_the_preview_nothing_is_made(
    data: Session, login: Login
) -> None:
    een_jaar(huishouden=1000)
    data.add(een_huishouden(een_lid()))
    kas = login(een_lid(), "penningmeester")
    seen = gezien(kas.get("/bestuur/contributie/2026/run").text)
    data.add(een_huishouden(een_lid()))
    answer = kas.post("/bestuur/contributie/2026/run", {"gezien": seen})
    assert answer.status_code == 409
    assert "veranderd sinds het voorbeeld" in answer.text
    with pytest.raises(VoorbeeldVerouderd):
        acties.maak_notas(2026, NU, None, seen)
    assert list(data.scalars(select(Nota))) == []


def test_who_joins_later_gets_a_nota_in_a_second_run(data: Session) -> None:
    een_nota()
    data.add(een_huishouden(een_lid()))
    data.flush()
    assert acties.maak_notas(2026, NU + timedelta(days=1)) == 1
    assert [run.aantal for run in data.scalars(select(Contributierun))] == [1, 1]


def test_who_moves_in_with_a_household_that_was_charged_is_covered_by_it(data: Session) -> None:
    nota = een_nota()
    assert nota.betaler is not None
    newcomer = een_lid(huishouden=nota.betaler.huishouden)
    data.add(newcomer)
    data.flush()
    assert acties.maak_notas(2026, NU) == 0
    covered = data.scalars(select(Dekking).where(Dekking.lid_id == newcomer.id)).one()
    assert covered.nota_id == nota.id
    newcomer.huishouden = een_huishouden()
    data.flush()
    with pytest.raises(acties.notas.NietsTeDoen):
        acties.maak_notas(2026, NU)


def test_a_household_that_splits_during_the_year_is_charged_once(data: Session) -> None:
    een_jaar()
    een, ander, nieuw = een_lid(), een_lid(), een_lid()
    data.add(een_huishouden(een, ander))
    data.flush()
    acties.maak_notas(2026, NU)
    assert splits_huishouden(ander, Wijzigbron(nu=NU, door=None, reden="Gaat apart wonen."))
    with pytest.raises(NietsTeDoen):
        acties.maak_notas(2026, NU)
    assert ander.huishouden is not None
    data.add(nieuw)
    nieuw.huishouden = ander.huishouden  # somebody who was not charged moves in
    data.flush()
    assert acties.maak_notas(2026, NU) == 1
    payers = [nota.betaler_id for nota in data.scalars(select(Nota).order_by(Nota.id))]
    assert payers == [een.id, nieuw.id]


def test_who_splits_off_and_comes_back_is_charged_once(data: Session) -> None:
    een_jaar()
    een, ander = een_lid(), een_lid()
    data.add(een_huishouden(een, ander))
    data.flush()
    acties.maak_notas(2026, NU)
    bron = Wijzigbron(nu=NU, door=None, reden="Gaat apart wonen.")
    assert splits_huishouden(een, bron)  # the payer leaves; the nota goes along
    assert ander.huishouden is not None
    assert voeg_bij_huishouden(een, ander.huishouden, bron)
    with pytest.raises(NietsTeDoen):
        acties.maak_notas(2026, NU)
    assert [nota.saldo for nota in data.scalars(select(Nota))] == [TIEN]
