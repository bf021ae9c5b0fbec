"""The roles that `vereniging db rollen` prints: the program owns nothing and rewrites no log."""

from __future__ import annotations

import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.support import postgres
from tests.support.settings import settings
from vereniging import create_app
from vereniging.core.db import db
from vereniging.core.migrations import upgrade

LINE = """INSERT INTO logboek (volgnr, tijd, soort, wat, vorige, hash)
VALUES (1, now(), 'proef', '{}', '\\x00', '\\x01')"""


def as_role(url: str, role: str) -> str:
    """The same database, for one of the two roles."""
    return url.replace("//postgres@", f"//{role}@")


@pytest.mark.postgres
@pytest.mark.traag("makes roles and all tables")
def test_the_program_adds_to_the_log_and_cannot_change_it(
    postgres_server: postgres.Server, tmp_path: Path
) -> None:
    url = postgres_server.database("rollenproef")
    if "//postgres@" not in url:
        pytest.skip("the server of TEST_DATABASE_URL has its own roles")
    app = create_app(settings(tmp_path, as_role(url, "vereniging_beheer")))
    script = app.test_cli_runner().invoke(args=["db", "rollen"]).output

    def apply() -> None:
        done = subprocess.run(  # noqa: S603  our own statements
            ["psql", "--quiet", "--no-psqlrc", postgres.plain(postgres_server.url)],  # noqa: S607
            input=script,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    try:
        apply()
        with app.app_context():
            upgrade()
            db.engine.dispose()
        apply()
        with psycopg.connect(postgres.plain(as_role(url, "vereniging_app"))) as connection:
            connection.execute(LINE)
            connection.commit()
            for forbidden in ("UPDATE logboek SET soort = 'x'", "DELETE FROM logboek"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(forbidden)
                connection.rollback()
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute("CREATE TABLE van_mij (id int)")
            connection.rollback()
            for name, told in {"statement_timeout": "6s", "lock_timeout": "5s"}.items():
                assert connection.execute(f"SHOW {name}").fetchall() == [(told,)]
    finally:
        postgres_server.drop("rollenproef")
