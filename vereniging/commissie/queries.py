"""Reads of meetings."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vereniging.commissie.models import Agendapunt, Toezegging, Vergadering, VergaderingStand
from vereniging.core.db import db

MET_AGENDA = selectinload(Vergadering.agendapunten).options(
    selectinload(Agendapunt.uitkomst),
    selectinload(Agendapunt.thema),
    selectinload(Agendapunt.partij),
)


def aankomend(aantal: int = 10) -> list[Vergadering]:
    """The meetings to come, first one first; one that runs counts too."""
    query = (
        select(Vergadering)
        .where(
            Vergadering.stand.in_(
                [VergaderingStand.GEPLAND, VergaderingStand.OPGEROEPEN, VergaderingStand.BEZIG]
            )
        )
        .options(MET_AGENDA)
        .order_by(Vergadering.begin, Vergadering.id)
        .limit(aantal)
    )
    return list(db.session.scalars(query))


def volgende() -> Vergadering | None:
    """The next meeting."""
    return next(iter(aankomend(1)), None)


def geweest(aantal: int = 20) -> list[Vergadering]:
    """The meetings that were held, newest first."""
    query = (
        select(Vergadering)
        .where(Vergadering.stand.in_([VergaderingStand.GEHOUDEN, VergaderingStand.VASTGESTELD]))
        .options(MET_AGENDA)
        .order_by(Vergadering.begin.desc(), Vergadering.id.desc())
        .limit(aantal)
    )
    return list(db.session.scalars(query))


def alle() -> list[Vergadering]:
    """Every meeting, newest first."""
    query = (
        select(Vergadering)
        .options(MET_AGENDA)
        .order_by(Vergadering.begin.desc(), Vergadering.id.desc())
    )
    return list(db.session.scalars(query))


def vergadering_met(slug: str) -> Vergadering | None:
    """One meeting with its agenda."""
    query = select(Vergadering).where(Vergadering.slug == slug).options(MET_AGENDA)
    return db.session.scalars(query).one_or_none()


def toezeggingen(vergadering: Vergadering) -> list[Toezegging]:
    """What was promised at this meeting."""
    query = (
        select(Toezegging)
        .join(Toezegging.agendapunt)
        .where(Agendapunt.vergadering_id == vergadering.id)
        .options(selectinload(Toezegging.partij), selectinload(Toezegging.agendapunt))
        .order_by(Toezegging.voor_datum, Toezegging.id)
    )
    return list(db.session.scalars(query))
