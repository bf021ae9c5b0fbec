"""On papers day the made parts of an agenda are fixed: everyone prepares the same meeting."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import delete

from vereniging.commissie.blokken import te_bevriezen
from vereniging.commissie.models import Agendablok, Vergadering
from vereniging.commissie.queries import blokken, met_blokken_te_maken
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf


def bevries_agendas(nu: datetime) -> int:
    """Fix what is due today, or was due before; how many meetings."""
    return sum(bevries(each, nu) for each in met_blokken_te_maken(amsterdam_day(nu)))


def bevries(vergadering: Vergadering, nu: datetime) -> bool:
    """Fix the made parts as they are now; False when that was done."""
    if blokken(vergadering):
        return False
    for blok, regels in te_bevriezen(vergadering, _dag(vergadering, nu)).items():
        db.session.add(Agendablok(vergadering=vergadering, nummer=int(blok), regels=regels, op=nu))
    schrijf("vergadering.agenda_vast", vergadering=vergadering.slug)
    return True


def _dag(vergadering: Vergadering, nu: datetime) -> date:
    """A meeting that was called late shows what is known on its own day."""
    return min(amsterdam_day(nu), vergadering.dag)


def ontdooi(vergadering: Vergadering) -> None:
    """The meeting moved and its papers day comes again."""
    if blokken(vergadering):
        query = delete(Agendablok).where(Agendablok.vergadering_id == vergadering.id)
        db.session.execute(query)
        schrijf("vergadering.agenda_los", vergadering=vergadering.slug)
