"""Collections: one that the bank may still take back (one did), and one that was announced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from vereniging.betalingen.machtigen import geef
from vereniging.betalingen.models import Betaling
from vereniging.betalingen.sandbox import RunningSandbox, create_sandbox
from vereniging.betalingen.sync import sync_payment
from vereniging.contributie.acties.incasso import keur_goed, stel_op
from vereniging.contributie.acties.incasso_sturen import begin
from vereniging.contributie.incassokeuze import keuze, vroegste_dag
from vereniging.contributie.models import Incassorun, Nota
from vereniging.core.db import db
from vereniging.core.money import NUL
from vereniging.core.workdays import amsterdam_day
from vereniging.demo.gegevens.ambt import account
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import FunctieSoort
from vereniging.statuten.acties import stel_in

IBAN = "NL91ABNA0417164300"  # of a bank's own example, nobody's account
LANG_GELEDEN, KORT_GELEDEN = -60, -6  # days: when members signed
MENSEN = 4  # two in each run


def vertel(verhaal: Geschiedenis, app: Flask) -> None:
    """Some who had not paid gave a mandate; early in a year nobody was asked long enough ago."""
    notas = _notas(verhaal)
    with verhaal.daad(verhaal.moment(LANG_GELEDEN)):
        stel_in(incasso_aan=True)
    if len(notas) < MENSEN:
        return
    with _mollie(app) as mollie:
        _machtig(verhaal, mollie, notas[:2], LANG_GELEDEN)
        _voorlopig(verhaal, mollie)
        _machtig(verhaal, mollie, notas[2:], KORT_GELEDEN)
        _run(verhaal, verhaal.moment(KORT_GELEDEN + 1))
        _zet_klok(mollie, verhaal.nu)


def _notas(verhaal: Geschiedenis) -> list[int]:
    """Open notas; the last two stay for the statement of this week."""
    query = select(Nota.id).where(
        Nota.saldo > NUL,
        Nota.betaler_id.is_not(None),
        Nota.pauze_tot.is_(None),
        Nota.jaar == verhaal.vandaag.year,
        Nota.verzocht_op < verhaal.moment(LANG_GELEDEN),
    )
    return list(db.session.scalars(query.order_by(Nota.id)))[:-2][:MENSEN]


@contextmanager
def _mollie(app: Flask) -> Iterator[RunningSandbox]:
    """The demo's own sandbox, for as long as its part of the story takes."""
    usual = app.config["MOLLIE_API_URL"]
    made = create_sandbox(Path(app.config["DATA_DIR"]).parent / "mollie.db")
    with RunningSandbox(made) as running:
        app.config["MOLLIE_API_URL"] = running.url
        try:
            yield running
        finally:
            app.config["MOLLIE_API_URL"] = usual


def _zet_klok(mollie: RunningSandbox, moment: datetime) -> None:
    store = mollie.world.store
    store.move(moment.timestamp() - store.now())


def _machtig(verhaal: Geschiedenis, mollie: RunningSandbox, notas: list[int], dagen: int) -> None:
    _zet_klok(mollie, verhaal.moment(dagen))
    with verhaal.daad(verhaal.moment(dagen)) as nu:
        for number in notas:
            lid = db.session.get_one(Nota, number).betaler
            if lid is not None:
                geef(lid, lid.naam, IBAN, nu)


def _run(verhaal: Geschiedenis, moment: datetime) -> date:
    """Made by the treasurer, approved by the secretary a day later, then announced."""
    with verhaal.daad(moment) as nu:
        door = account(verhaal, FunctieSoort.PENNINGMEESTER)
        dag = vroegste_dag(amsterdam_day(nu))
        stel_op(dag, keuze(nu).afdruk, nu, door)
    with verhaal.daad(moment + timedelta(days=1)) as nu:
        last = select(Incassorun.id).order_by(Incassorun.id.desc()).limit(1)
        door = account(verhaal, FunctieSoort.SECRETARIS)
        keur_goed(db.session.scalars(last).one(), door, nu)
    verhaal.werk(moment + timedelta(days=1))
    return dag


def _voorlopig(verhaal: Geschiedenis, mollie: RunningSandbox) -> None:
    """All paid on the day; a week later one bank took its part back."""
    day = verhaal.op(_run(verhaal, verhaal.moment(LANG_GELEDEN + 2)))
    sent = day - timedelta(days=1)
    _zet_klok(mollie, sent)
    with verhaal.daad(sent) as nu:
        begin(nu)
    verhaal.werk(sent + timedelta(minutes=1))
    paid = select(Betaling.id).order_by(Betaling.id)
    _neem_over(verhaal, mollie, day + timedelta(days=3), list(db.session.scalars(paid)))
    number = db.session.scalars(paid.limit(1)).one()
    first = db.session.get_one(Betaling, number).mollie_id
    world = mollie.world
    with world.store.transaction():
        world.returns.charge_back(world.payments.get(str(first)), {"code": "MD06"})
    _neem_over(verhaal, mollie, day + timedelta(days=7), [number])


def _neem_over(
    verhaal: Geschiedenis, mollie: RunningSandbox, moment: datetime, nummers: list[int]
) -> None:
    _zet_klok(mollie, moment)
    with verhaal.daad(moment) as nu:
        for number in nummers:
            sync_payment(number, nu)
