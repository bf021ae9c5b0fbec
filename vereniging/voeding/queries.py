"""Reads of voeding."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from vereniging.convenant.models import Thema
from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.voeding.models import OPEN, TE_BUNDELEN, ZICHTBAAR, Steun, Voeding

PAGINA = 50
GELADEN = (selectinload(Voeding.lid), selectinload(Voeding.thema), selectinload(Voeding.steun))


def zichtbaar(thema: Thema | None = None, blad: int = 1) -> list[Voeding]:
    """What members see, newest first, a page at a time."""
    query = select(Voeding).where(Voeding.stand.in_(ZICHTBAAR)).options(*GELADEN)
    if thema is not None:
        query = query.where(Voeding.thema_id == thema.id)
    query = query.order_by(Voeding.ingediend_op.desc(), Voeding.id.desc())
    return list(db.session.scalars(query.offset((blad - 1) * PAGINA).limit(PAGINA)))


def aantal_zichtbaar(thema: Thema | None = None) -> int:
    """How many members see."""
    query = select(func.count()).select_from(Voeding).where(Voeding.stand.in_(ZICHTBAAR))
    if thema is not None:
        query = query.where(Voeding.thema_id == thema.id)
    return db.session.scalar(query) or 0


def te_beslissen() -> list[Voeding]:
    """What waits for the delegates, oldest first."""
    query = select(Voeding).where(Voeding.stand.in_(OPEN)).options(*GELADEN)
    return list(db.session.scalars(query.order_by(Voeding.ingediend_op)))


def te_bundelen() -> list[Voeding]:
    """What can still become the source of a standpunt, oldest first."""
    query = select(Voeding).where(Voeding.stand.in_(TE_BUNDELEN)).options(*GELADEN)
    return list(db.session.scalars(query.order_by(Voeding.ingediend_op)))


def van_lid(lid: Lid) -> list[Voeding]:
    """A member's own input, newest first."""
    query = select(Voeding).where(Voeding.lid_id == lid.id).options(*GELADEN)
    return list(db.session.scalars(query.order_by(Voeding.ingediend_op.desc())))


def met_kenmerken(kenmerken: list[str]) -> list[Voeding]:
    """The voeding with these references."""
    query = select(Voeding).where(Voeding.kenmerk.in_(kenmerken)).options(*GELADEN)
    return list(db.session.scalars(query.order_by(Voeding.ingediend_op)))


def steunt(voeding: Voeding, lid: Lid) -> bool:
    """Whether this member agrees with it."""
    query = select(Steun.id).where(Steun.voeding_id == voeding.id, Steun.lid_id == lid.id)
    return db.session.scalars(query).one_or_none() is not None
