"""One consistent moment of the database into a file, and back: SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from vereniging.bestuur.backup.fout import BackupFout
from vereniging.bestuur.backup.manifest import Inhoud
from vereniging.bestuur.backup.plek import zet_vast
from vereniging.core.db import db

HOOFD = "SELECT volgnr, hash FROM logboek ORDER BY volgnr DESC LIMIT 1"
SOM = "SELECT coalesce(sum(bedrag), 0) FROM grootboekregel"
REVISIE = "SELECT version_num FROM alembic_version"


def soort() -> str:
    """`sqlite` or `postgresql`: a copy of one cannot be put back into the other."""
    return db.engine.dialect.name


def neem_op(doel: Path) -> Inhoud:
    """Write one moment of the whole database into a new file; what it holds.

    Raises BackupFout when the database is damaged, OSError when the disk is full.
    """
    return _take_sqlite(doel) if soort() == "sqlite" else _take_postgres(doel)


def zet_neer(bron: Path, verwacht: Inhoud) -> None:
    """Fill the empty database from a file that `neem_op` made; raises BackupFout."""
    if soort() == "sqlite":
        _place_sqlite(bron, verwacht)
    else:
        _run("pg_restore", "--single-transaction", "--no-owner", "--no-privileges", str(bron))
        with db.engine.connect() as connection:
            _expect_same(inhoud(connection), verwacht)


def is_leeg() -> bool:
    """Whether there is no database here yet, or one without a table."""
    if soort() == "sqlite":
        path = Path(str(db.engine.url.database))
        return not path.exists() or path.stat().st_size == 0
    with db.engine.connect() as connection:
        return not inspect(connection).get_table_names()


def inhoud(connection: Connection) -> Inhoud:
    """Count what stands in this database, as this transaction sees it."""
    quote = connection.dialect.identifier_preparer.quote
    names = sorted(inspect(connection).get_table_names())
    count = "SELECT count(*) FROM "
    rijen = {name: connection.scalar(text(count + quote(name))) or 0 for name in names}
    head = connection.execute(text(HOOFD)).one_or_none()
    volgnr, kenmerk = (head[0], bytes(head[1]).hex()) if head else (0, "")
    som = connection.scalar(text(SOM)) or 0
    return Inhoud(str(connection.scalar(text(REVISIE))), rijen, volgnr, kenmerk, int(som))


def _expect_same(found: Inhoud, verwacht: Inhoud) -> None:
    if differences := found.verschillen(verwacht):
        raise BackupFout("De database is niet zoals de lijst zegt. " + " ".join(differences))


def _take_sqlite(doel: Path) -> Inhoud:
    path = str(db.engine.url.database)
    try:
        with closing(sqlite3.connect(path)) as connection:  # VACUUM wants no transaction around it
            connection.execute("PRAGMA busy_timeout = 5000")
            connection.execute("VACUUM INTO ?", (str(doel),))
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            raise OSError(str(error)) from error
        raise BackupFout("De database is beschadigd of bezet. Er is geen kopie gemaakt.") from error
    doel.chmod(0o600)
    return _look_into(doel)


def _look_into(path: Path) -> Inhoud:
    """Check a SQLite file from its first page to its last, and count it."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            if connection.scalar(text("PRAGMA integrity_check")) != "ok":
                raise BackupFout("De database is beschadigd. Zet een oudere kopie terug.")
            if connection.execute(text("PRAGMA foreign_key_check")).first():
                raise BackupFout("In de database verwijst een rij naar niets.")
            return inhoud(connection)
    except DBAPIError as error:
        raise BackupFout("De database is beschadigd. Zet een oudere kopie terug.") from error
    finally:
        engine.dispose()


def _place_sqlite(bron: Path, verwacht: Inhoud) -> None:
    _expect_same(_look_into(bron), verwacht)
    path = Path(str(db.engine.url.database))
    db.engine.dispose()
    for left in (f"{path}-wal", f"{path}-shm"):
        Path(left).unlink(missing_ok=True)
    shutil.move(bron, path)
    zet_vast(path.parent)


def _take_postgres(doel: Path) -> Inhoud:
    with db.engine.connect() as connection:  # a reading unit: repeatable read
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.exec_driver_sql(f"SET LOCAL {limit} = 0")
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        found = inhoud(connection)
        _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={doel}")
    doel.chmod(0o600)
    return found


def _run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs on our database; the password is never in its arguments."""
    path = shutil.which(program)
    if path is None:
        raise BackupFout(f"{program} ontbreekt. Installeer postgresql-client.")
    dsn, secret = verbinding()
    done = subprocess.run(  # noqa: S603  a fixed program of PostgreSQL
        [path, f"--dbname={dsn}", "--no-password", *arguments],
        env={**os.environ, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        words = (done.stderr.strip().splitlines() or [""])[0]
        if "No space left" in done.stderr or "File too large" in done.stderr:
            raise OSError(words)
        raise BackupFout(f"{program} lukte niet: {words}")


def verbinding(**anders: str) -> tuple[str, Mapping[str, str]]:
    """How PostgreSQL's own programs reach our database, and the password apart."""
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415  only with PostgreSQL

    _positional, facts = db.engine.dialect.create_connect_args(db.engine.url)
    told: dict[str, Any] = {**facts, **anders}
    told.pop("context", None)
    password = told.pop("password", None)
    return make_conninfo(**told), {"PGPASSWORD": password} if password else {}


@contextmanager
def oefendatabase() -> Iterator[str]:
    """The address of an empty PostgreSQL database for a drill, which is gone afterwards.

    Raises BackupFout when this role may not make one.
    """
    name = f"{db.engine.url.database}_oefening"
    _statement(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _statement(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield db.engine.url.set(database=name).render_as_string(hide_password=False)
    finally:
        _statement(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _statement(statement: str) -> None:
    import psycopg  # noqa: PLC0415  only with PostgreSQL

    dsn, secret = verbinding()
    try:
        with psycopg.connect(dsn, password=secret.get("PGPASSWORD"), autocommit=True) as connection:
            connection.execute(statement)
    except psycopg.Error as error:
        raise BackupFout(
            "Voor de oefening is een lege database nodig, en die kon niet gemaakt worden. "
            "Draai dit als vereniging_beheer, zie `vereniging db rollen`."
        ) from error
