"""Reminders while others write: two workers, a crash half-way, a payment at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError

from tests.betalingen.factories import NU, een_jaar
from tests.betalingen.test_race import at_once
from tests.factories import een_huishouden, een_lid
from vereniging.contributie import achterstand, acties
from vereniging.contributie.acties import herinneren
from vereniging.contributie.models import Betaalherinnering, Bron, Nota, Regelsoort
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing, undo
from vereniging.core.errors import Busy
from vereniging.post.models import Mail
from vereniging.taken.models import Taak
from vereniging.taken.worker import run_one

AANTAL = 20
pytestmark = [pytest.mark.faults, pytest.mark.traag("threads on real transactions")]


@pytest.fixture
def late_app(live_app: Flask) -> Iterator[Flask]:
    """An association with twenty late notas."""
    clock.install(lambda: NU)
    with live_app.app_context():
        start_writing()
        een_jaar(huishouden=1000)
        db.session.add_all([een_huishouden(een_lid()) for _ in range(AANTAL)])
        db.session.flush()
        acties.maak_notas(2026, NU)
        for nota in db.session.scalars(select(Nota)):
            nota.verzocht_op, nota.vervaldatum = NU - timedelta(days=60), date(2026, 11, 1)
        finish()
    yield live_app
    clock.install(clock.system)


def stored() -> tuple[int, int]:
    """How many steps and how many messages there are."""
    steps = db.session.scalar(select(func.count()).select_from(Betaalherinnering))
    mails = select(func.count()).select_from(Mail).where(Mail.sleutel.startswith("herinnering:"))
    return steps or 0, db.session.scalar(mails) or 0


def confirm() -> None:
    """A treasurer sends what the list shows."""
    start_writing()
    gezien = achterstand.beurt(NU).vingerafdruk
    herinneren.verstuur_herinneringen(gezien, NU, None)
    finish()


def work_off(app: Flask) -> None:
    """A worker that goes on when it lost a race."""
    with app.app_context():
        for _again in range(5):
            try:
                while run_one():
                    pass
            except (IntegrityError, Busy):
                undo()


def test_two_treasurers_and_four_workers_remind_everyone_once(late_app: Flask) -> None:
    with late_app.app_context():
        confirm()
        start_writing()
        numbers = [row.id for row in db.session.scalars(select(Nota))]
        herinneren._plan(numbers, NU - timedelta(seconds=1), None)
        finish()

    at_once(4, lambda _number: work_off(late_app))
    with late_app.app_context():
        start_writing()
        for taak in db.session.scalars(select(Taak).where(Taak.gedaan_op.is_(None))):
            taak.klaar_vanaf = NU
        finish()
    work_off(late_app)
    with late_app.app_context():
        assert stored() == (AANTAL, AANTAL)
        undo()


def test_a_crash_half_way_loses_nothing_and_repeats_nothing(late_app: Flask) -> None:
    with late_app.app_context():
        confirm()
        seen: list[str] = []

        def crash(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith("INSERT INTO betaalherinnering"):
                seen.append(statement)
                if len(seen) == AANTAL // 2:
                    message = "killed"
                    raise RuntimeError(message)

        event.listen(db.engine, "before_cursor_execute", crash)
        assert run_one()
        event.remove(db.engine, "before_cursor_execute", crash)
        assert stored() == (0, 0)
        undo()
        clock.install(lambda: NU + timedelta(minutes=2))
        assert run_one()
        assert stored() == (AANTAL, AANTAL)
        undo()


def test_who_pays_while_the_reminders_leave_is_reminded_before_it_or_not_at_all(
    late_app: Flask,
) -> None:
    with late_app.app_context():
        confirm()
        numbers = list(db.session.scalars(select(Nota.id).order_by(Nota.id)))
        undo()
    paid: list[int] = []
    lock = threading.Lock()

    def run(which: int) -> None:
        with late_app.app_context():
            if which == 0:
                run_one()
                return
            for number in numbers[which::4]:
                start_writing()
                pay(number)
                finish()
                with lock:
                    paid.append(number)

    at_once(4, run)
    with late_app.app_context():
        for row in db.session.scalars(select(Betaalherinnering)):
            assert row.trede == 1
        rows = set(db.session.scalars(select(Betaalherinnering.nota_id)))
        never_paid = set(numbers) - set(paid)
        assert never_paid <= rows
        steps, mails = stored()
        assert steps == mails == len(rows)
        undo()


def pay(number: int) -> None:
    """Money by bank for one nota."""
    regel = acties.Regel(
        soort=Regelsoort.BETALING,
        bedrag=-db.session.get_one(Nota, number).saldo,
        valutadatum=NU.date(),
        bron=Bron.BANK,
        bron_id=f"2026:{number}",
    )
    acties.boek_ontvangst(db.session.get_one(Nota, number), regel, NU)
