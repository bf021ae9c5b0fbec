"""Reads of what is on the ladder."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.commissie.models import (
    Agendapunt,
    Dossier,
    Opschaling,
    Opschalingstand,
    Opschalingstap,
    Partijstandpunt,
    Vergadering,
)
from vereniging.convenant.models import Afspraak
from vereniging.core.db import db


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


def zonder_bemiddelaar(voor: date) -> list[Opschaling]:
    """The ladders whose mediator must have a name by this day, and has none."""
    query = (
        select(Opschaling)
        .join(Opschaling.stappen)
        .where(
            Opschaling.stand == Opschalingstand.LOPEND,
            Opschalingstap.benoemen_voor <= voor,
            Opschalingstap.bemiddelaar == "",
            Opschalingstap.uitkomst.is_(None),
        )
        .options(selectinload(Opschaling.stappen))
    )
    return list(db.session.scalars(query.order_by(Opschaling.id)).unique())
