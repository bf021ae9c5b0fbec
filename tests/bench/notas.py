"""The dues of a year for 1,000, 5,000 and 100,000 members, and the run again."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator

from tests.bench.site import FOLDER, _members, create_app
from tests.betalingen.factories import een_jaar
from tests.support.settings import build_tables
from vereniging.contributie import acties
from vereniging.contributie.acties.notas import NietsTeDoen
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing, undo


def measure(leden: int, times: int) -> Iterator[tuple[float, float]]:
    """Milliseconds of CPU for a whole run and for the repeat; every round begins afresh."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER] = folder
        with create_app().app_context():
            build_tables()
            start_writing()
            _members(leden)
            jaar, nu = een_jaar(clock.now().year, lid=1000, huishouden=1000).jaar, clock.now()
            finish()
            for _round in range(times + 1):
                start_writing()
                begun = time.process_time()
                made = acties.maak_notas(jaar, nu)
                done = time.process_time()
                assert made > 0
                _again(jaar)
                yield (done - begun) * 1000, (time.process_time() - done) * 1000
                undo()
                db.session.expunge_all()


def _again(jaar: int) -> None:
    """A repeat finds nothing to do."""
    try:
        acties.maak_notas(jaar, clock.now())
    except NietsTeDoen:
        return
    raise AssertionError


def rounds(leden: int, times: int) -> tuple[list[float], list[float]]:
    """Runs and repeats, without the first round, which fills the caches."""
    found = list(measure(leden, times))[1:]
    return [run for run, _repeat in found], [repeat for _run, repeat in found]
