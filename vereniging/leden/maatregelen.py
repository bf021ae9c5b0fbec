"""Reads over measures: of one member, of everybody, and what has to be done today."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.core.db import db
from vereniging.leden.models import Lid, Maatregel
from vereniging.leden.models.maatregel import MaatregelStand


def maatregelen() -> list[Maatregel]:
    """All measures, the newest first."""
    query = select(Maatregel).options(joinedload(Maatregel.lid), joinedload(Maatregel.besluit))
    return list(db.session.scalars(query.order_by(Maatregel.van.desc(), Maatregel.id.desc())))


def maatregelen_van(lid: Lid) -> list[Maatregel]:
    """The measures against one member, the newest first."""
    query = select(Maatregel).where(Maatregel.lid_id == lid.id)
    return list(db.session.scalars(query.order_by(Maatregel.id.desc())))


def open_maatregelen(*standen: MaatregelStand) -> list[Maatregel]:
    """The measures in these states, the oldest first."""
    query = select(Maatregel).where(Maatregel.stand.in_(standen)).options(joinedload(Maatregel.lid))
    return list(db.session.scalars(query.order_by(Maatregel.van, Maatregel.id)))


def maatregel_met(kiem: bytes) -> Maatregel | None:
    """The measure that a link is about."""
    query = select(Maatregel).where(Maatregel.kiem == kiem)
    query = query.options(joinedload(Maatregel.lid).selectinload(Lid.lidmaatschappen))
    return db.session.scalars(query).one_or_none()


def maatregelen_voor(dag: date) -> list[Maatregel]:
    """Whose term to appeal is over unused, and whose end is over and not carried out."""
    unused = and_(Maatregel.stand == MaatregelStand.BEKEND, Maatregel.beroep_tot < dag)
    ended = and_(
        Maatregel.einde < dag,
        Maatregel.uitgevoerd_op.is_(None),
        Maatregel.stand != MaatregelStand.HERROEPEN,
    )
    query = select(Maatregel).where(or_(unused, ended)).order_by(Maatregel.id)
    return list(
        db.session.scalars(
            query.options(selectinload(Maatregel.lid).selectinload(Lid.lidmaatschappen))
        )
    )
