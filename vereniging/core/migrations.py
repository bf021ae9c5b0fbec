"""Versions of the tables: plain Alembic, one transaction each; imported only when asked for."""

from __future__ import annotations

import logging
from typing import Any

from flask import current_app
from sqlalchemy import TypeDecorator, inspect, text

from vereniging.core.db import WRITE, Base, db
from vereniging.core.resources import resource


def alembic() -> Any:
    """Flask-Alembic on our engine, in writing transactions."""
    from flask_alembic import Alembic  # noqa: PLC0415  heavy, and seldom needed

    if "alembic" not in current_app.extensions:
        current_app.config["ALEMBIC"] = {"script_location": str(resource("migrations"))}
        current_app.config["ALEMBIC_CONTEXT"] = {
            "compare_type": True,
            "compare_server_default": False,
            "transactional_ddl": True,  # also on SQLite: our own BEGIN makes it so
            "render_as_batch": True,
            "render_item": _render,
        }
        engine = db.engine.execution_options(**WRITE)
        extension = Alembic(
            metadatas=Base.metadata, engines=engine, run_mkdir=False, command_name=""
        )
        # after it set its own level: what it thinks of sequences helps nobody
        logging.getLogger("alembic").setLevel(logging.WARNING)
        extension.init_app(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001
    return current_app.extensions["alembic"]


def upgrade() -> None:
    """Bring the tables to the newest version, and let go of the database."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    with app.app_context():  # Flask-Alembic keeps its connection until its context ends
        alembic().upgrade()


def _render(kind: str, item: Any, context: Any) -> str | bool:
    """Plain types only: a revision never imports the application."""
    if kind == "type" and isinstance(item, TypeDecorator):
        inner = item.impl
        return f"sa.{inner!r}"
    return False


def newest() -> str:
    """The newest revision that the program knows."""
    files = sorted(path.name for path in resource("migrations").glob("[0-9]*.py"))
    return files[-1].partition("_")[0] if files else ""


def current() -> str:
    """The revision that the database has; empty when there are no tables yet."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def differences() -> list[str]:
    """What the tables and the models do not agree on; empty is good."""
    if current() != newest():
        return [f"De database heeft versie {current() or 'geen'}, het programma {newest()}."]
    changes = alembic().compare_metadata()
    return [
        *map(in_words, changes),
        *(f"trigger {name}" for name in triggers_wanted() ^ triggers()),
    ]


def in_words(change: Any) -> str:
    """`add column: lid.naam`, of one difference as Alembic gives it."""
    if isinstance(change, list):
        return "; ".join(map(in_words, change))
    kind, *parts = change
    names = [part if isinstance(part, str) else getattr(part, "name", None) for part in parts]
    return f"{kind.replace('_', ' ')}: {'.'.join(name for name in names if name)}"


def triggers() -> set[str]:
    """The names of the triggers in the database."""
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if db.engine.dialect.name == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with db.engine.connect() as connection:
        return set(connection.scalars(text(query)))


def triggers_wanted() -> set[str]:
    """The names of the triggers that the models declare."""
    return {
        name for table in Base.metadata.tables.values() for name in table.info.get("triggers", ())
    }
