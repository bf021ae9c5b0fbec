"""The site that is measured: real tables with as many members as asked for."""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import event, insert, select

from tests.stembus.factories import VRAAG, met_sleutel
from tests.support.mollie import TEST_KEY
from tests.support.settings import build_tables, settings
from vereniging import create_app as make
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing
from vereniging.leden.models import Adres, Functie, FunctieSoort, Lid, Lidmaatschap, LidSoort
from vereniging.stembus.acties import bereid_voor, open_stemming
from vereniging.toegang.models import Account, Sessie, SessieSoort, hashed

FOLDER, URL = "BENCH_FOLDER", "BENCH_URL"
VOTERS = 400


def create_app() -> Flask:
    """The application on the prepared database; each answer tells its number of queries."""
    folder = Path(os.environ[FOLDER])
    values = settings(folder, os.environ.get(URL, f"sqlite:///{folder}/bench.db"))
    if sandbox := os.environ.get("BENCH_MOLLIE"):
        values |= {"MOLLIE_API_URL": sandbox, "MOLLIE_API_KEY": TEST_KEY}
    app = make(values)
    with app.app_context():
        _count_queries(app, db.engine)
    return app


def _count_queries(app: Flask, engine: Any) -> None:
    counted = {"n": 0}

    @event.listens_for(engine, "before_cursor_execute")
    def count(*_facts: object) -> None:
        counted["n"] += 1

    @app.before_request
    def reset() -> None:
        counted["n"] = 0

    @app.after_request
    def tell(response: Any) -> Any:
        response.headers["X-Queries"] = str(counted["n"])
        return response


def prepare(folder: Path, members: int) -> list[str]:
    """Fill the database; the cookies of voters, the first of whom is secretary."""
    os.environ[FOLDER] = str(folder)
    app = create_app()
    with app.app_context():
        build_tables()
        met_sleutel()
        start_writing()
        _members(members)
        _offices()
        keys = _sessions(min(VOTERS, members))
        _vote()
        finish()
    return [_cookie(app, key) for key in keys]


def _members(count: int) -> None:
    today = clock.today() - timedelta(days=400)
    numbers = range(1, count + 1)
    door = {"letter": "", "toevoeging": "", "postcode": "2399ZZ", "plaats": "Leiden"}
    db.session.execute(
        insert(Adres),
        [{**door, "straat": "Haagweg", "huisnummer": n, "in_werkgebied": True} for n in numbers],
    )
    db.session.execute(
        insert(Lid),
        [
            {
                "lidnummer": n,
                "voornaam": f"Voornaam{n}",
                "achternaam": f"Achternaam{n:06d}",
                "voorletters": "",
                "tussenvoegsel": "",
                "email": f"lid{n}@example.org",
                "taal": "nl",
                "adres_id": n,
            }
            for n in numbers
        ],
    )
    period = {"soort": LidSoort.LID, "begin": today, "ingevoerd_op": clock.now()}
    db.session.execute(insert(Lidmaatschap), [{**period, "lid_id": n} for n in numbers])


def _offices() -> None:
    lid = db.session.scalars(select(Lid).order_by(Lid.id).limit(1)).one()
    begin = clock.today() - timedelta(days=300)
    db.session.add(Functie(lid=lid, soort=FunctieSoort.SECRETARIS, begin=begin))


def _sessions(count: int) -> list[str]:
    nu, keys = clock.now(), []
    for lid in db.session.scalars(select(Lid).order_by(Lid.id).limit(count)):
        key = secrets.token_urlsafe(32)
        account = Account(email=str(lid.email), lid_id=lid.id, gemaakt_op=nu, totp_sinds=nu)
        db.session.add(
            Sessie(
                sleutel_hash=hashed(key),
                account=account,
                soort=SessieSoort.MAILCODE,
                bevestigd_op=nu,
                verloopt_op=nu + timedelta(hours=12),
                tweede_factor_op=nu,
            )
        )
        keys.append(key)
    return keys


def _vote() -> None:
    nu = clock.now()
    stemming = bereid_voor(
        "Meting", slug="meting", vragen=[VRAAG], open_op=nu, sluit_op=nu + timedelta(days=7)
    )
    open_stemming(stemming, nu)


def _cookie(app: Flask, key: str) -> str:
    seen = int(clock.now().timestamp())
    return _signed(app, {"_user_id": key, "_fresh": True, "gezien": seen})


def visitor_cookie(app: Flask) -> str:
    """The cookie of somebody who opened a form without signing in."""
    return _signed(app, {})


def _signed(app: Flask, content: dict[str, Any]) -> str:
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    signed = signer.dumps({**content, "csrf_token": "f" * 40})
    return f"{app.config['SESSION_COOKIE_NAME']}={signed}"


def csrf(app: Flask) -> str:
    """The token that goes with those cookies."""
    from itsdangerous import URLSafeTimedSerializer  # noqa: PLC0415

    return str(URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps("f" * 40))
