"""A full disk, a held lock, a kill: writing waits or refuses, reading goes on, nothing tears."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import create_engine, event, func, select, text

from tests.faults import kinderen
from tests.faults.stembus import open_vote
from tests.support.client import Client
from tests.toegang.live import aside
from vereniging.core import db as database
from vereniging.core.db import Base, db
from vereniging.core.references import Nummer
from vereniging.core.web import Blueprint, done, everyone
from vereniging.logboek.acties import first_fault
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail

VERHAAL = "Mijn lange verhaal over de lantaarnpaal."
ROOM = 40  # pages of 4 kB beyond what is in use
pytestmark = [pytest.mark.faults, pytest.mark.traag("waits for locks, kills processes")]


@pytest.fixture
def proef(live_app: Flask) -> Iterator[Client]:
    """A browser, and a view that stores a fact, a mail and a line in the log."""
    bp = Blueprint("proef", __name__, url_prefix="/proef")

    @bp.post("/feit", allow=everyone)
    def feit() -> ResponseReturnValue:
        kinderen.a_fact(db.session.scalar(select(func.count()).select_from(Nummer)) or 0)
        db.session.execute(select(Mail).with_for_update()).all()
        return done("site.home", "Gelukt.")

    live_app.register_blueprint(bp)
    with live_app.app_context():
        yield Client(live_app)


def stored(app: Flask) -> tuple[int, ...]:
    """How many facts, mails and lines there are."""

    def count_all() -> tuple[int, ...]:
        tables: tuple[type[Base], ...] = (Nummer, Mail, Logboek)
        counts = (db.session.scalar(select(func.count()).select_from(table)) for table in tables)
        return tuple(count or 0 for count in counts)

    return aside(app, count_all)


def is_sqlite(app: Flask) -> bool:
    """On which of the two this test runs."""
    return str(app.config["DATABASE_URL"]).startswith("sqlite")


@contextmanager
def full_disk(app: Flask) -> Iterator[None]:
    """No page more than there is now (PostgreSQL: its own word for a full disk)."""
    if not is_sqlite(app):
        body = "BEGIN RAISE EXCEPTION 'disk' USING ERRCODE = '53100'; END"
        make = f"CREATE FUNCTION vol() RETURNS trigger AS $$ {body} $$ LANGUAGE plpgsql"
        aside(app, lambda: db.session.execute(text(make)))
        trigger = "CREATE TRIGGER vol BEFORE INSERT ON mail FOR EACH ROW EXECUTE FUNCTION vol()"
        aside(app, lambda: db.session.execute(text(trigger)))
        yield
        aside(app, lambda: db.session.execute(text("DROP TRIGGER vol ON mail")))
        return

    def limit(dbapi: sqlite3.Connection, *_rest: object) -> None:
        used = dbapi.execute("PRAGMA page_count").fetchone()[0]
        dbapi.execute(f"PRAGMA max_page_count = {used}")

    event.listen(db.engine, "connect", limit)
    db.engine.dispose()
    yield
    event.remove(db.engine, "connect", limit)
    db.engine.dispose()


def test_a_full_disk_keeps_what_was_typed_lets_people_read_and_heals(proef: Client) -> None:
    assert proef.post("/proef/feit", {"tekst": VERHAAL}).status_code == 303
    with full_disk(proef.app):
        for _ in range(ROOM):
            before = stored(proef.app)
            answer = proef.post("/proef/feit", {"tekst": VERHAAL})
            if answer.status_code != 303:
                break
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "5"
        assert VERHAAL in answer.text
        assert "Uw gegevens staan er nog" in answer.text
        assert stored(proef.app) == before
        assert proef.get("/").status_code == 200
    assert proef.post("/proef/feit", {"tekst": VERHAAL}).status_code == 303
    assert len(set(stored(proef.app))) == 1
    assert aside(proef.app, first_fault) == ""


@contextmanager
def queue_held(app: Flask) -> Iterator[None]:
    """Another writer of ours does not let go."""
    path = Path(f"{db.engine.url.database}.lock")
    with path.open("a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def database_held(app: Flask) -> Iterator[None]:
    """A program that knows nothing of our queue holds the database."""
    if is_sqlite(app):
        with closing(sqlite3.connect(db.engine.url.database or "")) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
        return
    with ExitStack() as stack:
        engine = create_engine(app.config["DATABASE_URL"])
        stack.callback(engine.dispose)
        connection = stack.enter_context(engine.connect())
        connection.execute(text("LOCK TABLE mail IN ACCESS EXCLUSIVE MODE"))
        yield


@pytest.mark.parametrize("held", [queue_held, database_held])
def test_who_waits_longer_than_five_seconds_gets_the_text_back(
    proef: Client, held: Callable[[Flask], AbstractContextManager[None]]
) -> None:
    if held is queue_held and not is_sqlite(proef.app):
        pytest.skip("the queue is for SQLite")
    with held(proef.app):
        begun = time.monotonic()
        answer = proef.post("/proef/feit", {"tekst": VERHAAL})
        waited = time.monotonic() - begun
        assert answer.status_code == 503
        assert VERHAAL in answer.text
        assert database.PATIENCE - 0.5 < waited < database.PATIENCE + 4
    assert proef.post("/proef/feit", {"tekst": VERHAAL}).status_code == 303
    assert stored(proef.app) == (1, 1, 1)


@pytest.mark.parametrize("after", [1, 17, 40])
def test_a_kill_loses_nothing_that_was_acknowledged_and_tears_nothing(
    live_app: Flask, tmp_path: Path, after: int
) -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    told = (str(tmp_path), live_app.config["DATABASE_URL"])
    process = context.Process(target=kinderen.facts, args=(told, there))
    process.start()
    there.close()
    acknowledged = 0
    while acknowledged < after:
        acknowledged = here.recv()
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join(30)
    while here.poll():
        try:
            acknowledged = here.recv()
        except EOFError:
            break
    here.close()
    facts, mails, lines = stored(live_app)
    assert facts == mails == lines
    assert acknowledged <= facts <= acknowledged + 1
    assert aside(live_app, first_fault) == ""


def test_an_acknowledged_vote_is_on_the_disk(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("NIET GETOETST: strace ontbreekt, dus R3 (op schijf is op schijf) ook")
    from tests.toegang.live import live_app  # noqa: PLC0415  beside the fixture of that name

    url = f"sqlite:///{tmp_path}/vereniging.db"
    with live_app(tmp_path, url) as app:
        numbers = [str(number) for number in open_vote(app, 20).lidnummers]
    trace = tmp_path / "trace"
    watch = [strace, "-f", "-qq", "-o", str(trace), "-e", "trace=fdatasync,fsync,write"]
    child = [sys.executable, "-m", "tests.faults.kinderen", str(tmp_path), url, *numbers]
    done = subprocess.run([*watch, *child], capture_output=True, text=True, check=False)  # noqa: S603
    if "ptrace" in done.stderr:
        pytest.skip(f"NIET GETOETST: strace mag hier niet ({done.stderr.strip()[:80]})")
    assert done.returncode == 0, done.stderr
    turns = re.findall(r'write\(1, "ask\\n".*?write\(1, "done\\n"', trace.read_text(), re.DOTALL)
    assert len(turns) == 20
    assert [turn for turn in turns if "sync(" not in turn] == []
