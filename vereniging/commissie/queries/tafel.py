"""Reads of what was promised and must be done."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.commissie.models import (
    Actiepunt,
    Agendablok,
    Agendapunt,
    Correctie,
    Openstand,
    PuntStand,
    Standpuntvraag,
    Toezegging,
    Uitkomst,
    UitkomstSoort,
    Vergadering,
    VergaderingStand,
    Voorstellink,
)
from vereniging.core.db import db


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


def open_toezeggingen(voor: Vergadering) -> list[Toezegging]:
    """What was promised at meetings before this one and is not done, the oldest day first."""
    query = (
        select(Toezegging)
        .join(Toezegging.agendapunt)
        .join(Agendapunt.vergadering)
        .where(Toezegging.stand == Openstand.OPEN, Vergadering.begin < voor.begin)
        .options(joinedload(Toezegging.partij), joinedload(Toezegging.agendapunt))
    )
    return list(db.session.scalars(query.order_by(Toezegging.voor_datum, Toezegging.id)))


def actiepunten(vergadering: Vergadering) -> list[Actiepunt]:
    """What this meeting gave somebody to do."""
    query = select(Actiepunt).where(Actiepunt.vergadering_id == vergadering.id)
    query = query.options(joinedload(Actiepunt.partij))
    return list(db.session.scalars(query.order_by(Actiepunt.voor_datum, Actiepunt.id)))


def open_actiepunten(voor: Vergadering | None = None) -> list[Actiepunt]:
    """What is still to be done, given at meetings before this one; the oldest day first."""
    query = select(Actiepunt).join(Actiepunt.vergadering).where(Actiepunt.stand == Openstand.OPEN)
    if voor is not None:
        query = query.where(Vergadering.begin < voor.begin)
    query = query.options(joinedload(Actiepunt.partij), joinedload(Actiepunt.vergadering))
    return list(db.session.scalars(query.order_by(Actiepunt.voor_datum, Actiepunt.id)))


def blokken(vergadering: Vergadering) -> dict[int, Agendablok]:
    """What was fixed of the agenda on papers day, by number; empty before that day."""
    query = select(Agendablok).where(Agendablok.vergadering_id == vergadering.id)
    return {blok.nummer: blok for blok in db.session.scalars(query)}


def standpuntvraag_met(kiem: bytes) -> Standpuntvraag | None:
    """The question behind the link of a party that was not there."""
    query = select(Standpuntvraag).where(Standpuntvraag.kiem == kiem)
    return db.session.scalars(query).one_or_none()


def standpuntvragen(vanaf: date, tot: date) -> list[Standpuntvraag]:
    """The questions whose last day lies here and that nobody answered."""
    query = (
        select(Standpuntvraag)
        .join(Standpuntvraag.agendapunt)
        .join(Agendapunt.uitkomst)
        .where(Uitkomst.wacht_tot.is_not(None), Uitkomst.soort == UitkomstSoort.VOORBEHOUD)
        .where(Standpuntvraag.tot.between(vanaf, tot))
        .order_by(Standpuntvraag.id)
    )
    found = db.session.scalars(query)
    return [each for each in found if each.agendapunt.gezegd_door(each.partij) is None]


def zonder_instemming(dag: date) -> list[Agendapunt]:
    """The items that a party kept silent about until its time was over."""
    query = (
        select(Agendapunt)
        .join(Agendapunt.uitkomst)
        .where(Uitkomst.wacht_tot < dag, Uitkomst.soort == UitkomstSoort.VOORBEHOUD)
        .options(joinedload(Agendapunt.vergadering), selectinload(Agendapunt.partijstandpunten))
    )
    return list(db.session.scalars(query.order_by(Agendapunt.id)))


def correcties(vergadering: Vergadering) -> dict[int, list[Correctie]]:
    """What later decisions put right, by the item that it is about."""
    query = (
        select(Agendapunt.id, Correctie)
        .join(Uitkomst, Uitkomst.id == Correctie.uitkomst_id)
        .join(Agendapunt, Agendapunt.id == Uitkomst.agendapunt_id)
        .where(Agendapunt.vergadering_id == vergadering.id)
        .options(joinedload(Correctie.besluit))
        .order_by(Correctie.id)
    )
    found: dict[int, list[Correctie]] = {}
    for punt, correctie in db.session.execute(query):
        found.setdefault(punt, []).append(correctie)
    return found


def voorstellink_met(kiem: bytes) -> Voorstellink | None:
    """The link by which a party puts items forward."""
    return db.session.scalars(select(Voorstellink).where(Voorstellink.kiem == kiem)).one_or_none()


def blijven_liggen(voor: Vergadering) -> list[Agendapunt]:
    """What parties put forward for meetings before this one and nobody placed."""
    query = (
        select(Agendapunt)
        .join(Agendapunt.vergadering)
        .where(Agendapunt.stand == PuntStand.VOORGESTELD, Vergadering.begin < voor.begin)
        .where(Vergadering.stand.not_in([VergaderingStand.GEPLAND, VergaderingStand.OPGEROEPEN]))
        .options(joinedload(Agendapunt.partij), joinedload(Agendapunt.thema))
    )
    return list(db.session.scalars(query.order_by(Agendapunt.id)))
