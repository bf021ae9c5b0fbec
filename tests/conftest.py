"""One database per worker and kind; every test rolls back what it did."""

from __future__ import annotations

import functools
import gc
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.support import postgres
from tests.support.client import Client, sign_in
from tests.support.settings import build_tables, settings
from vereniging import create_app
from vereniging.core import clock
from vereniging.core.db import WRITE, db
from vereniging.leden.models import Lid

NU = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
Login = Callable[..., Client]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser first: one worker begins with the longest tests, the others share the rest."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


def pytest_collection_finish() -> None:
    """What is loaded now stays: walking through it again and again costs a tenth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A throw-away PostgreSQL for this worker."""
    if not postgres.available():
        pytest.skip("PostgreSQL ontbreekt")
    with postgres.server() as server:
        yield server


@pytest.fixture(
    scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the tests' database is; each test that asks for it runs on both."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('sqlite')}/vereniging.db"
    server: postgres.Server = request.getfixturevalue("postgres_server")
    return server.create("tests")


@pytest.fixture(scope="session")
def app(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a database with all its tables."""
    app = create_app(settings(tmp_path_factory.mktemp("app"), database_url))
    with app.app_context():
        build_tables()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def empty_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str, Path], str]:
    """`empty_database("sqlite", folder)` gives a database with all tables, by copying one."""

    @functools.cache
    def template(kind: str) -> str:
        folder = tmp_path_factory.mktemp("template")
        server = request.getfixturevalue("postgres_server") if kind == "postgresql" else None
        url = server.create("template") if server else f"sqlite:///{folder}/vereniging.db"
        with create_app(settings(folder, url)).app_context():
            build_tables()
            db.engine.dispose()
        return url

    def copy(kind: str, folder: Path) -> str:
        made = template(kind)
        if kind == "postgresql":
            server: postgres.Server = request.getfixturevalue("postgres_server")
            return server.clone("template", "live")
        shutil.copy(made.removeprefix("sqlite:///"), folder / "vereniging.db")
        return f"sqlite:///{folder}/vereniging.db"

    return copy


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def live_app(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    empty_database: Callable[[str, Path], str],
) -> Iterator[Flask]:
    """An application on a database of its own, where transactions are real (races, kills)."""
    app = create_app(settings(tmp_path, empty_database(request.param, tmp_path)))
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def nu() -> Iterator[datetime]:
    """A fixed moment: Sunday 22 November 2026, 20.00 in Amsterdam."""
    clock.install(lambda: NU)
    yield NU
    clock.install(clock.system)


@pytest.fixture
def _same_settings(app: Flask) -> Iterator[None]:
    """What a test sets (a shop, a folder for letters) is not there for the next one."""
    before = dict(app.config)
    yield
    app.config.clear()
    app.config.update(before)


@pytest.fixture
def data(app: Flask, nu: datetime, _same_settings: None) -> Iterator[Session]:
    """A session in a unit that is rolled back after the test."""
    with app.app_context(), db.engine.connect().execution_options(**WRITE) as connection:
        outer = connection.begin()
        db.sessionmaker.configure(bind=connection, join_transaction_mode="create_savepoint")
        yield db.session
        db.session.close()
        outer.rollback()
        db.sessionmaker.configure(bind=db.engine, join_transaction_mode="conditional_savepoint")


@pytest.fixture
def client(app: Flask, data: Session) -> Client:
    """A visitor's browser that reads every page strictly."""
    return Client(app)


@pytest.fixture
def login(app: Flask, data: Session) -> Login:
    """`login(lid, "afgevaardigde", "secretaris")` gives a signed-in browser with these offices."""

    def as_member(lid: Lid, *functies: str, second_factor: bool = True) -> Client:
        return sign_in(Client(app), lid, functies, second_factor=second_factor)

    return as_member
