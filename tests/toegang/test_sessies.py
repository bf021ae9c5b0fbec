"""Where somebody is signed in, and how that ends."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask_login import encode_cookie
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.support.client import Client
from tests.toegang.helpers import BASE, Mailbox, at
from vereniging.core.db import db
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.taken.bewaren import ruim_op
from vereniging.toegang.acties import log_lid_uit, verander_adres
from vereniging.toegang.models import Account, Sessie

PAGE = "/mijn/sessies"
FIREFOX = {"User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"}


def sign_in_by_mail(app: Flask, lid: Lid, *, eigen: bool = False) -> Client:
    """A browser that signed in with a link, as everybody does."""
    client = Client(app)
    client.get("/inloggen")
    client.post(
        "/inloggen", {"email": lid.email or "", **({"eigen_apparaat": "y"} if eigen else {})}
    )
    assert client.post(Mailbox().link, headers=FIREFOX).status_code == 303
    return client


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid()
    data.add(lid)
    data.commit()
    return lid


def is_in(client: Client) -> bool:
    """Whether this browser is signed in."""
    return client.get(PAGE).status_code == 200


def test_a_copied_cookie_is_worthless_after_signing_out(lid: Lid, app: Flask) -> None:
    member, thief = sign_in_by_mail(app, lid), Client(app)
    cookie = member.flask.get_cookie("sessie", domain="127.0.0.1")
    assert cookie is not None
    thief.flask.set_cookie("sessie", cookie.value, domain="127.0.0.1")
    assert is_in(thief)
    answer = member.post("/uitloggen")
    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert thief.get(PAGE).location == f"/inloggen?naar={PAGE}"
    assert not is_in(member)


def test_signing_in_gives_a_new_key_and_forgets_what_the_browser_held(lid: Lid, app: Flask) -> None:
    client = Client(app)
    with client.flask.session_transaction(base_url=BASE) as session:
        session.update(taal="en", iets="van een ander")
    client.get("/inloggen")
    client.post("/inloggen", {"email": lid.email or ""})
    client.post(Mailbox().link)
    with client.flask.session_transaction(base_url=BASE) as session:
        assert session["taal"] == "en"
        assert "iets" not in session
        first = session["_user_id"]
    client.post("/inloggen", {"email": lid.email or ""})
    client.get("/inloggen")
    client.post(Mailbox().link)
    with client.flask.session_transaction(base_url=BASE) as session:
        assert session["_user_id"] != first


@pytest.mark.parametrize(
    ("eigen", "idle"), [(False, timedelta(minutes=30)), (True, timedelta(days=14))]
)
def test_who_does_nothing_is_signed_out(
    lid: Lid, app: Flask, nu: datetime, eigen: bool, idle: timedelta
) -> None:
    in_time, too_late = (sign_in_by_mail(app, lid, eigen=eigen) for _browser in range(2))
    at(nu + idle)
    assert is_in(in_time)
    at(nu + idle + timedelta(seconds=1))
    assert not is_in(too_late)


@pytest.mark.parametrize(
    ("eigen", "end"), [(False, timedelta(hours=12)), (True, timedelta(days=90))]
)
def test_also_who_is_busy_signs_in_again_one_day(
    lid: Lid, app: Flask, nu: datetime, eigen: bool, end: timedelta
) -> None:
    client = sign_in_by_mail(app, lid, eigen=eigen)
    steps = 30
    for step in range(1, steps):
        at(nu + end * step / steps)
        assert is_in(client)
    at(nu + end)
    assert not is_in(client)


def test_an_officer_has_no_long_session_on_an_own_device(
    lid: Lid, app: Flask, nu: datetime
) -> None:
    db.session.add(Functie(lid=lid, soort=FunctieSoort.SECRETARIS, begin=nu.date()))
    db.session.commit()
    client = sign_in_by_mail(app, lid, eigen=True)
    sessie = db.session.scalars(select(Sessie)).one()
    assert not sessie.eigen_apparaat
    assert sessie.verloopt_op == nu + timedelta(hours=12)
    assert client.get(PAGE).status_code == 200


def test_one_other_device_is_signed_out(lid: Lid, app: Flask) -> None:
    laptop, phone = sign_in_by_mail(app, lid), sign_in_by_mail(app, lid)
    rows = db.session.scalars(select(Sessie).order_by(Sessie.id)).all()
    page = laptop.get(PAGE).text
    assert page.count("Firefox, Windows") == 2
    assert page.count("Dit apparaat") == 1
    assert laptop.post(f"{PAGE}/{rows[1].kenmerk}/uitloggen").status_code == 303
    assert is_in(laptop)
    assert not is_in(phone)
    assert laptop.post(f"{PAGE}/{rows[0].kenmerk}/uitloggen").location == "/inloggen"
    assert not is_in(laptop)


def test_another_ones_device_does_not_exist(login: Login) -> None:
    mine, theirs = login(een_lid()), login(een_lid())
    assert theirs.get(PAGE).status_code == 200
    row = db.session.scalars(select(Sessie).order_by(Sessie.id.desc())).first()
    assert row is not None
    other = mine.post(f"{PAGE}/{row.kenmerk}/uitloggen")
    absent = mine.post(f"{PAGE}/{'0' * 16}/uitloggen")
    assert (other.status_code, absent.status_code) == (404, 404)
    assert is_in(theirs)


def test_everywhere_is_everywhere(lid: Lid, app: Flask) -> None:
    laptop, phone = sign_in_by_mail(app, lid), sign_in_by_mail(app, lid)
    assert laptop.post(f"{PAGE}/uitloggen").status_code == 303
    assert not is_in(laptop)
    assert not is_in(phone)


def test_a_new_address_or_role_ends_every_session(lid: Lid, app: Flask) -> None:
    client = sign_in_by_mail(app, lid)
    lid.email = "Nieuw@example.org"
    verander_adres(lid.id, "Nieuw@example.org")
    db.session.commit()
    assert not is_in(client)
    assert db.session.scalars(select(Account.email)).one() == "nieuw@example.org"
    client = sign_in_by_mail(app, lid)
    log_lid_uit(lid.id)
    db.session.commit()
    assert not is_in(client)


def test_a_remember_cookie_signs_nobody_in(lid: Lid, app: Flask) -> None:
    client, thief = sign_in_by_mail(app, lid), Client(app)
    with client.flask.session_transaction(base_url=BASE) as session:
        raw_key = session["_user_id"]
    with app.app_context():
        made = encode_cookie(raw_key)
    thief.flask.set_cookie("remember_token", made, domain="127.0.0.1")
    assert not is_in(thief)
    with thief.flask.session_transaction(base_url=BASE) as session:
        assert "_user_id" not in session


def test_pages_of_who_is_signed_in_are_not_stored(lid: Lid, app: Flask) -> None:
    client = sign_in_by_mail(app, lid)
    assert client.get(PAGE).headers["Cache-Control"] == "no-store"
    cookie = client.flask.get_cookie("sessie", domain="127.0.0.1")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"


def test_what_ended_is_forgotten_at_night(lid: Lid, app: Flask, nu: datetime) -> None:
    sign_in_by_mail(app, lid)
    ruim_op("toegang.opruimen", nu + timedelta(hours=11))
    assert db.session.scalars(select(Sessie)).all()
    ruim_op("toegang.opruimen", nu + timedelta(hours=12, seconds=1))
    assert not db.session.scalars(select(Sessie)).all()
