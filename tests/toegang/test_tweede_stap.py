"""The second factor of officers, and proving again who you are."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pyotp
import pytest
from flask import Flask
from flask_login import login_user
from sqlalchemy import select

from tests.conftest import Login
from tests.factories import een_lid
from tests.support.client import Client
from tests.toegang.helpers import Mailbox, at
from vereniging.core.db import db
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.toegang.doelgroepen import is_doelgroep, secretaris
from vereniging.toegang.models import Account, Herstelcode, Sessie

SECRET = re.compile(r"<code>([A-Z2-7 ]{39})</code>")
RECOVERY = re.compile(r"<code>([0-9A-Z]{5}-[0-9A-Z]{5})</code>")
MIDDELEN = "/mijn/inlogmiddelen"
STAP = "/inloggen/tweede-stap"
HALF_MINUTE = timedelta(seconds=30)


def couple_app(client: Client, nu: datetime) -> pyotp.TOTP:
    """Couple a code app as its owner does."""
    assert client.post(f"{MIDDELEN}/app").status_code == 303
    page = client.get(f"{MIDDELEN}/app").text
    assert "data:image/svg+xml" in page
    totp = pyotp.TOTP(SECRET.findall(page)[0].replace(" ", ""))
    assert client.post(f"{MIDDELEN}/app/code", {"code": totp.at(nu)}).status_code == 303
    return totp


@pytest.fixture
def officer(login: Login) -> Client:
    """A secretary who just signed in for the first time."""
    return login(een_lid(), "secretaris", second_factor=False)


def test_an_officer_sees_nothing_but_the_page_to_add_a_second_factor(officer: Client) -> None:
    page = officer.get(MIDDELEN)
    assert "Voor uw functie is een tweede stap nodig" in page.text
    assert officer.get("/mijn/gegevens").location == MIDDELEN
    kept = officer.post("/mijn/gegevens", {"telefoon": "071 123 45 67"})
    assert kept.status_code == 403
    assert "071 123 45 67" in kept.text
    assert officer.get("/mijn/sessies").status_code == 200
    assert officer.post("/uitloggen").status_code == 303


def test_an_office_counts_only_after_the_second_factor(app: Flask, officer: Client) -> None:
    with app.test_request_context():
        sessie = db.session.scalars(select(Sessie)).one()
        login_user(sessie)
        assert not secretaris()
        assert not is_doelgroep("leden")
        sessie.tweede_factor_op = sessie.bevestigd_op
        assert secretaris()
        assert is_doelgroep("leden")


def test_an_officer_couples_an_app_and_goes_on(officer: Client, nu: datetime) -> None:
    couple_app(officer, nu)
    page = officer.get(MIDDELEN)
    assert "U hebt nog geen herstelcodes" in page.text
    account = db.session.scalars(select(Account)).one()
    assert account.heeft_tweede_factor
    assert "Er is een code-app gekoppeld" in Mailbox().text
    assert db.session.scalars(select(Logboek.soort)).all() == ["toegang.inlogmiddel"]
    sessie = db.session.scalars(select(Sessie)).one()
    assert sessie.tweede_factor_op == nu


def test_a_wrong_first_code_couples_nothing(officer: Client) -> None:
    officer.post(f"{MIDDELEN}/app")
    answer = officer.post(f"{MIDDELEN}/app/code", {"code": "000000"})
    assert answer.status_code == 422
    assert "Deze code klopt niet" in answer.text
    assert not db.session.scalars(select(Account)).one().heeft_tweede_factor


def test_a_dump_holds_no_secret_of_a_code_app(officer: Client, nu: datetime) -> None:
    totp = couple_app(officer, nu)
    account = db.session.scalars(select(Account)).one()
    assert account.totp is not None
    assert totp.secret.encode() not in account.totp


def test_a_code_of_the_app_works_once(officer: Client, nu: datetime) -> None:
    totp = couple_app(officer, nu)
    at(later := nu + timedelta(minutes=11))
    answer = officer.get(MIDDELEN)
    assert (answer.status_code, answer.location) == (303, f"{STAP}?naar={MIDDELEN}")
    assert "Code van uw app" in officer.get(STAP).text
    code = {"code": totp.at(later), "naar": MIDDELEN}
    first = officer.post(STAP, code)
    assert (first.status_code, first.location) == (303, MIDDELEN)
    again = officer.post(STAP, code)
    assert again.status_code == 422
    assert "al gebruikt" in again.text


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (1, 303), (2, 422)])
def test_a_clock_that_is_one_step_off_is_accepted(
    officer: Client, nu: datetime, steps: int, status: int
) -> None:
    totp = couple_app(officer, nu)
    at(later := nu + timedelta(minutes=11))
    code = totp.at(later + steps * HALF_MINUTE)
    assert officer.post(STAP, {"code": code}).status_code == status


def test_after_five_wrong_codes_also_the_right_one_waits(officer: Client, nu: datetime) -> None:
    totp = couple_app(officer, nu)
    at(later := nu + timedelta(minutes=11))
    wrong = {"code": "000000" if totp.at(later) != "000000" else "000001"}
    for _time in range(5):
        assert officer.post(STAP, wrong).status_code == 422
    refused = officer.post(STAP, {"code": totp.at(later)})
    assert refused.status_code == 429
    assert "Vanaf 20.26 uur" in refused.text
    at(much_later := later + timedelta(minutes=15, seconds=1))
    assert officer.post(STAP, {"code": totp.at(much_later)}).status_code == 303


def test_ten_recovery_codes_work_once_each(officer: Client, nu: datetime) -> None:
    couple_app(officer, nu)
    page = officer.post(f"{MIDDELEN}/herstelcodes")
    codes = RECOVERY.findall(page.text)
    assert len(set(codes)) == 10
    assert page.headers["Cache-Control"] == "no-store"
    first = officer.post(STAP, {"code": codes[0].lower().replace("-", " ")})
    assert first.status_code == 303
    assert "ingelogd met een van uw herstelcodes" in Mailbox().text
    assert officer.post(STAP, {"code": codes[0]}).status_code == 422
    assert officer.post(STAP, {"code": codes[1]}).status_code == 303
    assert "U hebt nog 8 herstelcodes" in officer.get(MIDDELEN).text


def test_new_recovery_codes_replace_the_old_ones(officer: Client, nu: datetime) -> None:
    couple_app(officer, nu)
    old = RECOVERY.findall(officer.post(f"{MIDDELEN}/herstelcodes").text)
    new = RECOVERY.findall(officer.post(f"{MIDDELEN}/herstelcodes").text)
    assert officer.post(STAP, {"code": old[0]}).status_code == 422
    assert officer.post(STAP, {"code": new[0]}).status_code == 303
    assert len(db.session.scalars(select(Herstelcode)).all()) == 10


def test_an_officer_keeps_at_least_one_second_factor(officer: Client, nu: datetime) -> None:
    couple_app(officer, nu)
    refused = officer.post(f"{MIDDELEN}/app/weg")
    assert refused.status_code == 409
    assert "uw enige tweede stap" in refused.text


def test_a_member_may_uncouple_the_app_and_is_told(login: Login, nu: datetime) -> None:
    member = login(een_lid(), second_factor=False)
    couple_app(member, nu)
    assert member.post(f"{MIDDELEN}/app/weg").status_code == 303
    assert "losgekoppeld" in Mailbox().text


def test_a_mailed_code_is_not_enough_for_an_officer_with_a_factor(
    officer: Client, nu: datetime
) -> None:
    couple_app(officer, nu)
    at(nu + timedelta(minutes=11))
    before = len(db.session.scalars(select(Mail)).all())
    assert "Mail mij een code" not in officer.get(STAP).text
    assert officer.post(f"{STAP}/mail").location.startswith(STAP)
    assert officer.post(f"{STAP}/code", {"code": "AAA-AAA"}).status_code == 303
    assert len(db.session.scalars(select(Mail)).all()) == before
    assert officer.get(MIDDELEN).status_code == 303


def test_a_member_proves_with_a_mailed_code(login: Login, nu: datetime) -> None:
    member = login(een_lid(), second_factor=False)
    at(nu + timedelta(minutes=11))
    assert member.get(MIDDELEN).location == f"{STAP}?naar={MIDDELEN}"
    assert member.post(f"{STAP}/mail", {"naar": MIDDELEN}).status_code == 303
    code = Mailbox().code
    wrong = member.post(f"{STAP}/code", {"code": "AAA-AAA", "naar": MIDDELEN})
    assert wrong.status_code == 422
    right = member.post(f"{STAP}/code", {"code": code, "naar": MIDDELEN})
    assert (right.status_code, right.location) == (303, MIDDELEN)
    assert member.get(MIDDELEN).status_code == 200


def test_a_code_to_prove_with_does_not_sign_in_and_works_in_one_session(
    login: Login, client: Client
) -> None:
    lid = een_lid()
    member, other_device = login(lid), login(lid)
    member.post(f"{STAP}/mail")
    code = Mailbox().code
    client.get("/inloggen")
    assert client.post("/inloggen/code", {"code": code}).status_code == 422
    assert other_device.post(f"{STAP}/code", {"code": code}).status_code == 422
    assert member.post(f"{STAP}/code", {"code": code}).status_code == 303


def test_proving_rotates_the_key_and_does_not_lengthen_the_session(
    login: Login, app: Flask, nu: datetime
) -> None:
    member = login(een_lid(), second_factor=False)
    old = member.flask.get_cookie("sessie", domain="127.0.0.1")
    end = db.session.scalars(select(Sessie.verloopt_op)).one()
    at(nu + timedelta(minutes=11))
    member.post(f"{STAP}/mail")
    member.post(f"{STAP}/code", {"code": Mailbox().code})
    assert db.session.scalars(select(Sessie.verloopt_op)).one() == end
    thief = Client(app)
    assert old is not None
    thief.flask.set_cookie("sessie", old.value, domain="127.0.0.1")
    assert thief.get("/mijn/sessies").location.startswith("/inloggen?")
    assert member.get("/mijn/sessies").status_code == 200


def test_a_stale_form_is_kept_while_somebody_proves_who_they_are(
    login: Login, nu: datetime
) -> None:
    member = login(een_lid(), second_factor=False)
    at(nu + timedelta(minutes=11))
    answer = member.post(f"{MIDDELEN}/passkeys", {"naam": "telefoon van Kim"})
    assert answer.status_code == 403
    assert "telefoon van Kim" in answer.text
    assert STAP in answer.text


def test_hostile_bytes_are_no_passkey(login: Login, client: Client) -> None:
    member = login(een_lid())
    client.get("/inloggen")
    for bad in ("", "{}", "[]", "[" * 15_000, '{"response": {"clientDataJSON": "bnVsbA"}}', "€"):
        assert client.post("/inloggen/passkey", {"antwoord": bad}).status_code == 422
        answer = member.post(f"{MIDDELEN}/passkeys", {"antwoord": bad, "naam": "telefoon"})
        assert answer.status_code == 422
        assert "niet toegevoegd" in answer.text
