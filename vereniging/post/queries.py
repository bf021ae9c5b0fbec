"""Reads of the outbox."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select

from vereniging.core.db import db
from vereniging.post.models import Mail
from vereniging.statuten.queries import instelling


def wachtende(nu: datetime, aantal: int) -> list[int]:
    """The messages to send now: login codes first, letters never."""
    query = (
        select(Mail.id)
        .where(
            Mail.gedaan_op.is_(None),
            Mail.mislukt_op.is_(None),
            Mail.klaar_vanaf <= nu,
            Mail.is_brief.is_(False),
            or_(Mail.gepakt_tot.is_(None), Mail.gepakt_tot < nu),
        )
        .order_by(Mail.spoed, Mail.klaar_vanaf, Mail.id)
        .limit(aantal)
    )
    return list(db.session.scalars(query))


def afzender() -> str:
    """The name that mail comes from."""
    return str(instelling("naam"))
