"""Ask for work, and hand it out one worker at a time."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vereniging.core.db import Base, db
from vereniging.taken.models import LEASE, Leased, Taak

Work = TypeVar("Work", bound=Leased)


def plan(soort: str, sleutel: str, klaar_vanaf: datetime, **gegevens: Any) -> None:
    """Ask for a job; asking again with the same sleutel changes nothing."""
    insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgres_insert
    row = {
        "soort": soort,
        "sleutel": sleutel,
        "klaar_vanaf": klaar_vanaf,
        "gegevens": gegevens,
        "pogingen": 0,
    }
    db.session.execute(insert(Taak).values(row).on_conflict_do_nothing(index_elements=["sleutel"]))


def due(model: type[Work], nu: datetime, *, limit: int) -> Select[tuple[int]]:
    """The numbers of the work that waits for a worker, oldest first (a plain read)."""
    assert issubclass(model, Base)  # noqa: S101  Leased is only ever mixed into rows
    return (
        select(model.id)
        .where(
            model.gedaan_op.is_(None),
            model.mislukt_op.is_(None),
            model.klaar_vanaf <= nu,
            or_(model.gepakt_tot.is_(None), model.gepakt_tot < nu),
        )
        .order_by(model.klaar_vanaf, model.id)
        .limit(limit)
    )


def claim(model: type[Work], nu: datetime, *, limit: int = 1) -> tuple[str, list[int]]:
    """Take work for five minutes with one statement; the token proves the lease."""
    assert issubclass(model, Base)  # noqa: S101
    token = secrets.token_hex(16)
    # As a CTE it is read once; as a subquery PostgreSQL may read it again for every row.
    waiting = due(model, nu, limit=limit).with_for_update(skip_locked=True).cte("waiting")
    taken = db.session.execute(
        update(model)
        .where(model.id.in_(select(waiting.c.id)))
        .values(gepakt_tot=nu + LEASE, gepakt_door=token, pogingen=model.pogingen + 1)
        .returning(model.id)
        .execution_options(synchronize_session=False)
    )
    return token, sorted(taken.scalars())


def finished(model: type[Work], number: int, token: str, nu: datetime) -> bool:
    """Mark work as done, if this worker still holds the lease."""
    assert issubclass(model, Base)  # noqa: S101
    changed = db.session.execute(
        update(model)
        .where(model.id == number, model.gepakt_door == token, model.gedaan_op.is_(None))
        .values(gedaan_op=nu)
        .execution_options(synchronize_session=False)
    )
    return bool(changed.rowcount)
