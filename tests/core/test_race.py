"""The first test of this project: with the drivers' defaults updates get lost without an error."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.support import postgres
from vereniging.core.db import PATIENCE, WRITE, arm

PROCESSES, THREADS, TIMES = 4, 8, 6


@dataclass(frozen=True)
class Outcome:
    """What one process acknowledged, and how long its slowest turn took in seconds."""

    acknowledged: int
    errors: list[str]
    longest: float


def engine_for(url: str, *, armed: bool) -> Engine:
    """An engine as the application makes it, or as the driver does by default."""
    engine = create_engine(url, pool_size=THREADS, max_overflow=0, pool_timeout=30)
    if armed:
        arm(engine)
    return engine


def increment(engine: Engine, *, armed: bool) -> None:
    """Read the counter, think, write one more."""
    lock = " FOR UPDATE" if armed and engine.dialect.name == "postgresql" else ""
    options = WRITE if armed else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        value = connection.execute(text(f"SELECT value FROM counter{lock}")).scalar_one()  # noqa: S608  our own words
        time.sleep(0.001)
        connection.execute(text("UPDATE counter SET value = :value"), {"value": value + 1})


def hammer(url: str, armed: bool, results: multiprocessing.Queue[Outcome]) -> None:
    """Eight threads count on, as eight requests would."""
    engine = engine_for(url, armed=armed)
    acknowledged: list[float] = []
    errors: list[str] = []

    def count(_number: int) -> None:
        for _ in range(TIMES):
            begun = time.monotonic()
            try:
                increment(engine, armed=armed)
            except Exception as error:  # noqa: BLE001  the test tells which
                errors.append(type(error).__name__)
            else:
                acknowledged.append(time.monotonic() - begun)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(count, range(THREADS)))
    engine.dispose()
    results.put(Outcome(len(acknowledged), errors, max(acknowledged, default=0.0)))


def race(url: str, *, armed: bool) -> tuple[int, int, list[str], float]:
    """Acknowledged, stored, errors and the longest wait of all processes together."""
    engine = engine_for(url, armed=True)
    with engine.connect().execution_options(**WRITE) as connection, connection.begin():
        connection.execute(text("DROP TABLE IF EXISTS counter"))
        connection.execute(text("CREATE TABLE counter (value INTEGER)"))
        connection.execute(text("INSERT INTO counter VALUES (0)"))
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[Outcome] = context.Queue()
    workers = [context.Process(target=hammer, args=(url, armed, results)) for _ in range(PROCESSES)]
    for worker in workers:
        worker.start()
    outcomes = [results.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    with engine.connect() as connection:
        stored = connection.execute(text("SELECT value FROM counter")).scalar_one()
    engine.dispose()
    errors = [name for outcome in outcomes for name in outcome.errors]
    longest = max(outcome.longest for outcome in outcomes)
    return sum(outcome.acknowledged for outcome in outcomes), stored, errors, longest


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def race_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of our own on each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/race.db"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    yield server.create("race")
    server.drop("race")


@pytest.mark.traag("32 threads in 4 processes, two runs")
@pytest.mark.faults
def test_what_is_acknowledged_is_stored_and_without_our_recipe_it_is_not(race_url: str) -> None:
    acknowledged, stored, errors, longest = race(race_url, armed=True)
    assert not errors
    assert acknowledged == stored == PROCESSES * THREADS * TIMES
    assert longest < PATIENCE
    acknowledged, stored, _errors, _longest = race(race_url, armed=False)
    assert stored < acknowledged
