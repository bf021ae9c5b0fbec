"""Tell two people once when something breaks, and once when it works again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from vereniging.bestuur.mail import alarm_aan, alarm_voorbij
from vereniging.bestuur.models import Alarm, AlarmSoort
from vereniging.bestuur.queries import adressen
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import FunctieSoort
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import instelling

VANZELF = (FunctieSoort.SECRETARIS, FunctieSoort.VOORZITTER)


def bewaak(stuk: Mapping[AlarmSoort, bool], nu: datetime) -> None:
    """Compare what is broken now with what was told before."""
    open_ = {alarm.soort: alarm for alarm in open_alarmen()}
    for soort, is_stuk in stuk.items():
        alarm = open_.get(soort)
        if is_stuk and alarm is None:
            _begin(soort, nu)
        elif alarm and not is_stuk:
            _end(alarm, nu)


def open_alarmen() -> list[Alarm]:
    """What is broken now, oldest first."""
    query = select(Alarm).where(Alarm.voorbij_op.is_(None)).order_by(Alarm.sinds, Alarm.id)
    return list(db.session.scalars(query))


def _begin(soort: AlarmSoort, nu: datetime) -> None:
    alarm = Alarm(soort=soort, sinds=nu)
    mails = [alarm_aan(alarm, adres, plaats) for plaats, adres in enumerate(waakhonden(nu))]
    db.session.add_all([alarm, *mails])
    schrijf("alarm.aan", alarm=str(soort))


def _end(alarm: Alarm, nu: datetime) -> None:
    alarm.sluit_af(nu)
    wie = waakhonden(nu)
    db.session.add_all([alarm_voorbij(alarm, adres, plaats) for plaats, adres in enumerate(wie)])
    schrijf("alarm.voorbij", alarm=str(alarm.soort))


def waakhonden(nu: datetime) -> list[str]:
    """Who hears it: the addresses of the setting, else secretary and chair."""
    if told := list(instelling("waakhonden")):
        return told
    dag = amsterdam_day(nu)
    found = [functie for soort in VANZELF for functie in functionarissen(soort, dag)[:1]]
    return adressen(found)
