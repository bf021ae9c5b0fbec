"""The tables come from revisions, and the revisions say what the models say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, inspect, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from tests.support import postgres
from tests.support.settings import settings
from vereniging import create_app
from vereniging.core.db import db, finish, start_writing, undo
from vereniging.core.migrations import alembic, current, differences, newest


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database without tables."""
    url = f"sqlite:///{tmp_path}/leeg.db"
    if request.param == "postgresql":
        server: postgres.Server = request.getfixturevalue("postgres_server")
        url = server.create("revisies")
    app = create_app(settings(tmp_path, url))
    with app.app_context():
        yield app
        db.session.close()
        db.engine.dispose()


def upgrade(app: Flask) -> None:
    """Bring the tables up to date, and let go of the database."""
    with app.app_context():
        alembic().upgrade()


def test_the_revisions_make_what_the_models_declare(empty_app: Flask) -> None:
    assert differences()
    upgrade(empty_app)
    assert current() == newest()
    assert differences() == []


def test_every_revision_goes_down_and_up_again(empty_app: Flask) -> None:
    upgrade(empty_app)
    with empty_app.app_context():
        alembic().downgrade("base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade(empty_app)
    assert differences() == []


def test_a_revision_that_breaks_half_way_leaves_nothing_and_runs_again(empty_app: Flask) -> None:
    def stumble(*facts: object) -> None:
        if "CREATE TABLE voeding" in str(facts[2]):
            raise KeyboardInterrupt

    event.listen(Engine, "before_cursor_execute", stumble)
    try:
        with pytest.raises(KeyboardInterrupt):
            upgrade(empty_app)
    finally:
        event.remove(Engine, "before_cursor_execute", stumble)
    empty_app.extensions.pop("alembic")
    db.session.close()
    db.engine.dispose()
    assert "lid" not in inspect(db.engine).get_table_names()
    upgrade(empty_app)
    assert differences() == []


def test_the_log_and_the_ledger_cannot_be_rewritten_by_hand(empty_app: Flask) -> None:
    upgrade(empty_app)
    start_writing()
    db.session.execute(
        text(
            "INSERT INTO logboek (volgnr, tijd, soort, wat, vorige, hash)"
            " VALUES (1, '2026-01-01', 'x', '{}', '', '')"
        )
    )
    finish()
    for statement in ("UPDATE logboek SET soort = 'y'", "DELETE FROM logboek"):
        start_writing()
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(text(statement))
        undo()
