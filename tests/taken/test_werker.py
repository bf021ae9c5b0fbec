"""Every job is done, its effects once, whoever dies."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text, update

from tests.support.settings import SECRET
from tests.taken import helper
from tests.toegang.live import Result, aside
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing
from vereniging.core.references import Nummer
from vereniging.taken import worker
from vereniging.taken.acties import claim, plan
from vereniging.taken.models import ATTEMPTS, LEASE, Taak
from vereniging.taken.worker import HANDLERS, SCHEDULE, plan_recurring, run_all, run_one

JOBS = 300


@pytest.fixture(autouse=True)
def _jobs(live_app: Flask) -> Iterator[None]:
    """The jobs of these tests alone, once the application has registered its own."""
    handlers, schedule, rounds = dict(HANDLERS), list(SCHEDULE), list(worker.ROUNDS)
    SCHEDULE.clear()
    worker.ROUNDS.clear()
    helper.register()
    yield
    HANDLERS.clear()
    HANDLERS.update(handlers)
    SCHEDULE[:], worker.ROUNDS[:] = schedule, rounds


def ask(app: Flask, aantal: int) -> None:
    """Ask for jobs that count, now."""

    def ask_all() -> None:
        for nummer in range(aantal):
            plan("proef.tel", f"proef:{nummer}", clock.now(), nummer=nummer)

    aside(app, ask_all)


def counted(app: Flask) -> int:
    """How many effects there are."""
    return aside(app, lambda: db.session.scalar(select(func.count()).select_from(Nummer)) or 0)


def job_row(app: Flask) -> Taak:
    """The only job, as it is stored now."""
    return aside(app, lambda: db.session.scalars(select(Taak)).one())


def as_worker(app: Flask, work: Callable[[], Result]) -> Result:
    """Do as the worker does: in a context, outside any unit."""
    with app.app_context():
        return work()


def set_clock(moment: datetime) -> None:
    """Let it be this moment from now on."""
    clock.install(lambda: moment)


@pytest.mark.traag("two processes start the whole application")
@pytest.mark.faults
def test_two_workers_do_all_jobs_and_none_twice(live_app: Flask, tmp_path: Path) -> None:
    ask(live_app, JOBS)
    context = multiprocessing.get_context("spawn")
    told = (str(tmp_path), live_app.config["DATABASE_URL"])
    workers = [context.Process(target=helper.worker, args=told) for _ in range(2)]
    for process in workers:
        process.start()
    for process in workers:
        process.join(90)
        assert process.exitcode == 0
    rows = aside(live_app, lambda: db.session.scalars(select(Taak)).all())
    assert [row.sleutel for row in rows if not row.gedaan_op or row.pogingen != 1] == []
    assert len(rows) == counted(live_app) == JOBS


def take(limit: int) -> list[int]:
    """Claim by the plan that reads a subquery again for every row, if there is one."""
    if db.engine.dialect.name == "postgresql":
        for road in ("hashagg", "hashjoin", "mergejoin", "sort", "material"):
            db.session.execute(text(f"SET LOCAL enable_{road} = off"))
    return claim(Taak, clock.now(), limit=limit)[1]


def test_a_claim_takes_no_more_than_it_asked_for(live_app: Flask) -> None:
    ask(live_app, 50)
    for limit in (1, 1, 7):
        assert len(aside(live_app, partial(take, limit))) == limit
    held = select(func.count()).where(Taak.gepakt_door.is_not(None))
    assert aside(live_app, lambda: db.session.scalar(held)) == 9


def test_failed_work_leaves_no_trace_waits_longer_and_then_for_a_person(
    live_app: Flask, nu: object
) -> None:
    aside(live_app, lambda: plan("proef.stuk", "proef:stuk", clock.now()))
    waits = []
    for _ in range(ATTEMPTS):
        begun = clock.now()
        assert as_worker(live_app, run_one)
        assert not as_worker(live_app, run_one)
        row = job_row(live_app)
        waits.append((row.klaar_vanaf - begun) / timedelta(minutes=1))
        set_clock(max(row.klaar_vanaf, begun))
    assert waits == [1, 5, 30, 120, 360, 360, 360, 0]
    assert row.mislukt_op
    assert row.fout
    assert row.fout.startswith("ZeroDivisionError")
    assert counted(live_app) == 0


def test_a_kind_of_job_that_nobody_knows_waits_and_stops_nothing(live_app: Flask) -> None:
    aside(live_app, lambda: plan("proef.weg", "proef:weg", clock.now() - timedelta(minutes=1)))
    ask(live_app, 1)
    assert as_worker(live_app, run_all) == 2
    assert counted(live_app) == 1


def test_a_worker_that_lost_its_lease_undoes_its_work(live_app: Flask) -> None:
    ask(live_app, 1)

    def loses(nummer: int) -> None:
        db.session.add(Nummer(reeks=f"J-{nummer}", laatste=1))
        db.session.execute(update(Taak).values(gepakt_door="another worker"))

    honest, HANDLERS["proef.tel"] = HANDLERS["proef.tel"], loses
    as_worker(live_app, run_one)
    HANDLERS["proef.tel"] = honest
    assert counted(live_app) == 0
    assert job_row(live_app).gedaan_op is None


def test_the_work_of_a_worker_that_died_is_done_when_its_lease_is_over(
    live_app: Flask, nu: object
) -> None:
    ask(live_app, 1)
    aside(live_app, lambda: claim(Taak, clock.now()))
    assert not as_worker(live_app, run_one)
    over = clock.now() + LEASE + timedelta(seconds=1)
    set_clock(over)
    assert as_worker(live_app, run_one)
    assert counted(live_app) == 1


def test_recurring_work_is_planned_once_per_period(live_app: Flask, nu: object) -> None:
    SCHEDULE.extend(
        [
            ("proef.dag", lambda moment: moment.astimezone(clock.AMSTERDAM).date().isoformat()),
            ("proef.uur", lambda moment: f"{moment:%Y-%m-%dT%H}"),
        ]
    )
    begun = clock.now()
    for minutes in (0, 0, 30, 60, 180, 240):  # 240: past midnight in Amsterdam
        moment = begun + timedelta(minutes=minutes)
        as_worker(live_app, partial(plan_recurring, moment))
    rows = aside(live_app, lambda: db.session.scalars(select(Taak.sleutel)).all())
    days = sorted(row for row in rows if row.startswith("proef.dag"))
    assert days == ["proef.dag:2026-11-22", "proef.dag:2026-11-23"]
    assert len(rows) - len(days) == 4


def test_asking_in_a_unit_that_is_undone_asks_nothing(live_app: Flask) -> None:
    def asks_and_breaks() -> None:
        plan("proef.tel", "proef:1", clock.now(), nummer=1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        aside(live_app, asks_and_breaks)
    assert not as_worker(live_app, run_one)


@pytest.mark.traag("starts the program as the service does")
def test_the_command_does_what_is_due_and_stops(live_app: Flask, tmp_path: Path) -> None:
    with live_app.app_context():
        start_writing()
        plan("post.opruimen", "proef:opruimen", clock.now())
        finish()
    config = live_app.config
    environment = {
        "VERENIGING_DATABASE_URL": config["DATABASE_URL"],
        "VERENIGING_DATA_DIR": str(config["DATA_DIR"]),
        "VERENIGING_SECRET_KEY": SECRET,
        "VERENIGING_STEMBUS_KEY_FILE": config["STEMBUS_KEY_FILE"],
        "PATH": os.environ["PATH"],
    }
    command = [sys.executable, "-m", "vereniging", "worker", "--eenmalig"]
    done = subprocess.run(  # noqa: S603  our own program
        command, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "gedaan" in done.stdout
    query = select(Taak).filter_by(sleutel="proef:opruimen")
    assert aside(live_app, lambda: db.session.scalars(query).one()).gedaan_op
