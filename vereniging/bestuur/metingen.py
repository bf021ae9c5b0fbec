"""What can be broken, and whether it is: one question each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from vereniging.bestuur.models import AlarmSoort
from vereniging.betalingen.queries import open_verschillen
from vereniging.core import metrics
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.upkeep import marked
from vereniging.logboek.models import Logboek
from vereniging.site.gezondheid import DISK, KOPIE_OUD, METINGEN, cijfers
from vereniging.toegang.queries import mislukte_pogingen

MAIL_WACHT = timedelta(minutes=15)
OEFENING_OUD = timedelta(days=8)  # weekly, and a day to spare
UUR = timedelta(hours=1)
POGINGEN = 50
FOUTEN = 0.01  # of the answers since the previous look
GENOEG = 200  # fewer answers than this say nothing about a share

Meting = Callable[[datetime], bool]
_eerder: dict[Path, tuple[int, int]] = {}


def post(nu: datetime) -> bool:
    """Whether a message waits longer than a quarter of an hour."""
    oudste = cijfers(nu).mail_oudste
    return oudste is not None and nu - oudste > MAIL_WACHT


def kopie(nu: datetime) -> bool:
    """Whether the last copy is older than 26 hours."""
    return _too_long_ago("kopie", nu, KOPIE_OUD)


def oefening(nu: datetime) -> bool:
    """Whether no drill went well for more than a week."""
    return _too_long_ago("oefening", nu, OEFENING_OUD)


def _too_long_ago(name: str, nu: datetime, most: timedelta) -> bool:
    """Counted from the first line of the log while it never happened."""
    since = marked(name) or db.session.scalar(select(func.min(Logboek.tijd)))
    return since is not None and nu - since > most


def verschil(_nu: datetime) -> bool:
    """Whether money does not add up."""
    return bool(open_verschillen())


def inloggen(nu: datetime) -> bool:
    """Whether somebody is guessing codes."""
    return mislukte_pogingen(nu - UUR) > POGINGEN


def schijf(_nu: datetime) -> bool:
    """Whether the disk is almost full."""
    disk = shutil.disk_usage(setting("DATA_DIR"))
    return disk.free / disk.total < DISK


def fouten(_nu: datetime) -> bool:
    """Whether too many answers since the previous look of this worker were errors of ours."""
    folder = Path(setting("DATA_DIR")) / METINGEN
    now, before = metrics.totals(folder), _eerder.get(folder, (0, 0))
    _eerder[folder] = now
    if now[0] < before[0]:  # the servers started again, from zero
        before = (0, 0)
    every, broken = now[0] - before[0], now[1] - before[1]
    return every >= GENOEG and broken > every * FOUTEN


KWARTIER: dict[AlarmSoort, Meting] = {
    AlarmSoort.POST: post,
    AlarmSoort.KOPIE: kopie,
    AlarmSoort.OEFENING: oefening,
    AlarmSoort.VERSCHIL: verschil,
    AlarmSoort.INLOGGEN: inloggen,
    AlarmSoort.FOUTEN: fouten,
    AlarmSoort.SCHIJF: schijf,
}
