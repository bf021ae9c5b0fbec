"""Reads over help: who helps whom, and where the letters of a member go."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.leden.models import Hulp, Lid
from vereniging.post.haken import Bezorging


def hulp_van(lid: Lid) -> Hulp | None:
    """The help that this member gets."""
    return _lopend(lid.id)


def bezorging(lid_id: int) -> Bezorging | None:
    """The helper who reads the letters of this member today."""
    hulp = _lopend(lid_id)
    if hulp is None or not hulp.werkt_op(clock.today()):
        return None
    return Bezorging(hulp.helper.email or "", hulp.lid.naam)


def _lopend(lid_id: int) -> Hulp | None:
    query = (
        select(Hulp)
        .where(Hulp.lid_id == lid_id, Hulp.einde.is_(None))
        .options(
            joinedload(Hulp.lid).selectinload(Lid.lidmaatschappen),
            joinedload(Hulp.helper).selectinload(Lid.lidmaatschappen),
        )
    )
    return db.session.scalars(query).one_or_none()
