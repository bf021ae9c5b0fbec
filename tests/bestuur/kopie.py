"""An association with something of everything, and a second place to put its copy back in."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from tests.bestuur.test_board import een_mail
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, om, stem
from tests.support import postgres
from tests.support.settings import settings
from vereniging import create_app
from vereniging.contributie.models import Bron, Grootboekregel, Nota, NotaSoort, Regelsoort
from vereniging.core.db import db, finish, start_writing
from vereniging.core.money import Bedrag
from vereniging.logboek.acties import schrijf, veranker
from vereniging.stembus.acties import sluit, tel
from vereniging.toegang.models import Account, Sessie, SessieSoort, hashed

FOTO = os.urandom(200_000)
DAG = timedelta(days=1)


def vul(app: Flask, nu: datetime) -> None:
    """Members, a counted vote, money, mail, somebody signed in, and a photo."""
    with app.app_context():
        start_writing()
        leden = [een_lid() for _ in range(6)]
        db.session.add_all(leden)
        db.session.flush()
        stemming = een_open_stemming(om(nu - 10 * DAG))
        finish()
        for lid in leden:
            start_writing()
            stem(stemming, lid)
            finish()
        start_writing()
        sluit(stemming, om(stemming.sluit_op))
        tel(stemming, om(stemming.sluit_op + timedelta(minutes=15)))
        om(nu)
        _money(leden[0].id, nu)
        _mail_and_session(nu)
        schrijf("proef.gedaan", gegevens={"wie": "Kim"})
        finish()
        start_writing()
        veranker(nu)
        finish()
        db.session.close()
    folder = Path(app.config["DATA_DIR"]) / "fotos"
    folder.mkdir(parents=True)
    (folder / f"{'a' * 32}.jpg").write_bytes(FOTO)


def _money(lid_id: int, nu: datetime) -> None:
    nota = Nota(
        kenmerk="N-2026-0001", jaar=2026, volgnummer=1, soort=NotaSoort.CONTRIBUTIE,
        eenheid="lid:1", lid_id=lid_id, tenaamstelling="Kim", bedrag=Bedrag(1250), teller=12,
        noemer=12, vervaldatum=nu.date(), gemaakt_op=nu, saldo=Bedrag(250),
    )  # fmt: skip
    db.session.add(nota)
    for volgnr, (soort, cents) in enumerate(
        [(Regelsoort.NOTA, 1250), (Regelsoort.BETALING, -1000)]
    ):
        regel = Grootboekregel(
            nota=nota, soort=soort, bedrag=Bedrag(cents), valutadatum=nu.date(), geboekt_op=nu,
            bron=Bron.BANK, bron_id="proef", volgnr=volgnr,
        )  # fmt: skip
        db.session.add(regel)


def _mail_and_session(nu: datetime) -> None:
    db.session.add(een_mail(sleutel="oud", gemaakt_op=nu - 2 * DAG, klaar_vanaf=nu - 2 * DAG))
    db.session.add(een_mail(sleutel="vers", gemaakt_op=nu, klaar_vanaf=nu))
    account = Account(email="kim@example.org", gemaakt_op=nu)
    sessie = Sessie(
        sleutel_hash=hashed("x"), account=account, soort=SessieSoort.MAILCODE,
        bevestigd_op=nu, verloopt_op=nu + DAG,
    )  # fmt: skip
    db.session.add(sessie)


@contextmanager
def elders(request: pytest.FixtureRequest, folder: Path, **anders: Any) -> Iterator[Flask]:
    """A second installation without tables, on the same kind of database."""
    url = ""
    if "postgresql" in request.node.name:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        url = server.create("elders")
    app = create_app({**settings(folder, url), **anders})
    try:
        yield app
    finally:
        with app.app_context():
            db.engine.dispose()


def draai(app: Flask, *words: object, **anders: Any) -> Result:
    """Run `vereniging backup …`."""
    args = ["backup", *map(str, words)]
    return app.test_cli_runner().invoke(args=args, **anders)


def in_een_kind(app: Flask, *words: object, stop_at: int = 0, largest: int = 0) -> int:
    """Run it in a process of its own, that dies at its n-th write, or may not write much."""
    with app.app_context():
        db.engine.dispose()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if stop_at:
        _die_at(stop_at)
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    os._exit(draai(app, *words).exit_code)


def _die_at(number: int) -> None:
    seen = 0

    def watch(event: str, args: tuple[Any, ...]) -> None:
        nonlocal seen
        writes = event == "open" and isinstance(args[2], int) and args[2] & os.O_CREAT
        if writes or event in {"os.rename", "os.mkdir"}:
            seen += 1
            if seen == number:
                os._exit(137)

    sys.addaudithook(watch)


def velden(app: Flask, column: Any) -> list[Any]:
    """The values of one column, read afresh."""
    with app.app_context():
        found = list(db.session.scalars(select(column)))
        db.session.close()
    return found
