"""A real vote on a real database, and what is stored of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, select

from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, stem
from tests.support.settings import settings
from tests.toegang.live import aside
from vereniging import create_app
from vereniging.core import clock
from vereniging.core.db import Base, db, finish, start_writing, undo
from vereniging.leden.models import Lid
from vereniging.post.models import Mail
from vereniging.stembus.acties import sluit, tel
from vereniging.stembus.models import Kiesregister, StembusBestand, Stemming, bus, envelop

WACHT = timedelta(minutes=15)


class Injected(Exception):
    """The fault that a test put in."""


@dataclass(frozen=True)
class Vote:
    """An open vote with so many members on its roll."""

    app: Flask
    lidnummers: list[int]

    def stemming(self) -> Stemming:
        """The vote, in this unit."""
        return db.session.scalars(select(Stemming)).one()

    def lid(self, place: int) -> Lid:
        """A member on the roll, in this unit."""
        nummer = self.lidnummers[place]
        return db.session.scalars(select(Lid).filter_by(lidnummer=nummer)).one()

    def cast(self, place: int, waarde: str = "voor", **anders: Any) -> Any:
        """Cast a vote in a unit of its own, as a request does."""
        with self.app.app_context():
            start_writing()
            try:
                result = stem(self.stemming(), self.lid(place), waarde, **anders)
                finish()
            except BaseException:
                undo()
                raise
        return result

    def step(self, name: str) -> bool:
        """Close or count in a unit of its own, as the worker does."""
        work = {"sluit": sluit, "tel": tel}[name]
        with self.app.app_context():
            start_writing()
            try:
                done = work(self.stemming(), clock.now())
                finish()
            except BaseException:
                undo()
                raise
        return done

    def state(self) -> dict[str, object]:
        """Everything that voting, closing and counting change."""
        return aside(self.app, _state)

    @property
    def sluit_op(self) -> datetime:
        """The closing second."""
        return aside(self.app, lambda: self.stemming().sluit_op)


def _state() -> dict[str, object]:
    rows = db.session.execute
    return {
        "stand": db.session.scalars(select(Stemming.stand)).one(),
        "revisies": rows(select(Kiesregister.lid_id, Kiesregister.revisie)).all(),
        "bevestigd": len(
            rows(select(Kiesregister.id).where(Kiesregister.bevestiging.is_not(None))).all()
        ),
        "envelop": len(rows(select(envelop.c.lid_id)).all()),
        "bus": sorted(tuple(row) for row in rows(select(bus.c.zegel, bus.c.data))),
        "bestanden": {
            row.naam: row.inhoud for row in rows(select(StembusBestand.naam, StembusBestand.inhoud))
        },
        "mail": sorted(rows(select(Mail.sleutel)).scalars()),
        "tabellen": {
            name: len(rows(table.select()).all())
            for name, table in Base.metadata.tables.items()
            if name in {"logboek", "logboek_gegeven", "taak", "uitslag", "stembiljet"}
        },
    }


def open_vote(app: Flask, members: int) -> Vote:
    """Open a vote with so many members on the roll."""

    def make() -> list[int]:
        people = [een_lid() for _ in range(members)]
        db.session.add_all(people)
        db.session.flush()
        een_open_stemming(clock.now())
        return [lid.lidnummer for lid in people if lid.lidnummer]

    return Vote(app, aside(app, make))


@contextmanager
def at_statement(engine: Engine, number: int, fault: Callable[[], None]) -> Iterator[list[str]]:
    """Let the fault happen just before the numbered statement (the commit counts too)."""
    seen: list[str] = []

    def count(statement: str) -> None:
        seen.append(statement)
        if len(seen) == number:
            fault()

    def execute(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        count(statement)

    def commit(_connection: Any) -> None:
        count("COMMIT")

    event.listen(engine, "before_cursor_execute", execute)
    event.listen(engine, "commit", commit)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", execute)
        event.remove(engine, "commit", commit)


def fail() -> None:
    """Raise, as a broken disk or connection would."""
    raise Injected


def die() -> None:
    """Be killed, here and now."""
    os.kill(os.getpid(), signal.SIGKILL)


def killed(told: tuple[str, str], nu: datetime, step: str, number: int) -> None:
    """Run one step in this process and be killed at the numbered statement."""
    folder, url = told
    clock.install(lambda: nu)
    app = create_app(settings(Path(folder), url))
    with app.app_context(), at_statement(db.engine, number, die):
        Vote(app, []).step(step)
