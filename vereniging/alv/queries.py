"""Reads general meetings and who was called to them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from vereniging.alv.models import (
    Alv,
    Alvpunt,
    AlvStand,
    Alvstuk,
    Alvverzoek,
    AlvverzoekStand,
    Kanaal,
    Notulen,
    Oproeping,
)
from vereniging.core.db import db
from vereniging.leden.models import Lid, LidSoort, LidStand
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.queries import herstemming_van


def alle() -> list[Alv]:
    """Every general meeting, newest first."""
    return list(db.session.scalars(select(Alv).order_by(Alv.begin.desc())))


def zichtbare() -> list[Alv]:
    """What members were called to, newest first."""
    query = select(Alv).where(Alv.opgeroepen_op.is_not(None)).order_by(Alv.begin.desc())
    return list(db.session.scalars(query))


def te_roepen(dag: date) -> list[Lid]:
    """Who belongs at a meeting on this day: members who are not suspended; no supporters."""
    query = (
        select(Lid)
        .where(Lid.overleden_op.is_(None))
        .options(selectinload(Lid.lidmaatschappen))
        .order_by(Lid.id)
    )
    return [lid for lid in db.session.scalars(query) if _hoort_erbij(lid, dag)]


def _hoort_erbij(lid: Lid, dag: date) -> bool:
    soort = lid.soort_op(dag)
    is_lid = soort is not None and soort is not LidSoort.DONATEUR
    return is_lid and lid.stand(dag) in {LidStand.ACTIEF, LidStand.OPGEZEGD}


def oproeping_van(alv: Alv, lid: Lid) -> Oproeping | None:
    """How this member was called."""
    query = select(Oproeping).where(Oproeping.alv_id == alv.id, Oproeping.lid_id == lid.id)
    return db.session.scalars(query).one_or_none()


def oproepingen(alv: Alv) -> list[Oproeping]:
    """Everybody who was called, with their front doors."""
    query = (
        select(Oproeping)
        .where(Oproeping.alv_id == alv.id)
        .options(joinedload(Oproeping.lid).joinedload(Lid.adres))
        .order_by(Oproeping.lid_id)
    )
    return list(db.session.scalars(query))


def te_posten(alv: Alv) -> list[Oproeping]:
    """The letters that are not in the letter box yet."""
    return [
        each for each in oproepingen(alv) if each.kanaal is Kanaal.POST and each.gepost_op is None
    ]


def aantal_komt(alv: Alv) -> int:
    """How many said that they come."""
    query = select(func.count()).where(Oproeping.alv_id == alv.id, Oproeping.komt.is_(True))
    return db.session.scalar(query) or 0


def stukken(alv: Alv) -> list[Alvstuk]:
    """The papers, oldest first."""
    query = select(Alvstuk).where(Alvstuk.alv_id == alv.id).order_by(Alvstuk.id)
    return list(db.session.scalars(query))


def notulen_van(alv: Alv) -> Notulen | None:
    """The minutes, concept or final."""
    return db.session.scalars(select(Notulen).where(Notulen.alv_id == alv.id)).one_or_none()


def punt_met(stemming: Stemming) -> Alvpunt | None:
    """The item of the agenda that this vote is on, also when it follows a tie."""
    while True:
        query = select(Alvpunt).where(Alvpunt.stemming_id == stemming.id)
        punt = db.session.scalars(query).one_or_none()
        if punt is not None or stemming.herstemt_id is None:
            return punt
        stemming = db.session.get_one(Stemming, stemming.herstemt_id)


def stemmingen(alv: Alv) -> list[Stemming]:
    """The votes of a meeting that go on, in the order of the agenda; a vote after a tie too."""
    found = [each for punt in alv.punten for each in _met_herstemming(punt.stemming)]
    weg = {StemmingStand.GEANNULEERD, StemmingStand.VERNIETIGD}
    return [stemming for stemming in found if stemming.stand not in weg]


def _met_herstemming(stemming: Stemming | None) -> list[Stemming]:
    found = []
    while stemming is not None:
        found.append(stemming)
        stemming = herstemming_van(stemming)
    return found


def komende_oproepen(lid_id: int, nu: datetime) -> list[Oproeping]:
    """The general meetings to come that this member was called to, the first one first."""
    query = select(Oproeping).join(Oproeping.alv).options(contains_eager(Oproeping.alv))
    query = query.where(
        Oproeping.lid_id == lid_id, Alv.stand == AlvStand.OPGEROEPEN, Alv.begin > nu
    )
    return list(db.session.scalars(query.order_by(Alv.begin)))


def verzoeken() -> list[Alvverzoek]:
    """What members asked a general meeting for, newest first."""
    query = select(Alvverzoek).options(selectinload(Alvverzoek.steun))
    query = query.where(Alvverzoek.stand != AlvverzoekStand.INGETROKKEN)
    return list(db.session.scalars(query.order_by(Alvverzoek.id.desc())))


def past_bij(verzoek: Alvverzoek, nu: datetime) -> list[Alv]:
    """Meetings that the board can answer this request with."""
    if verzoek.stand is not AlvverzoekStand.INGEDIEND or verzoek.vergaderen_tot is None:
        return []
    query = select(Alv).where(Alv.stand == AlvStand.OPGEROEPEN, Alv.begin > nu)
    found = db.session.scalars(query.order_by(Alv.begin))
    return [alv for alv in found if alv.dag <= verzoek.vergaderen_tot]
