"""The worker: takes due jobs one by one; at least once, with effects once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.db import db
from vereniging.core.logging import failure
from vereniging.taken.acties import claim, due, finished, plan
from vereniging.taken.models import Taak

Handler = Callable[..., None]
Round = Callable[[], int]

HANDLERS: dict[str, Handler] = {}
ROUNDS: list[Round] = []
SCHEDULE: list[tuple[str, Callable[[datetime], str]]] = []


def job(soort: str) -> Callable[[Handler], Handler]:
    """Register the function that does this kind of job; it shares the job's transaction."""

    def register(handler: Handler) -> Handler:
        HANDLERS[soort] = handler
        return handler

    return register


def daily(soort: str) -> Callable[[Handler], Handler]:
    """Register a job that runs once per day of Amsterdam."""
    return _recurring(soort, lambda nu: nu.astimezone(clock.AMSTERDAM).date().isoformat())


def hourly(soort: str) -> Callable[[Handler], Handler]:
    """Register a job that runs once per hour."""
    return _recurring(soort, lambda nu: f"{nu:%Y-%m-%dT%H}")


def quarterly(soort: str) -> Callable[[Handler], Handler]:
    """Register a job that runs once per quarter of an hour."""
    return _recurring(soort, lambda nu: f"{nu:%Y-%m-%dT%H}:{nu.minute // 15 * 15:02}")


def minutely(soort: str) -> Callable[[Handler], Handler]:
    """Register a job that runs once per minute."""
    return _recurring(soort, lambda nu: f"{nu:%Y-%m-%dT%H:%M}")


def _recurring(soort: str, period: Callable[[datetime], str]) -> Callable[[Handler], Handler]:
    SCHEDULE.append((soort, period))
    return job(soort)


def every_round(work: Round) -> Round:
    """Register other leased work (the outbox) that is emptied between jobs; returns how much."""
    ROUNDS.append(work)
    return work


def plan_recurring(nu: datetime) -> None:
    """Write the rows of this period; those that exist already stay as they are."""
    missing = [(soort, f"{soort}:{period(nu)}") for soort, period in SCHEDULE]
    known = select(Taak.sleutel).where(Taak.sleutel.in_([sleutel for _, sleutel in missing]))
    present = set(db.session.scalars(known))
    database.undo()
    if len(present) == len(missing):
        return
    database.start_writing()
    for soort, sleutel in missing:
        plan(soort, sleutel, nu)
    database.finish()


def run_one() -> bool:
    """Do one due job; False when there is none."""
    nu = clock.now()
    with database.translated():
        idle = db.session.scalar(due(Taak, nu, limit=1)) is None
        database.undo()
        if idle:
            return False
        database.start_writing()
        token, numbers = claim(Taak, nu)
        database.finish()
    if not numbers:
        return False
    _perform(numbers[0], token)
    return True


def _perform(number: int, token: str) -> None:
    try:
        with database.translated():
            database.start_writing()
            taak = db.session.get_one(Taak, number, populate_existing=True)
            HANDLERS[taak.soort](**taak.gegevens)
            if finished(Taak, number, token, clock.now()):
                database.finish()
            else:
                database.undo()
    except Exception as error:  # noqa: BLE001  any failure waits and is tried again
        database.undo()
        failure("job failed", kind=type(error).__name__)
        _postpone(number, token, error)


def _postpone(number: int, token: str, error: Exception) -> None:
    database.start_writing()
    taak = db.session.get_one(Taak, number, populate_existing=True)
    if taak.gepakt_door == token:
        taak.later(clock.now(), f"{type(error).__name__}: {error}")
    database.finish()


def run_all(limit: int = 10_000) -> int:
    """Do all that is due now, mail included; how many things were done."""
    plan_recurring(clock.now())
    count = 0
    while count < limit and run_one():
        count += 1
    return count + sum(work() for work in ROUNDS)


def serve(stop: threading.Event, context: Callable[[], Any], *, pause: float = 1.0) -> None:
    """Work until told to stop; the current job is finished first."""
    while not stop.is_set():
        try:
            with context():
                busy = run_all(limit=50)
        except Exception as error:  # noqa: BLE001  the database may be away for a while
            failure("worker round failed", kind=type(error).__name__)
            busy = 0
        if not busy:
            stop.wait(pause)
