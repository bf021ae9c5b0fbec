"""Reads of meetings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.commissie.models import (
    Aanwezigheid,
    Advies,
    Adviesstand,
    Adviesvraag,
    Agendapunt,
    Dossier,
    Opschaling,
    Opschalingstand,
    Opschalingstap,
    Partijstandpunt,
    Toezegging,
    Vergadering,
    VergaderingStand,
    Vergaderstuk,
)
from vereniging.convenant.models import Afspraak
from vereniging.core.db import db
from vereniging.leden.models import Lid, Lidmaatschap

MET_AGENDA = selectinload(Vergadering.agendapunten).options(
    selectinload(Agendapunt.uitkomst),
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


def opschalingen() -> list[Opschaling]:
    """Everything on the ladder, what still climbs first, the highest first."""
    query = select(Opschaling).options(
        selectinload(Opschaling.stappen),
        joinedload(Opschaling.afspraak).joinedload(Afspraak.partij),
        joinedload(Opschaling.agendapunt),
        joinedload(Opschaling.over_partij),
    )
    found = list(db.session.scalars(query.order_by(Opschaling.id)))
    return sorted(found, key=lambda o: (o.stand is not Opschalingstand.LOPEND, -o.stap.trede))


def opschaling_van(kenmerk: str) -> Opschaling | None:
    """The ladder with this number: that of a promise, or its own."""
    query = (
        select(Opschaling)
        .where(Opschaling.kenmerk == kenmerk)
        .options(
            selectinload(Opschaling.stappen).joinedload(Opschalingstap.besluit),
            selectinload(Opschaling.dossiers),
        )
    )
    return db.session.scalars(query).one_or_none()


def dossier_van(kenmerk: str, nummer: int) -> Dossier | None:
    """One dossier that was made of this escalation."""
    query = select(Dossier).join(Dossier.opschaling)
    query = query.where(Dossier.id == nummer, Opschaling.kenmerk == kenmerk)
    return db.session.scalars(query).one_or_none()


def dossiers_sinds(nu: datetime) -> set[str]:
    """The hashes of the dossiers that were made since this moment."""
    return set(db.session.scalars(select(Dossier.sha256).where(Dossier.op >= nu)))


def opschaling_van_punt(punt: Agendapunt) -> Opschaling | None:
    """The ladder of an item without consensus."""
    query = select(Opschaling).where(Opschaling.agendapunt_id == punt.id)
    return db.session.scalars(query).one_or_none()


def opgeschaalde_punten(vergadering: Vergadering) -> dict[int, str]:
    """The number of the ladder for each item of this meeting that went up."""
    query = select(Opschaling.agendapunt_id, Opschaling.kenmerk).join(Opschaling.agendapunt)
    query = query.where(Agendapunt.vergadering_id == vergadering.id)
    return {punt: kenmerk for punt, kenmerk in db.session.execute(query) if punt is not None}


def punten_over(opschaling: Opschaling) -> list[Agendapunt]:
    """The items at which the parties spoke about it."""
    query = (
        select(Agendapunt)
        .where(
            or_(
                Agendapunt.sleutel == f"afspraak:{opschaling.kenmerk}",
                Agendapunt.id == opschaling.agendapunt_id,
            )
        )
        .options(
            joinedload(Agendapunt.vergadering),
            selectinload(Agendapunt.uitkomst),
            selectinload(Agendapunt.partijstandpunten).joinedload(Partijstandpunt.partij),
        )
    )
    return list(db.session.scalars(query.order_by(Agendapunt.id)))


def adviezen(*, openbaar: bool) -> list[Advies]:
    """The advices, newest first; concepts only for officers."""
    query = select(Advies).options(joinedload(Advies.aan), joinedload(Advies.thema))
    if openbaar:
        query = query.where(Advies.stand != Adviesstand.CONCEPT)
    return list(db.session.scalars(query.order_by(Advies.id.desc())))


def adviesvraag_met(kiem: bytes) -> Adviesvraag | None:
    """The question behind a party's link."""
    return db.session.scalars(select(Adviesvraag).where(Adviesvraag.kiem == kiem)).one_or_none()
