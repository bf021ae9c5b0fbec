"""What concerns one member, as a calendar."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.alv import kalender as alvkalender
from vereniging.alv.models import Alv, Oproeping
from vereniging.commissie import kalender as vergaderkalender
from vereniging.commissie.queries import alle
from vereniging.core.db import db
from vereniging.core.ical import calendar
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.site.models import Agendalink
from vereniging.stembus import kalender as stemkalender
from vereniging.stembus.models import Kiesregister, Stemming

DOEL = "agenda"
TERUG = timedelta(days=365)


def agendalink_van(lid: Lid) -> Agendalink | None:
    """The calendar address of this member."""
    return db.session.scalars(select(Agendalink).filter_by(lid_id=lid.id)).one_or_none()


def agendalink_met(kiem: bytes) -> Agendalink | None:
    """The calendar address with this seed."""
    query = select(Agendalink).filter_by(kiem=kiem)
    return db.session.scalars(query.options(joinedload(Agendalink.lid))).one_or_none()


def agenda_van(lid: Lid, naam: str, nu: datetime) -> bytes:
    """The meetings for everybody; for who is a member also the calls and votes of a year.

    Nothing in it tells whether somebody came or voted.
    """
    events = [vergaderkalender.in_agenda(each, nu) for each in alle()]
    if lid.is_lid_op(amsterdam_day(nu)):
        events += [alvkalender.in_agenda(alv, nu) for alv in _alvs(lid, nu)]
        events += [stemkalender.in_agenda(each, nu) for each in _stemmingen(lid, nu)]
    return calendar(events, naam)


def _alvs(lid: Lid, nu: datetime) -> list[Alv]:
    query = select(Alv).join(Oproeping, Oproeping.alv_id == Alv.id)
    query = query.where(Oproeping.lid_id == lid.id, Alv.begin > nu - TERUG)
    return list(db.session.scalars(query.order_by(Alv.begin, Alv.id)))


def _stemmingen(lid: Lid, nu: datetime) -> list[Stemming]:
    query = select(Stemming).join(Kiesregister, Kiesregister.stemming_id == Stemming.id)
    query = query.where(Kiesregister.lid_id == lid.id, Stemming.sluit_op > nu - TERUG)
    return list(db.session.scalars(query.order_by(Stemming.open_op, Stemming.id)))
