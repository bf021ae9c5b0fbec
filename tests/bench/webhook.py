"""What a webhook costs us: fetch at the sandbox, book once, answer."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import func, insert, select

from tests.bench.servers import Server, serving
from tests.bench.site import FOLDER, URL, create_app, csrf, visitor_cookie
from tests.betalingen.factories import NU, een_jaar
from tests.support.mollie import Sandbox
from tests.support.settings import build_tables
from vereniging.betalingen.models import Betaling
from vereniging.betalingen.sandbox import RunningSandbox, create_sandbox
from vereniging.contributie import acties
from vereniging.contributie.models import Grootboekregel, Nota
from vereniging.core.db import db, finish, start_writing
from vereniging.core.secrets import token_for
from vereniging.leden.models import Adres, Huishouden, Lid, Lidmaatschap, LidSoort

NOTAS, PER_ROUND = 100, 20
MOLLIE = "BENCH_MOLLIE"


def measure() -> Iterator[tuple[list[float], dict[str, object]]]:
    """Milliseconds of our own CPU per call, half of the calls being duplicates."""
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningSandbox(create_sandbox(Path(folder) / "mollie.db", seed=1)) as running,
    ):
        os.environ[FOLDER], os.environ[MOLLIE] = folder, running.url
        os.environ.pop(URL, None)
        app = create_app()
        with app.app_context():
            build_tables()
            pay_paths = _prepare()
        with serving("tests.bench.site:create_app", {}) as ours:
            cookie = visitor_cookie(app)
            for path in pay_paths:
                _post(ours.connect(), path, {"csrf_token": csrf(app)}, cookie)
            with app.app_context():
                hooks = _hooks(Sandbox(running))
            spent = [
                _round(ours, hooks[start : start + PER_ROUND])
                for start in range(0, NOTAS, PER_ROUND)
            ]
        with app.app_context():
            booked = db.session.scalar(
                select(func.count())
                .select_from(Grootboekregel)
                .where(Grootboekregel.bron == "mollie")
            )
        yield spent, {"aanroepen": 2 * NOTAS, "geboekt": booked}


def _prepare() -> list[str]:
    start_writing()
    een_jaar()
    numbers = range(1, NOTAS + 1)
    door = {"letter": "", "toevoeging": "", "postcode": "2399ZZ", "plaats": "Leiden"}
    db.session.execute(
        insert(Adres),
        [{**door, "straat": "Haagweg", "huisnummer": n, "in_werkgebied": True} for n in numbers],
    )
    db.session.execute(insert(Huishouden), [{"adres_id": n} for n in numbers])
    for number in numbers:
        lid = Lid(
            lidnummer=number,
            voornaam="Kim",
            achternaam=f"Verbeek{number}",
            adres=db.session.get_one(Adres, number),
            huishouden=db.session.get_one(Huishouden, number),
            email=f"lid{number}@example.org",
        )
        period = Lidmaatschap(soort=LidSoort.LID, begin=NU.date(), ingevoerd_op=NU)
        period.begin = period.begin.replace(year=2024)
        lid.lidmaatschappen.append(period)
        db.session.add(lid)
    db.session.flush()
    acties.maak_notas(2026, NU)
    seeds = list(db.session.scalars(select(Nota.kiem).order_by(Nota.id)))
    finish()
    return [f"/betalen/{token_for(seed, 'betalen')}" for seed in seeds]


def _hooks(sandbox: Sandbox) -> list[tuple[str, str]]:
    """Pay everything at the sandbox; token and number of each payment."""
    found = []
    for betaling in db.session.scalars(select(Betaling).order_by(Betaling.id)):
        number = str(betaling.mollie_id)
        sandbox.pay(number)
        found.append((token_for(betaling.kiem, "webhook"), number))
    return found


def _round(server: Server, hooks: list[tuple[str, str]]) -> float:
    connection = server.connect()
    begun = server.cpu()
    for token, number in hooks * 2:
        status = _post(connection, f"/betalingen/webhook/{token}", {"id": number})
        assert status == 200, status
    spent = server.cpu() - begun
    connection.close()
    return spent * 1000 / (2 * len(hooks))


def _post(connection: HTTPConnection, path: str, fields: dict[str, str], cookie: str = "") -> int:
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    connection.request("POST", path, urlencode(fields), headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status
