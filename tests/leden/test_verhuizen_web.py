"""Moving house: the new door, the household, and what leaving the area means."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_huishouden, een_lid
from tests.leden.factories import GEBIED, NU, post
from vereniging.leden.models import Lid, LidSoort, Lidwijziging
from vereniging.statuten.acties import stel_in

URL = "/mijn/verhuizing"
NAAR = {"postcode": "2399zz", "huisnummer": "7", "sinds": "2026-11-20", "samen": "nee"}
BUITEN = {**NAAR, "postcode": "2311AA", "straat": "Breestraat", "plaats": "Leiden"}


@pytest.fixture(autouse=True)
def _gebied(data: Session) -> None:
    stel_in(werkgebied=GEBIED)


def adres_van(data: Session, lid: Lid) -> str:
    return str(data.scalars(select(Lid).where(Lid.id == lid.id)).one().adres)


def test_who_moves_alone_starts_a_household_and_leaves_the_others(
    data: Session, login: Login
) -> None:
    lid, ander = een_lid(), een_lid()
    ander.adres = lid.adres
    huis = een_huishouden(lid, ander)
    data.add(huis)
    member = login(lid)
    oud = str(lid.adres)
    assert oud in member.get(URL).text
    assert member.post(URL, NAAR).status_code == 303
    data.expire_all()
    assert adres_van(data, lid) == "Potgieterlaan 7"
    assert lid.huishouden is not None
    assert lid.huishouden.id != huis.id
    assert str(lid.huishouden.adres) == "Potgieterlaan 7"
    assert (str(ander.adres), ander.huishouden_id) == (oud, huis.id)
    (row,) = data.scalars(select(Lidwijziging).where(Lidwijziging.veld == "adres"))
    assert row.reden == "Verhuisd op 20 november 2026."
    assert post("mee_verhuisd:") == []


def test_a_household_that_moves_stays_one_and_the_others_are_told(
    data: Session, login: Login
) -> None:
    lid, ander = een_lid(), een_lid(email=None)
    ander.adres = lid.adres
    huis = een_huishouden(lid, ander)
    data.add(huis)
    assert login(lid).post(URL, {**NAAR, "samen": "ja"}).status_code == 303
    data.expire_all()
    assert adres_van(data, ander) == "Potgieterlaan 7"
    assert lid.huishouden_id == ander.huishouden_id == huis.id
    assert str(huis.adres) == "Potgieterlaan 7"
    (letter,) = post("mee_verhuisd:")
    assert letter.is_brief


def test_who_lives_alone_takes_the_household_along(data: Session, login: Login) -> None:
    lid = een_lid()
    huis = een_huishouden(lid)
    data.add(huis)
    member = login(lid)
    assert "Verhuist uw hele huishouden mee?" not in member.get(URL).text
    fields = {naam: waarde for naam, waarde in NAAR.items() if naam != "samen"}
    assert member.post(URL, fields).status_code == 303
    data.expire_all()
    assert lid.huishouden_id == huis.id
    assert str(huis.adres) == "Potgieterlaan 7"


def test_a_donor_who_moves_has_no_household(data: Session, login: Login) -> None:
    lid = een_lid(LidSoort.DONATEUR)
    assert login(lid).post(URL, NAAR).status_code == 303
    data.expire_all()
    assert lid.huishouden is None


def test_outside_the_area_the_consequence_comes_first(data: Session, login: Login) -> None:
    secretaris = een_lid(email="secretaris@example.org")
    login(secretaris, "secretaris")
    lid = een_lid()
    data.add(een_huishouden(lid))
    member = login(lid)
    page = member.post(URL, BUITEN)
    assert page.status_code == 422
    for words in (
        "Dit adres ligt buiten ons werkgebied",
        "op 22 november 2026 bent u nog lid",
        "Lees wat dit betekent.",
        'value="Breestraat"',
    ):
        assert words in page.text
    assert adres_van(data, lid) != "Breestraat 7"
    assert member.post(URL, {**BUITEN, "gelezen": "y"}).status_code == 303
    assert adres_van(data, lid) == "Breestraat 7"
    (message,) = post("buiten_werkgebied:")
    assert message.aan == "secretaris@example.org"
    data.expire_all()
    assert lid.soort_op(NU.date()) is LidSoort.LID  # nothing ends by itself


def test_a_donor_hears_that_nothing_changes_outside(data: Session, login: Login) -> None:
    login(een_lid(), "secretaris")
    member = login(een_lid(LidSoort.DONATEUR))
    assert "Voor u verandert er niets." in member.post(URL, BUITEN).text
    assert member.post(URL, {**BUITEN, "gelezen": "y"}).status_code == 303
    assert post("buiten_werkgebied:") == []


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"sinds": "2026-11-23"}, "Geef dit door vanaf de dag dat u er woont."),
        ({"sinds": ""}, "Vul de dag in."),
        ({"samen": ""}, "Kies of uw huishouden meeverhuist."),
        ({"huisnummer": "x"}, "Vul uw huisnummer in, bijvoorbeeld 12 of 12A."),
        ({"postcode": "9999XX"}, "Wij kennen dit adres nog niet. Vul uw straat in."),
    ],
)
def test_what_is_missing_is_told_and_nobody_moves(
    data: Session, login: Login, anders: dict[str, str], sentence: str
) -> None:
    lid, ander = een_lid(), een_lid()
    data.add(een_huishouden(lid, ander))
    was = str(lid.adres)
    page = login(lid).post(URL, {**NAAR, **anders})
    assert page.status_code == 422
    assert sentence in page.text
    assert adres_van(data, lid) == was


def test_the_same_address_changes_nothing(data: Session, login: Login) -> None:
    lid, ander = een_lid(), een_lid()
    data.add(een_huishouden(lid, ander))
    member = login(lid)
    assert member.post(URL, NAAR).status_code == 303
    data.expire_all()
    huis = lid.huishouden_id
    fields = {**NAAR, "samen": "ja"}
    assert member.post(URL, fields).status_code == 303
    data.expire_all()
    assert lid.huishouden_id == huis
    rows = data.scalars(select(Lidwijziging).where(Lidwijziging.veld == "adres"))
    assert len(list(rows)) == 1
