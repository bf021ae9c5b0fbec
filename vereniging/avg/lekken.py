"""Reads over breaches: the register, and those whose clock still runs."""

from __future__ import annotations

from sqlalchemy import select

from vereniging.avg.models import Datalek
from vereniging.core.db import db


def datalekken() -> list[Datalek]:
    """The whole register, open ones first."""
    query = select(Datalek).order_by(Datalek.gesloten_op.is_not(None), Datalek.ontdekt_op.desc())
    return list(db.session.scalars(query))


def open_datalekken() -> list[Datalek]:
    """Breaches that are not closed, the oldest first."""
    query = select(Datalek).where(Datalek.gesloten_op.is_(None)).order_by(Datalek.ontdekt_op)
    return list(db.session.scalars(query))
