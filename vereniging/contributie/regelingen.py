"""Reads over arrangements and waivers."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.contributie.models import Kwijtschelding, Nota, Regeling
from vereniging.core.db import db


def lopende_regeling(nota_id: int) -> Regeling | None:
    """The arrangement that runs for a nota."""
    query = select(Regeling).where(Regeling.nota_id == nota_id, Regeling.beeindigd_op.is_(None))
    return db.session.scalars(query).one_or_none()


def regelingen_van(nota_id: int) -> list[Regeling]:
    """Every arrangement for a nota, newest first."""
    query = select(Regeling).where(Regeling.nota_id == nota_id).order_by(Regeling.id.desc())
    return list(db.session.scalars(query))


def wachtende_kwijtschelding(nota_id: int) -> Kwijtschelding | None:
    """The proposal about a nota that the board has not decided on."""
    query = select(Kwijtschelding).where(
        Kwijtschelding.nota_id == nota_id, Kwijtschelding.besloten_op.is_(None)
    )
    return db.session.scalars(query).one_or_none()


def kwijtscheldingen(*, besloten: bool, aantal: int = 50) -> list[Kwijtschelding]:
    """Proposals that wait for the board, oldest first; or the last decisions, newest first."""
    query = select(Kwijtschelding).options(
        joinedload(Kwijtschelding.nota).joinedload(Nota.betaler), joinedload(Kwijtschelding.besluit)
    )
    if besloten:
        query = query.where(Kwijtschelding.besloten_op.is_not(None))
        query = query.order_by(Kwijtschelding.besloten_op.desc(), Kwijtschelding.id.desc())
    else:
        query = query.where(Kwijtschelding.besloten_op.is_(None)).order_by(Kwijtschelding.id)
    return list(db.session.scalars(query.limit(aantal)))
