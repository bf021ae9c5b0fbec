"""Reads of mandates, outcomes and what members must still hear."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.commissie.models import Agendapunt, Toezegging, Uitkomst
from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.mandaten.models import (
    Mandaat,
    MandaatStand,
    Ruggespraak,
    Terugkoppeling,
    TerugkoppelingStand,
    dagen_te_laat,
)
from vereniging.standpunten.models import Standpunt, Standpuntbron, StandpuntVersie
from vereniging.stembus.models import Stemming, Uitslag
from vereniging.voeding.models import Steun, Voeding

HEEL = (
    selectinload(Mandaat.versie).selectinload(StandpuntVersie.argumenten),
    selectinload(Mandaat.versie).selectinload(StandpuntVersie.standpunt),
    selectinload(Mandaat.uitslag).selectinload(Uitslag.stemming),
    selectinload(Mandaat.intrekking),
)
# joined: one statement, also on the home page, that has eight
MET_VERGADERING = joinedload(Uitkomst.agendapunt).joinedload(Agendapunt.vergadering)


def mandaat_met(slug: str) -> Mandaat | None:
    """One mandate with all that stands on its page."""
    return db.session.scalars(select(Mandaat).where(Mandaat.slug == slug).options(*HEEL)).first()


def mandaten_van(standpunt: Standpunt) -> list[Mandaat]:
    """The mandates on a position, the one that counts last."""
    query = select(Mandaat).join(Mandaat.versie).options(*HEEL)
    query = query.where(StandpuntVersie.standpunt_id == standpunt.id).order_by(Mandaat.id)
    return list(db.session.scalars(query))


def mandaat_uit(stemming: Stemming) -> Mandaat | None:
    """The mandate that a vote made, if it did."""
    query = select(Mandaat).join(Mandaat.uitslag).where(Uitslag.stemming_id == stemming.id)
    return db.session.scalars(query.options(*HEEL)).one_or_none()


def is_vervangen(mandaat: Mandaat) -> bool:
    """Whether a newer count on the same position made another one."""
    query = select(Mandaat.id).join(Mandaat.versie)
    query = query.where(StandpuntVersie.standpunt_id == mandaat.versie.standpunt_id)
    return bool(db.session.scalars(query.where(Mandaat.id > mandaat.id).limit(1)).first())


def mandaten_bij(punten: Iterable[Agendapunt]) -> dict[int, Mandaat]:
    """The mandate that counts for each agenda item that has one, by the item's number.

    One that was withdrawn, or that runs out before the meeting, binds nobody any more.
    """
    found = list(punten)
    query = (
        select(Standpunt.agendapunt_id, Mandaat)
        .join(StandpuntVersie, StandpuntVersie.standpunt_id == Standpunt.id)
        .join(Mandaat, Mandaat.versie_id == StandpuntVersie.id)
        .where(Standpunt.agendapunt_id.in_([punt.id for punt in found]))
        .options(*HEEL)
        .order_by(Mandaat.id)
    )
    newest = {nummer: mandaat for nummer, mandaat in db.session.execute(query) if nummer}
    return {
        punt.id: newest[punt.id]
        for punt in found
        if punt.id in newest and _telt(newest[punt.id], punt)
    }


def _telt(mandaat: Mandaat, punt: Agendapunt) -> bool:
    """Valid on the day of the meeting, or already used for the outcome."""
    if punt.uitkomst is not None and punt.uitkomst.mandaat_id == mandaat.id:
        return True
    return mandaat.stand(punt.vergadering.dag) is MandaatStand.GELDIG


def mandaat_van(uitkomst: Uitkomst) -> Mandaat | None:
    """The mandate an outcome was recorded under."""
    if uitkomst.mandaat_id is None:
        return None
    query = select(Mandaat).where(Mandaat.id == uitkomst.mandaat_id).options(*HEEL)
    return db.session.scalars(query).one_or_none()


def uitkomsten_onder(mandaat: Mandaat) -> list[Uitkomst]:
    """What was reached under a mandate, first meeting first."""
    query = select(Uitkomst).where(Uitkomst.mandaat_id == mandaat.id).options(MET_VERGADERING)
    return list(db.session.scalars(query.order_by(Uitkomst.id)))


def uitkomsten_over(standpunt: Standpunt) -> list[Uitkomst]:
    """What meetings made of a position, first meeting first; items held over too."""
    onder = select(Mandaat.id).join(Mandaat.versie)
    onder = onder.where(StandpuntVersie.standpunt_id == standpunt.id)
    query = select(Uitkomst).where(
        or_(Uitkomst.mandaat_id.in_(onder), Uitkomst.agendapunt_id == standpunt.agendapunt_id)
    )
    return list(db.session.scalars(query.options(MET_VERGADERING).order_by(Uitkomst.id)))


def toezeggingen_bij(punt: Agendapunt) -> list[Toezegging]:
    """What parties promised on an item, first day first."""
    query = select(Toezegging).where(Toezegging.agendapunt_id == punt.id)
    query = query.options(selectinload(Toezegging.partij))
    return list(db.session.scalars(query.order_by(Toezegging.voor_datum, Toezegging.id)))


def te_late_terugkoppelingen(nu: datetime) -> list[tuple[Uitkomst, int]]:
    """The outcomes that members should have heard of by now, and how many days late."""
    found = ((uitkomst, dagen_te_laat(uitkomst, nu)) for uitkomst in zonder_terugkoppeling())
    return [(uitkomst, dagen) for uitkomst, dagen in found if dagen]


def terugkoppeling_van(uitkomst: Uitkomst) -> Terugkoppeling | None:
    """What the delegates told of an outcome, once published."""
    query = select(Terugkoppeling).where(
        Terugkoppeling.uitkomst_id == uitkomst.id,
        Terugkoppeling.stand == TerugkoppelingStand.GEPUBLICEERD,
    )
    return db.session.scalars(query).one_or_none()


def zonder_terugkoppeling() -> list[Uitkomst]:
    """The outcomes on positions and mandates that members have not heard of, oldest first."""
    verteld = select(Terugkoppeling.uitkomst_id).where(
        Terugkoppeling.stand == TerugkoppelingStand.GEPUBLICEERD
    )
    op_standpunt = select(Standpunt.agendapunt_id).where(Standpunt.agendapunt_id.is_not(None))
    query = (
        select(Uitkomst)
        .where(Uitkomst.id.not_in(verteld))
        .where(or_(Uitkomst.mandaat_id.is_not(None), Uitkomst.agendapunt_id.in_(op_standpunt)))
        .options(MET_VERGADERING)
        .order_by(Uitkomst.id)
    )
    return list(db.session.scalars(query))


def open_ruggespraak() -> list[Ruggespraak]:
    """What members must still be asked, oldest first."""
    query = (
        select(Ruggespraak)
        .where(Ruggespraak.stemming_id.is_(None))
        .options(selectinload(Ruggespraak.uitkomst).options(MET_VERGADERING))
        .order_by(Ruggespraak.id)
    )
    return list(db.session.scalars(query))


def ruggespraak_over(uitkomst: Uitkomst) -> Ruggespraak | None:
    """The question to the members about an outcome."""
    query = select(Ruggespraak).where(Ruggespraak.uitkomst_id == uitkomst.id)
    return db.session.scalars(query).one_or_none()


def ruggespraak_van(stemming: Stemming) -> Ruggespraak | None:
    """What a vote was asked for."""
    query = select(Ruggespraak).where(Ruggespraak.stemming_id == stemming.id)
    return db.session.scalars(query).one_or_none()


def betrokkenen(standpunt_id: int) -> list[Lid]:
    """Who gave or supported the voeding that a position came from, each once."""
    bronnen = select(Standpuntbron.voeding_id).where(Standpuntbron.standpunt_id == standpunt_id)
    ook = select(Voeding.id).where(or_(Voeding.id.in_(bronnen), Voeding.bij_id.in_(bronnen)))
    wie = (
        select(Voeding.lid_id)
        .where(Voeding.id.in_(ook))
        .union(select(Steun.lid_id).where(Steun.voeding_id.in_(ook)))
    )
    return list(db.session.scalars(select(Lid).where(Lid.id.in_(wie)).order_by(Lid.id)))


def standpunt_bij(uitkomst: Uitkomst) -> Standpunt | None:
    """The position that an outcome is about, through its mandate or its place on the agenda."""
    mandaat = mandaat_van(uitkomst)
    if mandaat is not None:
        return mandaat.versie.standpunt
    query = select(Standpunt).where(Standpunt.agendapunt_id == uitkomst.agendapunt_id)
    return db.session.scalars(query).first()
