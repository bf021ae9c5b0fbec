"""Reads of positions."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from vereniging.commissie.models import Agendapunt, PuntStand, Vergadering, VergaderingStand
from vereniging.convenant.models import Thema
from vereniging.core.db import db
from vereniging.standpunten.haken import Signaal, signalen
from vereniging.standpunten.models import (
    BESLIST,
    Argument,
    Standpunt,
    Standpuntbron,
    StandpuntStand,
    StandpuntVersie,
)
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.queries import laatste_op
from vereniging.voeding.models import Voeding

PAS = timedelta(weeks=12)
WEG = {StemmingStand.VERNIETIGD, StemmingStand.GEANNULEERD}
KORT = (selectinload(Standpunt.versies), selectinload(Standpunt.thema))
HEEL = (
    selectinload(Standpunt.thema),
    selectinload(Standpunt.agendapunt),
    selectinload(Standpunt.versies)
    .selectinload(StandpuntVersie.argumenten)
    .selectinload(Argument.herkenningen),
    selectinload(Standpunt.bronnen).selectinload(Standpuntbron.voeding).selectinload(Voeding.steun),
)


def lijst(*, openbaar: bool) -> list[Standpunt]:
    """All positions but concepts, newest first; visitors see those that were decided."""
    query = select(Standpunt).options(*KORT).order_by(Standpunt.gemaakt_op.desc())
    if openbaar:
        query = query.where(Standpunt.stand.in_(BESLIST))
    else:
        hidden = [StandpuntStand.CONCEPT, StandpuntStand.INGETROKKEN]
        query = query.where(Standpunt.stand.not_in(hidden))
    return list(db.session.scalars(query))


def vraagt_standpunt(nu: datetime) -> list[Signaal]:
    """Themes that rise, and about which no position was begun in the last twelve weeks."""
    recent = select(Thema.code).join(Standpunt, Standpunt.thema_id == Thema.id)
    recent = recent.where(
        Standpunt.gemaakt_op > nu - PAS, Standpunt.stand != StandpuntStand.INGETROKKEN
    )
    bezig = set(db.session.scalars(recent))
    return [signaal for signaal in signalen(nu) if signaal.thema not in bezig]


def alle() -> list[Standpunt]:
    """Every position, concepts too, for the delegates."""
    query = select(Standpunt).options(*KORT).order_by(Standpunt.gemaakt_op.desc())
    return list(db.session.scalars(query))


def standpunt_met(slug: str) -> Standpunt | None:
    """One position with arguments and sources."""
    query = select(Standpunt).where(Standpunt.slug == slug).options(*HEEL)
    return db.session.scalars(query).one_or_none()


def stemming_over(standpunt: Standpunt) -> Stemming | None:
    """The newest vote on the version that counts now; none when it was dropped or annulled."""
    found = laatste_op(stemslug(standpunt))
    return None if found is None or found.stand in WEG else found


def stemslug(standpunt: Standpunt) -> str:
    """The address of the vote on this version."""
    return f"{standpunt.slug}-{standpunt.versie.nr}"


def van_stemming(stemming: Stemming) -> Standpunt | None:
    """The position that a vote is about."""
    slug = stemming.standpunt.get("slug") if stemming.standpunt else None
    return standpunt_met(slug) if slug else None


def op_agendapunt(punt: Agendapunt) -> list[Standpunt]:
    """The positions that an agenda item is about."""
    query = select(Standpunt).where(Standpunt.agendapunt_id == punt.id)
    return list(db.session.scalars(query))


def besproken_stemmingen(vergadering: Vergadering) -> list[Stemming]:
    """The votes on the positions that a meeting talked about; not on what it put off."""
    query = select(Standpunt).join(Standpunt.agendapunt).options(selectinload(Standpunt.versies))
    query = query.where(
        Agendapunt.vergadering_id == vergadering.id, Agendapunt.stand == PuntStand.BESPROKEN
    )
    found = [stemming_over(standpunt) for standpunt in db.session.scalars(query)]
    return [stemming for stemming in found if stemming is not None]


def zonder_agendapunt() -> list[Standpunt]:
    """Positions that are fixed or decided, and stand on no agenda, or were taken off it."""
    rijp = [StandpuntStand.BEVROREN, StandpuntStand.IN_STEMMING, StandpuntStand.VASTGESTELD]
    afgelast = Agendapunt.vergadering.has(Vergadering.stand == VergaderingStand.AFGELAST)
    weg = or_(Agendapunt.stand == PuntStand.TERUGGETROKKEN, afgelast)
    nergens = or_(Standpunt.agendapunt_id.is_(None), Standpunt.agendapunt.has(weg))
    query = select(Standpunt).where(Standpunt.stand.in_(rijp), nergens)
    return list(db.session.scalars(query.options(*KORT).order_by(Standpunt.id)))
