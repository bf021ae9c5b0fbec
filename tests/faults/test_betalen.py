"""Killed between Mollie's yes and our note of it: found again, and never asked twice."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.betalingen.factories import NU, een_nota, regels
from tests.faults.betalen import DOEN, killed_after_the_call
from tests.support.mollie import Sandbox, sandbox
from tests.toegang.live import aside
from vereniging.betalingen.acties import maak_betaling
from vereniging.betalingen.incasso import zet_klaar
from vereniging.betalingen.machtigen import geef
from vereniging.betalingen.models import Betaling, Terugbetaling, Terugstand, Terugweg, Verschil
from vereniging.betalingen.sync import sync_payment
from vereniging.contributie.models import Nota
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.toegang.models import Account

__all__ = ["sandbox"]

BETAALD = [("nota", 1000), ("betaling", -1000)]
STRAKS, LATER = timedelta(minutes=1), timedelta(hours=2)  # before and after Mollie forgets a key
pytestmark = [pytest.mark.faults, pytest.mark.traag("kills processes")]


@pytest.fixture
def zaak(live_app: Flask, sandbox: Sandbox) -> Iterator[Flask]:
    """An application that pays at the sandbox, with one open nota."""
    live_app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    clock.install(lambda: NU)
    aside(live_app, een_nota)
    yield live_app
    clock.install(clock.system)


def de_nota() -> Nota:
    return db.session.scalars(select(Nota)).one()


def de_betaling() -> Betaling:
    return db.session.scalars(select(Betaling)).one()


def een_open_nota() -> int:
    return de_nota().id


def een_goedgekeurde_terugbetaling() -> int:
    """Of a nota that was paid through Mollie."""
    sync_payment(de_betaling().id, NU)
    accounts = [Account(email=f"kas{n}@example.org", gemaakt_op=NU) for n in range(2)]
    db.session.add_all(accounts)
    db.session.flush()
    terug = Terugbetaling(
        kenmerk="T-2026-0001",
        nota_id=de_nota().id,
        betaling_id=de_betaling().id,
        weg=Terugweg.MOLLIE,
        bedrag=Bedrag(400),
        reden="Te veel betaald.",
        gevraagd_op=NU,
        gevraagd_door_id=accounts[0].id,
        stand=Terugstand.GOEDGEKEURD,
        beslist_op=NU,
        beslist_door_id=accounts[1].id,
    )
    db.session.add(terug)
    db.session.flush()
    return terug.id


def een_klaargezette_incasso() -> int:
    lid = de_nota().betaler
    assert lid is not None
    machtiging = geef(lid, lid.naam, "NL91ABNA0417164300", NU)
    betaling = zet_klaar(de_nota().id, machtiging, NU)
    assert betaling is not None
    return betaling.id


def kill(app: Flask, folder: Path, sandbox: Sandbox, wat: str, number: int) -> None:
    mollie = {"MOLLIE_API_URL": sandbox.api_url, "MOLLIE_API_KEY": sandbox.api_key}
    told = (str(folder), str(app.config["DATABASE_URL"]))
    process = multiprocessing.get_context("spawn").Process(
        target=killed_after_the_call, args=(told, mollie, wat, number, NU)
    )
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


def again(app: Flask, wat: str, number: int, nu: datetime) -> None:
    """Somebody clicks, or the worker comes by."""
    clock.install(lambda: nu)
    aside(app, lambda: DOEN[wat](number, nu))


def mollie_ids() -> tuple[str | None, int]:
    return de_betaling().mollie_id, len(db.session.scalars(select(Verschil)).all())


@pytest.mark.parametrize("wacht", [STRAKS, LATER])
@pytest.mark.parametrize("wat", ["betaling", "incasso"])
def test_a_payment_that_was_made_is_taken_over_and_booked_once(
    zaak: Flask, sandbox: Sandbox, tmp_path: Path, wat: str, wacht: timedelta
) -> None:
    number = aside(zaak, een_open_nota if wat == "betaling" else een_klaargezette_incasso)
    kill(zaak, tmp_path, sandbox, wat, number)
    assert aside(zaak, mollie_ids) == (None, 0)
    (made,) = sandbox.gateway().iter_payments()
    again(zaak, wat, number, NU + wacht)
    assert aside(zaak, mollie_ids) == (made.id, 0)
    sandbox.pay(made.id)
    for _webhook in range(2):
        aside(zaak, lambda: sync_payment(de_betaling().id, NU + wacht))
    assert aside(zaak, regels) == BETAALD
    assert len(list(sandbox.gateway().iter_payments())) == 1


@pytest.mark.parametrize("wacht", [STRAKS, LATER])
def test_money_that_went_back_is_found_and_never_goes_back_twice(
    zaak: Flask, sandbox: Sandbox, tmp_path: Path, wacht: timedelta
) -> None:
    aside(zaak, lambda: maak_betaling(de_nota().id, NU))
    (made,) = sandbox.gateway().iter_payments()
    sandbox.pay(made.id)
    number = aside(zaak, een_goedgekeurde_terugbetaling)
    kill(zaak, tmp_path, sandbox, "terugbetaling", number)
    assert aside(zaak, regels) == BETAALD
    for _worker in range(2):
        again(zaak, "terugbetaling", number, NU + wacht)
    assert aside(zaak, regels) == [*BETAALD, ("terugbetaling", 400)]
    assert len(list(sandbox.gateway().list_refunds(made.id))) == 1
    assert aside(zaak, mollie_ids) == (made.id, 0)
