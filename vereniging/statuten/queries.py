"""Which rules hold on a day, and what the board set."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import g, has_app_context
from sqlalchemy import select

from vereniging.core.db import db
from vereniging.statuten.models import (
    INSTELLINGEN,
    STANDAARD,
    Besluit,
    Instelling,
    Profiel,
    Statuten,
)


def statuten_op(dag: date) -> Statuten | None:
    """The version of the statutes in force on this day."""
    query = (
        select(Statuten)
        .where(Statuten.geldig_vanaf <= dag)
        .order_by(Statuten.geldig_vanaf.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def profiel(dag: date) -> Profiel:
    """The parameters in force on this day; the usual ones where nothing was recorded."""
    found = statuten_op(dag)
    return found.profiel if found else STANDAARD


def artikel(naam: str, dag: date) -> str:
    """The article that sets this parameter; empty when it has the usual value."""
    found = statuten_op(dag)
    return str(found.artikelen.get(naam, "")) if found else ""


def instellingen() -> dict[str, Any]:
    """All settings, read once per request."""
    if has_app_context() and "instellingen" in g:
        return dict(g.instellingen)
    stored = {row.sleutel: row.waarde["is"] for row in db.session.scalars(select(Instelling))}
    values = {**INSTELLINGEN, **stored}
    if has_app_context():
        g.instellingen = values
    return values


def instelling(sleutel: str) -> Any:
    """One setting; KeyError for a name that does not exist."""
    return instellingen()[sleutel]


def openbare_besluiten() -> list[Besluit]:
    """The decisions everyone may read, newest first."""
    query = (
        select(Besluit).where(Besluit.is_openbaar).order_by(Besluit.datum.desc(), Besluit.id.desc())
    )
    return list(db.session.scalars(query))
