"""Saved lists: a question with a name, counted anew each time, for labels, letters and mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import NU, Login
from tests.factories import een_adres, een_huishouden, een_lid
from tests.support.client import Client
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.leden import papier
from vereniging.leden.acties import lijsten as acties
from vereniging.leden.models import Ledenlijst, LidSoort
from vereniging.leden.selectie import Selectie
from vereniging.logboek.models import Logboek

LIJST = "/bestuur/ledenlijsten"
LEEG = dict.fromkeys(("zoek", "soort", "stand", "functie"), "")


@pytest.fixture
def secretaris(login: Login) -> Client:
    """Who prints."""
    return login(een_lid(voornaam="Daan", adres=een_adres(straat="Haagweg")), "secretaris")


def a_list(client: Client, **anders: str) -> str:
    """The address of a saved list."""
    naam = anders.get("naam", "Potgieterlaan")
    answer = client.post(f"{LIJST}/nieuw", {**LEEG, "naam": naam, **anders})
    assert answer.status_code == 303, answer.text
    number = db.session.scalars(select(Ledenlijst.id).where(Ledenlijst.naam == naam)).one()
    return f"{LIJST}/{number}"


def test_a_question_of_the_register_becomes_a_list_and_a_mailing(secretaris: Client) -> None:
    db.session.add(een_lid(adres=een_adres(straat="Potgieterlaan"), email=None))
    assert "Er is nog geen lijst" in secretaris.get(LIJST).text
    register = secretaris.get("/bestuur/leden?zoek=potgieter&soort=lid").text
    assert "/bestuur/ledenlijsten/nieuw?zoek=potgieter&amp;soort=lid" in register
    form = secretaris.get(f"{LIJST}/nieuw?zoek=potgieter&soort=lid").text
    assert 'value="potgieter"' in form
    page = a_list(secretaris, zoek="potgieter", soort="lid")
    assert "potgieter" in secretaris.get(LIJST).text
    shown = secretaris.get(page).text
    assert "/bestuur/post/mailingen/nieuw?zoek=potgieter&amp;soort=lid" in shown
    mailing = secretaris.get("/bestuur/post/mailingen/nieuw?zoek=potgieter&soort=lid").text
    assert 'value="potgieter"' in mailing


def test_a_list_counts_who_fits_today(data: Session) -> None:
    selectie = Selectie(zoek="potgieter")
    for email in ("kim@example.org", None):
        db.session.add(een_lid(adres=een_adres(straat="Potgieterlaan"), email=email))
        db.session.flush()
    counts = acties.bereik(selectie)
    assert (counts.mail, counts.brief, counts.samen) == (1, 1, 2)


def test_two_lists_never_have_one_name(secretaris: Client) -> None:
    a_list(secretaris)
    again = secretaris.post(f"{LIJST}/nieuw", {**LEEG, "naam": "Potgieterlaan"})
    assert again.status_code == 422
    assert "Er is al een lijst met deze naam" in again.text
    db.session.add(Ledenlijst(naam="Potgieterlaan", keuze={}, gemaakt_op=NU, gemaakt_door_id=None))
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


@pytest.mark.parametrize("wrong", [{"naam": ""}, {"naam": "x"}, {"soort": "koning"}])
def test_a_wrong_answer_is_kept_and_nothing_is_saved(
    secretaris: Client, wrong: dict[str, str]
) -> None:
    answer = secretaris.post(f"{LIJST}/nieuw", {**LEEG, "naam": "Haagweg", "zoek": "haag", **wrong})
    assert answer.status_code == 422
    assert 'value="haag"' in answer.text
    assert db.session.scalars(select(Ledenlijst)).all() == []


def test_labels_want_a_reason_and_leave_a_line_in_the_log(secretaris: Client) -> None:
    page = a_list(secretaris)
    without = secretaris.post(f"{page}/etiketten", {"reden": "kort"})
    assert without.status_code == 422
    assert "Schrijf waarvoor u dit nodig heeft" in without.text
    made = secretaris.post(f"{page}/etiketten", {"reden": "Uitnodiging buurtborrel"})
    assert made.mimetype == "application/pdf"
    assert made.data.startswith(b"%PDF")
    line = db.session.scalars(select(Logboek).where(Logboek.soort == "ledenlijst.etiketten")).one()
    said = {fact.veld: fact.waarde for fact in line.gegevens}
    assert said == {"lijst": "Potgieterlaan", "reden": "Uitnodiging buurtborrel"}


def test_a_letter_for_each_keeps_markup_as_typed(secretaris: Client) -> None:
    page = a_list(secretaris)
    short = secretaris.post(f"{page}/brieven", {"onderwerp": "Feest", "tekst": "Hoi"})
    assert short.status_code == 422
    assert 'value="Feest"' in short.text
    letter = {"onderwerp": "#Feest $x$", "tekst": "Kom naar het *feest* #let x = 1 @a"}
    made = secretaris.post(f"{page}/brieven", letter)
    assert made.data.startswith(b"%PDF")


def test_of_a_household_one_gets_a_label(data: Session) -> None:
    db.session.add(een_huishouden(een_lid(), een_lid(email=None)))
    lijst = acties.bewaar("Huishoudens", Selectie(per_huishouden=True), None, NU)
    db.session.flush()
    (lid,) = acties.voor_etiketten(lijst, "Een goede reden")
    assert papier.adresregels(lid) == [lid.naam, str(lid.adres), "2399 ZZ  Leiden"]


def test_nobody_and_too_many_are_refused(
    secretaris: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = a_list(secretaris, soort=LidSoort.BEDRIJF.value, naam="Bedrijven")
    assert "Niemand past bij deze lijst" in secretaris.get(empty).text
    reason = {"reden": "Uitnodiging buurtborrel"}
    assert secretaris.post(f"{empty}/etiketten", reason).status_code == 409
    monkeypatch.setattr(acties, "MEESTE", 0)
    full = a_list(secretaris)
    refused = secretaris.post(f"{full}/etiketten", reason)
    assert refused.status_code == 409
    assert "hoogstens 5.000" in refused.text


def test_addresses_leave_only_with_a_fresh_second_step_and_by_the_secretary(
    login: Login, secretaris: Client
) -> None:
    page, reason = a_list(secretaris), {"reden": "Uitnodiging buurtborrel"}
    chair = login(een_lid(), "voorzitter")
    assert "Maak de etiketten" not in chair.get(page).text
    assert chair.post(f"{page}/etiketten", reason).status_code == 403
    moment = clock.now() + timedelta(minutes=11)
    clock.install(lambda: moment)
    assert secretaris.post(f"{page}/etiketten", reason).status_code == 403
    assert login(een_lid()).get(LIJST).status_code == 403


def test_a_list_is_thrown_away_and_the_members_stay(secretaris: Client) -> None:
    page = a_list(secretaris)
    assert secretaris.post(f"{page}/wissing").status_code == 303
    assert secretaris.get(page).status_code == 404
    assert "Daan" in secretaris.get("/bestuur/leden").text
