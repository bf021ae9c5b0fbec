"""A mailing to 10,000 members: filling the outbox, and emptying it into a mail server."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from sqlalchemy import delete, func, select

from tests.bench.servers import free_port
from tests.bench.site import FOLDER, _members
from tests.post.mailing import een_mailing, goedgekeurd
from tests.support.settings import build_tables, settings
from vereniging import create_app
from vereniging.core.db import db, finish, start_writing, undo
from vereniging.post.acties import verstuur
from vereniging.post.models import Mail, Mailing, MailingStand
from vereniging.taken.models import Taak
from vereniging.taken.worker import run_one

LEDEN, BEZORGD, ROUNDS = 10_000, 1000, 5
SYNCS = 400
FLUSH = b"x" * 4096


@dataclass
class Uitslag:
    """What the rounds gave: CPU in ms, and seconds by the clock, ours beside the baseline."""

    ms: list[float] = field(default_factory=list)
    seconden: list[float] = field(default_factory=list)
    basis: list[float] = field(default_factory=list)


def measure() -> tuple[Uitslag, Uitslag]:
    """Filling for 10,000 beside plain SQL, emptying of 1,000 beside raw writes to the disk."""
    vullen, legen = Uitslag(), Uitslag()
    with tempfile.TemporaryDirectory() as folder, mail_server() as port:
        app = prepare(Path(folder), port)
        with app.app_context():
            for _round in range(ROUNDS):
                _fill(vullen, Path(folder))
                _empty(legen, Path(folder))
    return vullen, legen


def prepare(folder: Path, port: int) -> Flask:
    """A site with as many members as asked for, that mails to this server."""
    os.environ[FOLDER] = str(folder)
    told = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": port}
    app = create_app({**settings(folder, f"sqlite:///{folder}/bench.db"), **told})
    with app.app_context():
        build_tables()
        start_writing()
        _members(LEDEN)
        finish()
    return app


@contextmanager
def mail_server() -> Iterator[int]:
    """A mail server of its own process that takes everything and keeps nothing."""
    port = free_port()
    command = ["-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    server = subprocess.Popen([sys.executable, *command])  # noqa: S603  our own words
    time.sleep(2)
    try:
        yield port
    finally:
        server.terminate()
        server.wait()


def _fill(uitslag: Uitslag, folder: Path) -> None:
    start_writing()
    db.session.execute(delete(Mail))
    db.session.execute(delete(Taak))
    for earlier in db.session.scalars(select(Mailing).where(Mailing.klaar_op.is_(None))):
        earlier.stand = MailingStand.GESTOPT
    goedgekeurd(een_mailing())
    finish()
    cpu, wall = time.process_time(), time.perf_counter()
    while run_one():
        pass
    uitslag.ms.append((time.process_time() - cpu) * 1000)
    uitslag.seconden.append(time.perf_counter() - wall)
    written = db.session.scalar(select(func.count()).select_from(Mail))
    assert written == LEDEN, written
    rows = [tuple(row) for row in db.session.execute(select(Mail.__table__))]
    undo()
    uitslag.basis.append(_motor(folder / "motor.db", rows))


def _motor(path: Path, rows: list[tuple[object, ...]]) -> float:
    """Seconds for the same rows by plain SQL with the same durability."""
    path.unlink(missing_ok=True)
    plain = [[str(v) if hasattr(v, "isoformat") else v for v in row] for row in rows]
    columns = ", ".join(f"k{n}" for n in range(len(plain[0])))
    marks = ", ".join("?" * len(plain[0]))
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"CREATE TABLE mail ({columns}, UNIQUE (k0))")
    begun = time.perf_counter()
    connection.executemany(f"INSERT INTO mail VALUES ({marks})", plain)  # noqa: S608  marks only
    connection.commit()
    spent = time.perf_counter() - begun
    connection.close()
    return spent


def _empty(uitslag: Uitslag, folder: Path) -> None:
    uitslag.basis.append(_schijf(folder / "schijf"))
    cpu, wall = time.process_time(), time.perf_counter()
    sent = verstuur(BEZORGD)
    uitslag.ms.append((time.process_time() - cpu) * 1000 / sent)
    uitslag.seconden.append((time.perf_counter() - wall) / sent)


def _schijf(path: Path) -> float:
    """Seconds for one block that is surely on the disk."""
    with path.open("wb", buffering=0) as file:
        begun = time.perf_counter()
        for _turn in range(SYNCS):
            file.write(FLUSH)
            os.fdatasync(file.fileno())
        return (time.perf_counter() - begun) / SYNCS
