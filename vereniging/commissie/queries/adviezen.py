"""Reads of advices."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.commissie.models import (
    Advies,
    Adviesstand,
    Adviesvraag,
)
from vereniging.core.db import db


def adviezen(*, openbaar: bool) -> list[Advies]:
    """The advices, newest first; concepts only for officers."""
    query = select(Advies).options(joinedload(Advies.aan), joinedload(Advies.thema))
    if openbaar:
        query = query.where(Advies.stand != Adviesstand.CONCEPT)
    return list(db.session.scalars(query.order_by(Advies.id.desc())))


def adviesvraag_met(kiem: bytes) -> Adviesvraag | None:
    """The question behind a party's link."""
    return db.session.scalars(select(Adviesvraag).where(Adviesvraag.kiem == kiem)).one_or_none()
