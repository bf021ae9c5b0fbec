"""Reads of meetings and what lay on the table."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from vereniging.commissie.models import (
    Aanwezigheid,
    Agendapunt,
    Partijstandpunt,
    Uitkomst,
    Vergadering,
    VergaderingStand,
    Vergaderstuk,
)
from vereniging.core.db import db
from vereniging.leden.models import Lid, Lidmaatschap

MET_AGENDA = selectinload(Vergadering.agendapunten).options(
    selectinload(Agendapunt.uitkomst).joinedload(Uitkomst.besluit),
    selectinload(Agendapunt.thema),
    selectinload(Agendapunt.partij),
    selectinload(Agendapunt.partijstandpunten).selectinload(Partijstandpunt.partij),
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


def aantal_in(jaar: int) -> int:
    """How many meetings this year has, called off or not."""
    query = select(func.count(Vergadering.id)).where(Vergadering.slug.startswith(f"{jaar}-"))
    return db.session.scalar(query) or 0


def aanwezigen(vergadering: Vergadering) -> list[Aanwezigheid]:
    """Who was there, per party."""
    query = (
        select(Aanwezigheid)
        .where(Aanwezigheid.vergadering_id == vergadering.id)
        .options(selectinload(Aanwezigheid.partij))
    )
    return list(db.session.scalars(query))


def stukken(vergadering: Vergadering) -> list[Vergaderstuk]:
    """The papers of a meeting, in the order they came."""
    query = select(Vergaderstuk).where(Vergaderstuk.vergadering_id == vergadering.id)
    return list(db.session.scalars(query.order_by(Vergaderstuk.id)))


def stukken_bij(punten: list[Agendapunt]) -> list[Vergaderstuk]:
    """The papers of these items, in the order they came."""
    query = select(Vergaderstuk).where(Vergaderstuk.agendapunt_id.in_([each.id for each in punten]))
    return list(db.session.scalars(query.order_by(Vergaderstuk.id)))


def leden_met_mail(dag: date) -> list[Lid]:
    """Every member of this day that can be mailed."""
    loopt = (Lidmaatschap.begin <= dag) & or_(
        Lidmaatschap.einde.is_(None), Lidmaatschap.einde >= dag
    )
    query = (
        select(Lid)
        .where(Lid.email.is_not(None), Lid.overleden_op.is_(None), Lid.lidmaatschappen.any(loopt))
        .order_by(Lid.id)
    )
    return list(db.session.scalars(query))


def laatste_gehouden(voor: Vergadering) -> Vergadering | None:
    """The meeting that was held before this one."""
    found = [each for each in geweest() if each.begin < voor.begin]
    return found[0] if found else None


def met_blokken_te_maken(dag: date) -> list[Vergadering]:
    """The meetings to come whose papers day is here; what they have is not looked at."""
    return [each for each in aankomend(50) if each.is_aankomend and dag >= each.stukken_op]


def is_later_vergaderd(dan: Vergadering) -> bool:
    """Whether the parties met again after this meeting, or do so now."""
    query = select(Vergadering.id).where(
        Vergadering.begin > dan.begin,
        Vergadering.stand.in_(
            [VergaderingStand.BEZIG, VergaderingStand.GEHOUDEN, VergaderingStand.VASTGESTELD]
        ),
    )
    return db.session.scalars(query.limit(1)).first() is not None
