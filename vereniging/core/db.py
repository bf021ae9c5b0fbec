"""The database: engines, types, the unit of work.

A transaction only reads unless it says WRITE; on SQLite writers queue on a lock file
(security-reliability.md section 2: the drivers' defaults lose updates silently).
"""

from __future__ import annotations

import enum
import fcntl
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from inspect import iscoroutinefunction
from typing import IO, Any, TypeVar, dataclass_transform

from flask import Flask, abort
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import (
    JSON,
    Connection,
    Dialect,
    Engine,
    Enum,
    MetaData,
    String,
    Text,
    TypeDecorator,
    event,
    select,
)
from sqlalchemy import types as sqltypes
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    MappedColumn,
    ORMExecuteState,
    Session,
    mapped_column,
    relationship,
)

from vereniging.core.errors import Busy
from vereniging.core.money import Bedrag

WRITE = {"unit": "write"}
PATIENCE = 5.0  # seconds, lock and busy handler together
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "secure_delete=ON",
)
RETRYABLE = {"40001", "40P01"}  # serialization failure, deadlock
BUSY = {"55P03", "57014", "53100", "53300"}  # lock, cancelled, disk full, connections

db = SQLAlchemy(session_options={"expire_on_commit": False})


class UTCDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; SQLite forgets zones, so this refuses naive ones."""

    impl = sqltypes.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment needs a time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class BedragType(TypeDecorator[Bedrag]):
    """Money as integer cents."""

    impl = sqltypes.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Bedrag | None, dialect: Dialect) -> int | None:
        return None if value is None else value.centen

    def process_result_value(self, value: int | None, dialect: Dialect) -> Bedrag | None:
        return None if value is None else Bedrag(int(value))


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


@dataclass_transform(
    kw_only_default=True, field_specifiers=(mapped_column, relationship, MappedColumn)
)
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, repr=False, eq=False):
    """Every row has a number of its own; people and logs see its kenmerk instead."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UTCDateTime(),
        date: sqltypes.Date(),
        Bedrag: BedragType(),
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            length=40,
            values_callable=_values,
            create_constraint=False,
        ),
        str: String(255),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }

    id: Mapped[int] = mapped_column(primary_key=True, init=False)


LongText = Text  # a text of people, bounded by its form

Row = TypeVar("Row", bound=Base)


def one_or_404(model: type[Row], **key: object) -> Row:
    """The one row with this natural key, or the same 404 as for an unknown one."""
    row = db.session.scalars(select(model).filter_by(**key)).one_or_none()
    if row is None:
        abort(404)
    return row


def locked(model: type[Row], **key: object) -> Row | None:
    """The row with this key as it is now, held until the end of the unit."""
    query = select(model).filter_by(**key).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def init_app(app: Flask) -> None:
    """Make the engine for DATABASE_URL and teach it to read and write safely."""
    url = str(app.config["DATABASE_URL"])
    size = 32 if url.startswith("sqlite") else 8
    options: dict[str, Any] = {"pool_size": size, "max_overflow": 0, "pool_timeout": PATIENCE}
    if url.startswith("postgresql"):
        options["connect_args"] = {"prepare_threshold": None}
    app.config["SQLALCHEMY_ENGINES"] = {"default": {"url": url, **options}}
    db.init_app(app)
    _drop_event_loop(app)
    with app.app_context():
        arm(db.engine)


def _drop_event_loop(app: Flask) -> None:
    """No session here is asynchronous: closing none would start an event loop for each request."""
    app.teardown_appcontext_funcs[:] = [
        close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)
    ]


def arm(engine: Engine) -> None:
    """Let transactions only read, unless they say WRITE; on SQLite writers queue."""
    if engine.dialect.name == "sqlite":
        _arm_sqlite(engine)
    else:
        event.listen(engine, "begin", _begin_postgres)


def is_writing(connection: Connection) -> bool:
    """Whether this connection's unit may write."""
    return connection.get_execution_options().get("unit") == "write"


def _begin_postgres(connection: Connection) -> None:
    if is_writing(connection):  # per unit: a pooler between us forgets what a session was told
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE * 1000:.0f}")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _arm_sqlite(engine: Engine) -> None:
    lock_file = f"{engine.url.database}.lock"

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = is_writing(connection)
        left = _take(connection.info, lock_file) if write else PATIENCE
        for step in (
            f"PRAGMA busy_timeout={left * 1000:.0f}",
            f"PRAGMA query_only={int(not write)}",
            "BEGIN IMMEDIATE" if write else "BEGIN",
        ):
            connection.exec_driver_sql(step)

    event.listen(engine, "connect", _prepare)
    # after the real COMMIT; "commit" fires before it
    event.listen(engine, "checkin", _release)


def _prepare(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None
    for pragma in PRAGMAS:
        dbapi.execute(f"PRAGMA {pragma}")


def _release(_dbapi: Any, record: Any) -> None:
    if lock := record.info.pop("lock", None):
        lock.close()


def _take(info: dict[Any, Any], path: str) -> float:
    until = time.monotonic() + PATIENCE
    lock: IO[str] = info.get("lock") or open(path, "a")  # noqa: PTH123, SIM115  held until checkin
    info["lock"] = lock
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return max(until - time.monotonic(), 0)
        except BlockingIOError:
            if time.monotonic() > until:
                message = "writer lock"
                raise TimeoutError(message) from None
            time.sleep(0.002)


def start_writing() -> None:
    """Begin a unit that may write; without this the database refuses every change.

    Raises RuntimeError while a reading unit is open: it would silently stay one.
    """
    if db.session.in_transaction() and not is_writing(db.session.connection()):
        message = "finish or undo the reading unit first"
        raise RuntimeError(message)
    db.session.info.pop("outside", None)
    db.session.connection(execution_options=WRITE)
    db.session.info["unit"] = "write"


def finish() -> None:
    """Commit the unit: what comes after this is acknowledged."""
    db.session.commit()
    db.session.info.pop("unit", None)


def undo() -> None:
    """Roll the unit back: nothing happened."""
    db.session.rollback()
    db.session.info.pop("unit", None)


@contextmanager
def outside() -> Iterator[None]:
    """Commit and step out of the transaction to call the outside world; then start a new one."""
    writing = db.session.info.get("unit") == "write"
    finish()
    db.session.info["outside"] = True
    try:
        yield
    finally:
        db.session.info.pop("outside", None)
        if writing:
            start_writing()


@contextmanager
def own_unit() -> Iterator[None]:
    """Write one thing in a unit of its own while answering a GET (only the Inzagelog does)."""
    finish()
    start_writing()
    try:
        yield
        finish()
    except BaseException:
        undo()
        raise


@event.listens_for(Session, "do_orm_execute")
def _refuse_outside(state: ORMExecuteState) -> None:
    if state.session.info.get("outside"):
        message = "no database inside outside()"
        raise RuntimeError(message)


@contextmanager
def translated() -> Iterator[None]:
    """Tell a busy or full database (Busy) from a conflict worth one retry (IntegrityError)."""
    try:
        yield
    except IntegrityError:
        raise
    except (TimeoutError, PoolTimeout) as error:
        raise Busy from error
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state in RETRYABLE:
            raise IntegrityError(error.statement, error.params, error.orig or error) from error
        if state in BUSY or (isinstance(error, OperationalError) and _sqlite_busy(error)):
            raise Busy from error
        raise


def _sqlite_busy(error: OperationalError) -> bool:
    code = getattr(error.orig, "sqlite_errorname", "")
    return code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_FULL"))


def digest(*parts: str) -> bytes:
    """SHA-256 of a few words, for keys that must not be readable in the table."""
    return hashlib.sha256("\n".join(parts).encode()).digest()
