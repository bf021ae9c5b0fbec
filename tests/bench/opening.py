"""Close a box, commit to its root, open and count it, publish: how long, and who waits for it."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert, select, update

from tests.bench.site import FOLDER, _members, _vote, create_app
from tests.stembus.factories import met_sleutel
from tests.support.settings import build_tables
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing, undo
from vereniging.stembus import natellen
from vereniging.stembus.acties import sluit, tel
from vereniging.stembus.acties.stemmen import stemlokaal
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.models import Kiesregister, StembusBestand, Stemming, envelop
from vereniging.stembus.stappen.stemmen import Stempoging

CHUNK = 2000


def rounds(aantal: int, times: int) -> list[dict[str, float]]:
    """So many runs, each in a process of its own: its memory is then its own too."""
    command = [sys.executable, "-m", "tests.bench.opening", str(aantal)]
    return [
        json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603  ourselves
        for _round in range(times)
    ]


def measure(folder: Path, aantal: int) -> dict[str, float]:
    """Seconds and CPU of T3 and T4 for this many envelopes, the longest lock, and the memory."""
    os.environ[FOLDER] = str(folder)
    with create_app().app_context():
        build_tables()
        met_sleutel()
        start_writing()
        _members(aantal)
        _vote()
        _fill()
        finish()
        stemming = db.session.scalars(select(Stemming)).one()
        dicht = stemming.sluit_op
        undo()
        clock.install(lambda: dicht)
        before = _memory()
        found: dict[str, float] = {}
        found |= _step("sluiten", sluit, stemming, dicht)
        found |= _step("tellen", tel, stemming, dicht + timedelta(minutes=15))
        found["mb_erbij"] = round(_memory() - before)
        found["natellen"] = _recount(folder)
        return found


def _step(naam: str, stap: Any, stemming: Stemming, nu: datetime) -> dict[str, float]:
    with _locks() as held:
        begun, cpu = time.perf_counter(), time.process_time()
        start_writing()
        assert stap(stemming, nu), naam
        finish()
    return {
        naam: round(time.perf_counter() - begun, 3),
        f"{naam}_cpu": round(time.process_time() - cpu, 3),
        f"{naam}_slot": round(max(held), 3),
    }


@contextmanager
def _locks() -> Iterator[list[float]]:
    """How long each writing transaction kept all other writers waiting."""
    held: list[float] = []
    begun = [0.0]

    def begin(_connection: object) -> None:
        begun[0] = time.perf_counter()

    def commit(_connection: object) -> None:
        held.append(time.perf_counter() - begun[0])

    event.listen(db.engine, "begin", begin)
    event.listen(db.engine, "commit", commit)
    yield held
    event.remove(db.engine, "begin", begin)
    event.remove(db.engine, "commit", commit)


def _fill() -> None:
    """Everyone voted; sealing is measured by `stem`."""
    stemming = db.session.scalars(select(Stemming)).one()
    lokaal = stemlokaal(stemming)
    roll = db.session.execute(select(Kiesregister.lid_id, Kiesregister.lidnummer)).all()
    for start in range(0, len(roll), CHUNK):
        rows = [
            {
                "stemming_id": stemming.id,
                "lid_id": lid_id,
                "envelop": lokaal.breng_uit(
                    Stempoging(lidnummer, 0, os.urandom(32)), Keuzes({"v1": "voor"})
                ).envelop,
            }
            for lid_id, lidnummer in roll[start : start + CHUNK]
        ]
        db.session.execute(insert(envelop), rows)
    db.session.execute(update(Kiesregister).values(revisie=1))


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _recount(folder: Path) -> float:
    """Seconds in which anybody recounts what was published."""
    target = folder / "natellen"
    target.mkdir()
    for bestand in db.session.scalars(select(StembusBestand)):
        (target / bestand.naam).write_bytes(bestand.inhoud)
    begun = time.perf_counter()
    command = [sys.executable, natellen.__file__, str(target)]
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603  our own script
    return round(time.perf_counter() - begun, 3)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        sys.stdout.write(json.dumps(measure(Path(made), int(sys.argv[1]))) + "\n")
