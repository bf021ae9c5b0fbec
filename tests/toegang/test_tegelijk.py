"""Twenty at the same moment: one session, five requests, one use of a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.support import postgres
from tests.support.client import BASE
from tests.toegang.helpers import Mailbox
from tests.toegang.live import at_once, live_app, store_member
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing, undo
from vereniging.toegang import factoren
from vereniging.toegang.models import Account, Inlogverzoek, Sessie

EMAIL = "kim@example.org"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def live(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application with one member, on a real file or server."""
    url = f"sqlite:///{tmp_path}/live.db"
    if request.param == "postgresql":
        server: postgres.Server = request.getfixturevalue("postgres_server")
        url = server.create("tegelijk")
    with live_app(tmp_path, url, WTF_CSRF_ENABLED=False) as app:
        store_member(app, EMAIL)
        yield app


def count_of(app: Flask, model: type[Sessie | Inlogverzoek]) -> int:
    """How many rows are really stored."""
    with app.app_context():
        found = db.session.scalar(select(func.count(model.id))) or 0
        undo()
    return found


def test_one_link_posted_twenty_times_at_once_gives_one_session(live: Flask) -> None:
    first = live.test_client()
    first.get("/inloggen", base_url=BASE)
    first.post("/inloggen", data={"email": EMAIL}, base_url=BASE)
    cookie = first.get_cookie("inlog", domain="127.0.0.1")
    assert cookie is not None
    with live.app_context():
        link = Mailbox().link
        undo()

    def post(_number: int) -> int:
        browser = live.test_client()
        browser.set_cookie("inlog", cookie.value, domain="127.0.0.1")
        return browser.post(link, base_url=BASE).status_code

    assert Counter(at_once(20, post)) == {303: 1, 422: 19}
    assert count_of(live, Sessie) == 1


def test_ten_requests_at_once_count_to_five(live: Flask) -> None:
    def ask(_number: int) -> int:
        return (
            live.test_client().post("/inloggen", data={"email": EMAIL}, base_url=BASE).status_code
        )

    assert Counter(at_once(10, ask)) == {303: 5, 429: 5}
    assert count_of(live, Inlogverzoek) == 5


def test_one_code_of_an_app_used_eight_times_at_once_is_right_once(live: Flask) -> None:
    nu = clock.now()
    with live.app_context():
        start_writing()
        account = Account(email=EMAIL, gemaakt_op=nu)
        db.session.add(account)
        factoren.nieuw_geheim(account)
        db.session.flush()
        totp = pyotp.TOTP(factoren.lees_geheim(account))
        account.bevestig_totp(0, nu)
        number, code = account.id, totp.at(nu)
        finish()

    def use(_number: int) -> bool:
        with live.app_context():
            start_writing()
            outcome = factoren.controleer(db.session.get_one(Account, number), code, nu)
            finish()
        return outcome.goed

    assert Counter(at_once(8, use)) == {True: 1, False: 7}
