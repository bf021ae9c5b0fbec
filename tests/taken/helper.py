"""Jobs of these tests, and a worker in a process of its own."""

from __future__ import annotations

from pathlib import Path

from tests.support.settings import settings
from vereniging import create_app
from vereniging.core.db import db
from vereniging.core.references import Nummer
from vereniging.taken.worker import job, run_one


def register() -> None:
    """Make the jobs known to the worker of this process."""

    @job("proef.tel")
    def count(nummer: int) -> None:
        db.session.add(Nummer(reeks=f"J-{nummer}", laatste=1))

    @job("proef.stuk")
    def breaks() -> None:
        db.session.add(Nummer(reeks="stuk", laatste=1))
        db.session.flush()
        raise ZeroDivisionError


def worker(folder: str, url: str) -> None:
    """Do jobs until none is due, as `vereniging worker` would."""
    register()
    with create_app(settings(Path(folder), url)).app_context():
        while run_one():
            pass
        db.engine.dispose()
