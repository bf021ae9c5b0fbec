"""Collections while others write: two treasurers, many workers, webhooks, a crash at each step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError

from tests.betalingen.factories import NU, een_jaar
from tests.betalingen.test_race import BASE, at_once
from tests.factories import een_huishouden, een_lid
from tests.support.mollie import Sandbox
from vereniging.betalingen import machtigen
from vereniging.betalingen.afstemmen import controleer_wachtende
from vereniging.betalingen.gateway import GatewayConflict
from vereniging.betalingen.models import Betaling
from vereniging.contributie import acties, incassokeuze
from vereniging.contributie.acties import incasso, incasso_sturen
from vereniging.contributie.models import (
    Grootboekregel,
    Incassoregel,
    Incassorun,
    Incassouitkomst,
    Nota,
    RunStand,
)
from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.db import db, finish, start_writing, undo
from vereniging.core.errors import Busy, DomainError
from vereniging.core.secrets import token_for
from vereniging.leden.models import Lid
from vereniging.post.models import Mail
from vereniging.statuten.acties import stel_in
from vereniging.toegang.models import Account

IBAN, DAG, AANTAL = "NL91ABNA0417164300", date(2026, 12, 9), 12
DAN = NU + timedelta(days=16)
pytestmark = [pytest.mark.faults, pytest.mark.traag("threads and crashes on real transactions")]


@pytest.fixture
def app_(live_app: Flask, sandbox: Sandbox) -> Iterator[Flask]:
    """Twelve members with a mandate and an open nota, and three officers."""
    live_app.config.update(
        MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key, WTF_CSRF_ENABLED=False
    )
    clock.install(lambda: NU)
    with live_app.app_context():
        start_writing()
        een_jaar(huishouden=1000)
        stel_in(incasso_aan=True)
        db.session.add_all([een_huishouden(een_lid()) for _ in range(AANTAL)])
        db.session.add_all(
            [Account(email=f"bestuur{n}@example.org", gemaakt_op=NU) for n in range(3)]
        )
        db.session.flush()
        acties.maak_notas(2026, NU)
        for nota in db.session.scalars(select(Nota)):
            nota.verzocht_op = NU
        finish()
        for number in list(db.session.scalars(select(Lid.id).order_by(Lid.id))):
            unit(lambda number=number: sign(number))  # type: ignore[misc]  # a default binds it
    yield live_app
    clock.install(clock.system)


def sign(number: int) -> None:
    lid = db.session.get_one(Lid, number)
    machtigen.geef(lid, lid.naam, IBAN, NU)


def accounts() -> list[int]:
    return list(db.session.scalars(select(Account.id).order_by(Account.id)))


def attempt(app: Flask, act: Callable[[], object]) -> bool:
    """One unit of somebody who may lose the race; whether it was done."""
    with app.app_context():
        try:
            with database.translated():
                start_writing()
                act()
                finish()
        except (DomainError, IntegrityError, Busy, GatewayConflict):
            undo()
            return False
        return True


def unit(act: Callable[[], object]) -> None:
    """One unit of work, after whatever was read before."""
    undo()
    start_writing()
    act()
    finish()


def make_run() -> None:
    incasso.stel_op(DAG, incassokeuze.keuze(NU).afdruk, NU, accounts()[0])


def announced(app: Flask) -> list[int]:
    """A run whose day of sending came; the numbers of its lines."""
    with app.app_context():
        unit(make_run)
        number = db.session.scalars(select(Incassorun.id)).one()
        two = accounts()[1]
        unit(lambda: incasso.keur_goed(number, two, NU))
        unit(lambda: incasso.kondig_aan(number, NU))
        clock.install(lambda: DAN)
        unit(lambda: incasso_sturen.begin(DAN))
        lines = list(db.session.scalars(select(Incassoregel.id).order_by(Incassoregel.id)))
        undo()
    return lines


def count(what: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(what)) or 0


def test_two_treasurers_at_once_make_one_run(app_: Flask) -> None:
    at_once(4, lambda _n: attempt(app_, make_run))
    with app_.app_context():
        assert (count(Incassorun), count(Incassoregel)) == (1, AANTAL)
        undo()


def test_two_who_approve_and_one_who_withdraws_agree_on_one_outcome(app_: Flask) -> None:
    with app_.app_context():
        unit(make_run)
        number, who = db.session.scalars(select(Incassorun.id)).one(), accounts()
        undo()
    outcomes: list[tuple[int, bool]] = []

    def act(turn: int) -> None:
        if turn == 2:
            outcomes.append((turn, attempt(app_, lambda: incasso.trek_in(number))))
        else:
            approve = lambda: incasso.keur_goed(number, who[1 + turn], NU)  # noqa: E731
            outcomes.append((turn, attempt(app_, approve)))

    at_once(3, act)
    with app_.app_context():
        run = db.session.scalars(select(Incassorun)).one()
        approvals = [done for turn, done in outcomes if turn < 2 and done]
        assert len(approvals) <= 1
        expected = RunStand.INGETROKKEN if (2, True) in outcomes else RunStand.GOEDGEKEURD
        assert run.stand is expected
        undo()


def test_workers_twice_and_webhooks_in_between_collect_each_nota_once(
    app_: Flask, sandbox: Sandbox
) -> None:
    lines = announced(app_)

    def work(turn: int) -> None:
        for line in lines if turn % 2 else reversed(lines):
            attempt(app_, lambda line=line: incasso_sturen.dien_in(line, DAN))  # type: ignore[misc]
            hook(app_, line, sandbox)

    at_once(4, work)
    for line in lines:
        attempt(app_, lambda line=line: incasso_sturen.dien_in(line, DAN))  # type: ignore[misc]
        hook(app_, line, sandbox)
    payments = list(sandbox.gateway().iter_payments())
    assert len(payments) == AANTAL
    with app_.app_context():
        assert count(Betaling) == AANTAL
        assert count(Grootboekregel) == 2 * AANTAL
        assert set(db.session.scalars(select(Incassoregel.uitkomst))) == {Incassouitkomst.BETAALD}
        assert db.session.scalars(select(Incassorun)).one().stand is RunStand.GESLOTEN
        assert {nota.saldo.centen for nota in db.session.scalars(select(Nota))} == {0}
        undo()


def hook(app: Flask, line: int, sandbox: Sandbox) -> None:
    """The bank paid this line, and Mollie calls."""
    with app.app_context():
        query = select(Betaling).join(Incassoregel, Incassoregel.betaling_id == Betaling.id)
        betaling = db.session.scalars(query.where(Incassoregel.id == line)).one_or_none()
        undo()
        if betaling is None or betaling.mollie_id is None:
            return
        url = f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"
        tr_id = betaling.mollie_id
    if sandbox.gateway().get_payment(tr_id).status != "paid":
        sandbox.pay(tr_id)
    app.test_client().post(url, data={"id": tr_id}, base_url=BASE)


class Killed(BaseException):
    """As a kill: nothing catches it."""


def test_killed_at_any_statement_each_nota_is_collected_once(app_: Flask, sandbox: Sandbox) -> None:
    lines = announced(app_)
    with app_.app_context():
        for step, line in enumerate(lines, 1):
            killed(line, step)
        for line in lines:
            unit(lambda line=line: incasso_sturen.dien_in(line, DAN))  # type: ignore[misc]
        unit(lambda: controleer_wachtende(DAN + timedelta(minutes=10)))
        assert count(Betaling) == AANTAL
        made = [payment.metadata["betaling"] for payment in sandbox.gateway().iter_payments()]
        assert sorted(made) == sorted(db.session.scalars(select(Betaling.kenmerk)))
        told = select(func.count()).select_from(Mail).where(Mail.sleutel.startswith("incasso-"))
        assert db.session.scalar(told) == AANTAL
        undo()


def killed(line: int, step: int) -> None:
    """Send one line and die at its n-th writing statement."""
    seen: list[str] = []

    def watch(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            seen.append(statement)
            if len(seen) == step:
                raise Killed

    event.listen(db.engine, "before_cursor_execute", watch)
    try:
        unit(lambda: incasso_sturen.dien_in(line, DAN))
    except Killed:
        undo()
    finally:
        event.remove(db.engine, "before_cursor_execute", watch)
