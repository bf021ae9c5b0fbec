"""Reports about the same thing, and how many households see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.meldingen.models import (
    AFGELOPEN,
    IkOok,
    Melding,
    MeldingCategorie,
    MeldingOpAgenda,
    MeldingStand,
    Plek,
)
from vereniging.meldingen.queries import MET, plekken

DICHTBIJ = 50.0  # metres
AARDE = 6_371_000.0  # metres
ONLANGS = timedelta(weeks=12)
HOOGSTENS = 5
NIET_VERGELIJKBAAR = (
    MeldingStand.TE_BEVESTIGEN,
    MeldingStand.SAMENGEVOEGD,
    MeldingStand.NIET_VOOR_ONS,
    MeldingStand.INGETROKKEN,
)


def afstand(een: tuple[float, float], ander: tuple[float, float]) -> float:
    """Metres between two points (latitude, longitude), by the haversine formula."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (*een, *ander))
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * AARDE * asin(min(1.0, sqrt(half)))


def lijkt_op(categorie: MeldingCategorie, plek: Plek | None, straat: str,
             nu: datetime) -> list[Melding]:  # fmt: skip
    """What was told before about the same kind of trouble close by, newest first.

    Open, or closed at most 12 weeks ago; what is confidential stays out.
    """
    vers = Melding.stand.not_in(AFGELOPEN) | (Melding.stand_sinds > nu - ONLANGS)
    query = (
        select(Melding)
        .where(Melding.categorie_id == categorie.id, _zelfde_plek(plek, straat), vers)
        .where(Melding.stand.not_in(NIET_VERGELIJKBAAR), ~Melding.is_vertrouwelijk)
        .options(*MET, selectinload(Melding.gebeurtenissen))
        .order_by(Melding.id.desc())
        .limit(HOOGSTENS)
    )
    return list(db.session.scalars(query))


def _zelfde_plek(plek: Plek | None, straat: str) -> ColumnElement[bool]:
    zelfde = func.lower(Melding.straat) == straat.lower()
    return or_(zelfde, Melding.plek_id.in_(_nabij(plek))) if plek else zelfde


def _nabij(plek: Plek) -> list[int]:
    if plek.lat is None or plek.lon is None:
        return [plek.id]
    hier = plek.lat, plek.lon
    return [
        each.id
        for each in plekken()
        if each.lat is not None
        and each.lon is not None
        and afstand(hier, (each.lat, each.lon)) <= DICHTBIJ
    ]


def huishoudens(meldingen: Iterable[Melding]) -> dict[int, int]:
    """How many households see this, by id of the report: who told us, and who joined.

    What was merged into a report counts there. Who told us without an address counts nowhere.
    """
    ids = [melding.id for melding in meldingen]
    hoofd = func.coalesce(Melding.hoort_bij_id, Melding.id)
    mee = or_(Melding.id.in_(ids), Melding.hoort_bij_id.in_(ids))
    bereikbaar = or_(Melding.email.is_not(None), Melding.lid_id.is_not(None))
    melders = select(hoofd, func.count(Melding.id)).where(mee, bereikbaar).group_by(hoofd)
    deuren = (
        select(hoofd, func.count(IkOok.adressleutel.distinct()))
        .join(IkOok, IkOok.melding_id == Melding.id)
        .where(mee, IkOok.bevestigd_op.is_not(None))
        .group_by(hoofd)
    )
    found = dict.fromkeys(ids, 0)
    for query in (melders, deuren):
        for nummer, aantal in db.session.execute(query):
            found[nummer] = found.get(nummer, 0) + aantal
    return found


def meedoeners(melding: Melding) -> list[IkOok]:
    """The households that joined and count, first one first."""
    query = select(IkOok).where(IkOok.melding_id == melding.id, IkOok.bevestigd_op.is_not(None))
    return list(db.session.scalars(query.order_by(IkOok.id)))


def bij_punten(punten: Iterable[int]) -> list[tuple[int, Melding]]:
    """The public reports of agenda items, with the id of their item."""
    query = (
        select(MeldingOpAgenda.agendapunt_id, Melding)
        .join(Melding, Melding.id == MeldingOpAgenda.melding_id)
        .where(MeldingOpAgenda.agendapunt_id.in_(list(punten)), Melding.openbaar_op.is_not(None))
        .options(*MET)
        .order_by(MeldingOpAgenda.id)
    )
    return [(punt, melding) for punt, melding in db.session.execute(query)]


def wachten_op(punt: int) -> list[Melding]:
    """The reports that wait for what comes of an agenda item, private ones too."""
    query = (
        select(Melding)
        .join(MeldingOpAgenda, MeldingOpAgenda.melding_id == Melding.id)
        .where(MeldingOpAgenda.agendapunt_id == punt, Melding.stand == MeldingStand.OP_AGENDA)
        .order_by(Melding.id)
    )
    return list(db.session.scalars(query))
