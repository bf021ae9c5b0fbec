"""Time in the demo's history: every act happens at a moment of its own, then is stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Self

from flask import g
from sqlalchemy import update

from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.db import db
from vereniging.post.models import Mail
from vereniging.taken.worker import run_one

VERS = timedelta(days=10)


class Geschiedenis:
    """The story: days counted back from now, and a clock that stands at the act's moment."""

    def __init__(self, nu: datetime) -> None:
        self.nu = nu
        self.vandaag = nu.astimezone(clock.AMSTERDAM).date()
        self.toeval = Random(2399)  # noqa: S311  the same neighbourhood each time
        self._clock = clock.now
        self._moment = nu

    def __enter__(self) -> Self:
        self._clock = clock.current()
        clock.install(lambda: self._moment)
        return self

    def __exit__(self, *_error: object) -> None:
        clock.install(self._clock)

    def dag(self, dagen: int) -> date:
        """So many days from today; negative is past."""
        return self.vandaag + timedelta(days=dagen)

    def moment(self, dagen: int, uur: int = 20, minuut: int = 0) -> datetime:
        """So many days from today, at this hour in Amsterdam."""
        return self.op(self.dag(dagen), uur, minuut)

    @staticmethod
    def op(dag: date, uur: int = 20, minuut: int = 0) -> datetime:
        """A day at an hour in Amsterdam."""
        return datetime.combine(dag, time(uur, minuut), clock.AMSTERDAM).astimezone(UTC)

    @contextmanager
    def daad(self, moment: datetime) -> Iterator[datetime]:
        """One act at its moment, in one transaction; then the jobs that it asked for."""
        self._moment = min(moment, self.nu)
        database.undo()  # what the story read in between
        database.start_writing()
        try:
            yield self._moment
            database.finish()
        except BaseException:
            database.undo()
            raise
        g.pop("instellingen", None)

    def werk(self, moment: datetime) -> None:
        """Let the worker do what is due at this moment, mail excepted."""
        self._moment = min(moment, self.nu)
        while run_one():
            pass


def bezorg_oude_post(nu: datetime) -> None:
    """What was mailed in the past has long arrived; only the last days wait for the postman."""
    database.start_writing()
    db.session.execute(
        update(Mail)
        .where(Mail.gemaakt_op < nu - VERS, Mail.gedaan_op.is_(None))
        .values(gedaan_op=Mail.gemaakt_op, tekst=None)
        .execution_options(synchronize_session=False)
    )
    database.finish()
