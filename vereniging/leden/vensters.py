"""Reads over the months in which members may leave at once."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.leden.models import Lid, Opzegging, OpzeggingStand, Uittreedvenster

LOOPT = (OpzeggingStand.ONTVANGEN, OpzeggingStand.UITGEVOERD)


def open_vensters(dag: date) -> list[Uittreedvenster]:
    """The windows that are open on this day, the one that closes last first."""
    query = select(Uittreedvenster).where(
        Uittreedvenster.meegedeeld_op <= dag, Uittreedvenster.tot >= dag
    )
    return list(db.session.scalars(query.order_by(Uittreedvenster.tot.desc())))


def venster_voor(lid: Lid, dag: date) -> Uittreedvenster | None:
    """The window by which this member may leave at once on this day."""
    return next((found for found in open_vensters(dag) if found.geldt_voor(lid, dag)), None)


def vensters() -> list[Uittreedvenster]:
    """Every window, the newest first."""
    return list(db.session.scalars(select(Uittreedvenster).order_by(Uittreedvenster.id.desc())))


def venster_van(besluit_id: int) -> Uittreedvenster | None:
    """The window that this decision opened."""
    query = select(Uittreedvenster).where(Uittreedvenster.besluit_id == besluit_id)
    return db.session.scalars(query).one_or_none()


def uitgetreden_om(besluit_id: int) -> frozenset[int]:
    """The rows of the members who left because of this decision: it does not bind them."""
    query = (
        select(Opzegging.lid_id)
        .join(Uittreedvenster, Uittreedvenster.id == Opzegging.venster_id)
        .where(Uittreedvenster.besluit_id == besluit_id, Opzegging.stand.in_(LOOPT))
    )
    return frozenset(db.session.scalars(query))
