"""Looking at a page changes nothing."""

from __future__ import annotations

import contextvars
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.factories import een_lid
from tests.support.client import BASE, Client, sign_in
from tests.toegang.matrix import places
from vereniging.core.db import Base, db, finish, start_writing
from vereniging.leden.models import FunctieSoort

NOT_READY = "/readyz"  # rightly 503: these tests have no worker and no key file
FREE = {"inzagelog"}  # who looked at a member's data: the one thing a GET writes
Rows = dict[str, list[tuple[Any, ...]]]


@pytest.mark.traag("opens every page on a database of its own")
@pytest.mark.parametrize("who", ["visitor", "officer"])
def test_opening_every_page_writes_nothing(live_app: Flask, who: str, nu: object) -> None:
    client = visitor(live_app) if who == "visitor" else officer(live_app)
    before = everything(live_app)
    paths = [place.path(live_app) for place in places(live_app) if place.method == "GET"]
    broken = [path for path in paths if path != NOT_READY and status(client, path) >= 500]
    changed = [name for name, rows in everything(live_app).items() if rows != before[name]]
    assert not broken, "\n".join(broken)
    assert changed == []


def visitor(app: Flask) -> Client:
    """Somebody who never signed in, on a site with a member."""
    with app.app_context():
        start_writing()
        db.session.add(een_lid())
        finish()
    return Client(app)


def officer(app: Flask) -> Client:
    """Somebody who holds every office at once, and may open every page."""
    with app.app_context():
        start_writing()
        client = Client(app)
        return sign_in(client, een_lid(), [str(s) for s in FunctieSoort], second_factor=True)


def status(client: Client, path: str) -> int:
    answer = contextvars.Context().run(client.flask.get, path, base_url=BASE)
    return int(answer.status_code)


def everything(app: Flask) -> Rows:
    """All rows of all tables."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in FREE
        }
