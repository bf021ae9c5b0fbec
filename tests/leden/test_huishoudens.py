"""The secretary splits and joins households; who pays the nota follows."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_adres, een_huishouden, een_lid
from tests.leden.factories import NU
from tests.support.client import Client
from vereniging.leden.acties import Wijzigbron
from vereniging.leden.acties.huishoudens import (
    DeeltNiet,
    splits_huishouden,
    voeg_bij_huishouden,
)
from vereniging.leden.acties.toelaten import VreemdHuishouden
from vereniging.leden.models import Huishouden, Lid, LidSoort, Lidwijziging
from vereniging.logboek.models import Logboek

BRON = Wijzigbron(nu=NU, reden="Gebeld door het lid.")


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


def een_stel(data: Session, aantal: int = 2) -> list[Lid]:
    adres = een_adres()
    leden = [een_lid(adres=adres) for _ in range(aantal)]
    huishouden = een_huishouden(*leden)
    data.add(huishouden)
    data.flush()
    huishouden.betaler_id = leden[0].id
    data.flush()
    return leden


def geschiedenis(data: Session, lid: Lid) -> list[tuple[str, str]]:
    query = select(Lidwijziging).where(Lidwijziging.lid_id == lid.id).order_by(Lidwijziging.id)
    return [(row.oud, row.nieuw) for row in data.scalars(query)]


def test_who_leaves_gets_a_household_and_the_next_one_pays(data: Session) -> None:
    een, ander = een_stel(data)
    samen = een.huishouden
    assert samen is not None
    assert splits_huishouden(een, BRON)
    assert een.huishouden is not None
    assert een.huishouden is not samen
    assert een.huishouden.betaler() is een
    assert samen.leden == [ander]
    assert samen.betaler() is ander
    assert geschiedenis(data, een) == [(f"met {ander.lidnummer}", "eigen huishouden")]


def test_splitting_twice_does_it_once(data: Session) -> None:
    een, _ander = een_stel(data)
    assert splits_huishouden(een, BRON)
    assert not splits_huishouden(een, BRON)
    assert len(geschiedenis(data, een)) == 1


def test_a_member_who_stands_alone_gets_a_household(data: Session) -> None:
    lid = een_lid()
    data.add(lid)
    data.flush()
    assert splits_huishouden(lid, BRON)
    assert geschiedenis(data, lid) == [("geen huishouden", "eigen huishouden")]


def test_one_member_joins_and_the_others_stay(data: Session) -> None:
    een, ander, derde = een_stel(data, 3)
    splits_huishouden(een, BRON)
    own = een.huishouden
    assert own is not None
    assert voeg_bij_huishouden(ander, own, BRON)
    assert own.leden == [een, ander]
    assert derde.huishouden is not None
    assert derde.huishouden.leden == [derde]
    assert not voeg_bij_huishouden(ander, own, BRON)


def test_two_households_become_one(data: Session) -> None:
    een, ander, derde = een_stel(data, 3)
    splits_huishouden(een, BRON)
    rest = ander.huishouden
    naar = een.huishouden
    assert naar is not None
    assert rest is not None
    assert voeg_bij_huishouden(ander, naar, BRON, met_allen=True)
    assert naar.leden == [een, ander, derde]
    assert rest.leden == []
    assert geschiedenis(data, derde) == [
        (f"met {ander.lidnummer}", f"met {een.lidnummer}, {ander.lidnummer}")
    ]


def test_a_household_behind_another_door_is_refused(data: Session) -> None:
    een, ander = een_stel(data)
    vreemd, _ = een_stel(data)
    assert vreemd.huishouden is not None
    with pytest.raises(VreemdHuishouden):
        voeg_bij_huishouden(een, vreemd.huishouden, BRON)
    assert een.huishouden is ander.huishouden


def test_a_household_that_everybody_left_is_refused(data: Session) -> None:
    een, ander = een_stel(data)
    leeg = Huishouden(adres=een.adres)
    data.add(leeg)
    data.flush()
    with pytest.raises(VreemdHuishouden):
        voeg_bij_huishouden(ander, leeg, BRON)


@pytest.mark.parametrize("soort", [LidSoort.DONATEUR, LidSoort.BEDRIJF, None])
def test_who_pays_alone_or_left_shares_no_household(data: Session, soort: LidSoort | None) -> None:
    een, _ander = een_stel(data)
    lid = een_lid(soort, adres=een.adres)
    data.add(lid)
    data.flush()
    assert een.huishouden is not None
    with pytest.raises(DeeltNiet):
        splits_huishouden(lid, BRON)
    with pytest.raises(DeeltNiet):
        voeg_bij_huishouden(lid, een.huishouden, BRON)


def test_the_secretary_splits_and_joins_on_a_page(data: Session, secretaris: Client) -> None:
    een, ander = een_stel(data)
    url = f"/bestuur/leden/{een.lidnummer}"
    assert "Wijzig huishouden" in secretaris.get(url).text
    fields = {"naar": "eigen", "reden": "Zij wonen apart."}
    assert secretaris.post(f"{url}/huishouden", fields).status_code == 303
    page = secretaris.get(url).text
    assert "Zij wonen apart." in page
    assert ander.naam not in page
    data.expire_all()
    samen = ander.huishouden
    assert samen is not None
    page = secretaris.get(f"{url}/huishouden").text
    assert f"Bij {ander.naam}" in page
    back = {"naar": str(samen.id), "reden": "Toch samen."}
    assert secretaris.post(f"{url}/huishouden", back).status_code == 303
    assert ander.naam in secretaris.get(url).text
    lines = data.scalars(select(Logboek.wat).where(Logboek.soort == "lid.gewijzigd")).all()
    assert [line["velden"] for line in lines] == [["huishouden"], ["huishouden"]]


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"naar": ""}, "Kies een huishouden uit de lijst."),
        ({"naar": "424242"}, "Kies een huishouden uit de lijst."),
        ({"reden": ""}, "Schrijf op hoe u dit weet"),
    ],
)
def test_what_is_missing_is_told_and_nothing_changes(
    data: Session, secretaris: Client, anders: dict[str, str], sentence: str
) -> None:
    een, ander = een_stel(data)
    fields = {"naar": "eigen", "reden": "Zij wonen apart.", **anders}
    page = secretaris.post(f"/bestuur/leden/{een.lidnummer}/huishouden", fields)
    assert page.status_code == 422
    assert sentence in page.text
    assert een.huishouden is ander.huishouden


def test_alone_behind_a_door_there_is_nothing_to_choose(data: Session, secretaris: Client) -> None:
    een = een_stel(data, 1)[0]
    page = secretaris.get(f"/bestuur/leden/{een.lidnummer}/huishouden")
    assert page.status_code == 200
    assert "Op dit adres is geen ander huishouden." in page.text


def test_a_donor_gets_the_refusal_on_the_page(data: Session, secretaris: Client) -> None:
    lid = een_lid(LidSoort.DONATEUR)
    data.add(lid)
    data.flush()
    url = f"/bestuur/leden/{lid.lidnummer}"
    assert "Wijzig huishouden" not in secretaris.get(url).text
    page = secretaris.post(f"{url}/huishouden", {"naar": "eigen", "reden": "Zomaar."})
    assert page.status_code == 409
    assert "Alleen een lid of erelid hoort bij een huishouden." in page.text


def test_only_the_secretary_changes_households(data: Session, login: Login) -> None:
    een, _ander = een_stel(data)
    chair = login(een_lid(), "voorzitter")
    url = f"/bestuur/leden/{een.lidnummer}/huishouden"
    assert chair.get(url).status_code == 403
    assert chair.post(url, {"naar": "eigen", "reden": "Zomaar."}).status_code == 403
    assert "Wijzig huishouden" not in chair.get(f"/bestuur/leden/{een.lidnummer}").text
    assert login(een_lid(), "secretaris").get("/bestuur/leden/424242/huishouden").status_code == 404


def test_the_secretary_chooses_who_pays(data: Session, secretaris: Client) -> None:
    een, ander = een_stel(data)
    url = f"/bestuur/leden/{een.lidnummer}"
    assert "Wie krijgt de nota?" in secretaris.get(f"{url}/huishouden").text
    fields = {"betaler": str(ander.id), "hoe": "Samen gebeld."}
    assert secretaris.post(f"{url}/betaler", fields).status_code == 303
    data.expire_all()
    assert een.huishouden is not None
    assert een.huishouden.betaler() is ander
    assert geschiedenis(data, ander) == [("nee", "ja")]
    assert geschiedenis(data, een) == [("ja", "nee")]
    secretaris.post(f"{url}/betaler", fields)
    assert len(geschiedenis(data, ander)) == 1
    assert "Betaalt de nota" in secretaris.get(url).text


def test_only_somebody_of_the_household_pays_for_it(data: Session, secretaris: Client) -> None:
    een, _ander = een_stel(data)
    vreemd, _ook = een_stel(data)
    url = f"/bestuur/leden/{een.lidnummer}/betaler"
    for fields in (
        {"betaler": str(vreemd.id), "hoe": "Zomaar."},
        {"betaler": "", "hoe": "Zomaar."},
        {"betaler": str(een.id), "hoe": ""},
    ):
        assert secretaris.post(url, fields).status_code == 422
    assert een.huishouden is not None
    assert een.huishouden.betaler() is een
    assert secretaris.post("/bestuur/leden/424242/betaler", {}).status_code == 404


def test_a_chair_does_not_choose_who_pays(data: Session, login: Login) -> None:
    een, ander = een_stel(data)
    chair = login(een_lid(), "voorzitter")
    url = f"/bestuur/leden/{een.lidnummer}/betaler"
    assert chair.post(url, {"betaler": str(ander.id)}).status_code == 403
