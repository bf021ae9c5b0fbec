"""Whether this installation can do its work (security-reliability.md section 11)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import and_, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from vereniging.betalingen.models import Betaling
from vereniging.core import clock, migrations
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.upkeep import marked
from vereniging.logboek.models import Anker, Logboek
from vereniging.post.models import Mail
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.protocol.sleutels import SleutelbestandFout
from vereniging.taken.models import Taak

WORKER_SILENT = timedelta(minutes=2)
CLOCK_AHEAD = timedelta(minutes=1)
DISK = 0.10
KOPIE_OUD = timedelta(hours=26)
METINGEN = ".metingen"  # below DATA_DIR: what the processes of the server share


@dataclass(frozen=True)
class Cijfers:
    """What the worker still has to do, and what went wrong."""

    mail_wacht: int
    mail_oudste: datetime | None
    mail_geweigerd: int
    taken_wachten: int
    taken_mislukt: int
    werker_gezien: datetime | None
    betalingen_onderweg: int
    kopie: datetime | None
    oefening: datetime | None
    afgestemd: datetime | None


def cijfers(nu: datetime) -> Cijfers:
    """Counts of the outbox and the jobs."""
    is_open = and_(Mail.gedaan_op.is_(None), Mail.mislukt_op.is_(None), Mail.is_brief.is_(False))
    is_due = and_(is_open, Mail.klaar_vanaf <= nu)
    wacht, oudste, geweigerd = db.session.execute(
        select(
            func.count().filter(is_due),
            func.min(Mail.klaar_vanaf).filter(is_due),
            func.count().filter(Mail.mislukt_op.is_not(None)),
        ).select_from(Mail)
    ).one()
    is_waiting = and_(Taak.gedaan_op.is_(None), Taak.mislukt_op.is_(None), Taak.klaar_vanaf <= nu)
    wachten, mislukt, gezien, afgestemd = db.session.execute(
        select(
            func.count().filter(is_waiting),
            func.count().filter(Taak.mislukt_op.is_not(None)),
            func.max(Taak.gedaan_op),
            func.max(Taak.gedaan_op).filter(Taak.soort == "betalingen.afstemmen"),
        ).select_from(Taak)
    ).one()
    onderweg = select(func.count(Betaling.id)).where(Betaling.volgende_controle_op <= nu)
    return Cijfers(
        mail_wacht=wacht,
        mail_oudste=oudste,
        mail_geweigerd=geweigerd,
        taken_wachten=wachten,
        taken_mislukt=mislukt,
        werker_gezien=gezien,
        betalingen_onderweg=db.session.scalar(onderweg) or 0,
        kopie=marked("kopie"),
        oefening=marked("oefening"),
        afgestemd=afgestemd,
    )


def klaar() -> dict[str, str]:
    """`ok` or what is wrong, per part; the service is ready when all say ok."""
    return {
        "database": _asked(_database),
        "tabellen": _asked(_tables),
        "werker": _asked(_worker),
        "sleutelbestand": _asked(_key_file),
        "klok": _asked(_clock),
    }


def _asked(question: Callable[[], bool]) -> str:
    try:
        return "ok" if question() else "nee"
    except (SQLAlchemyError, OSError):
        return "nee"


def _database() -> bool:
    if db.engine.dialect.name != "sqlite":
        return not db.session.scalar(text("SELECT pg_is_in_recovery()"))
    db.session.execute(text("SELECT 1"))
    path = Path(db.engine.url.database or "")
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _tables() -> bool:
    return migrations.current() == migrations.newest()


def _worker() -> bool:
    seen = db.session.scalar(select(func.max(Taak.gedaan_op)))
    return seen is not None and clock.now() - seen < WORKER_SILENT


def _clock() -> bool:
    """Nothing was done in the future: then votes would close at the wrong moment."""
    seen = db.session.scalar(select(func.max(Logboek.tijd)))
    return seen is None or seen - clock.now() < CLOCK_AHEAD


def _key_file() -> bool:
    try:
        return bool(sleutelbestand().ondertekening())
    except SleutelbestandFout:
        return False


def waarschuwingen() -> list[str]:
    """What will go wrong later if nobody looks."""
    found = []
    disk = shutil.disk_usage(setting("DATA_DIR"))
    if disk.free / disk.total < DISK:
        found.append("schijf bijna vol")
    kopie = marked("kopie")
    if kopie is None or clock.now() - kopie > KOPIE_OUD:
        found.append("reservekopie te oud" if kopie else "nog geen reservekopie")
    if not setting("STEMBUS_KEY_COPY"):
        found.append("geen tweede sleutelbestand")
    return found


def kop_van_de_keten() -> Logboek | None:
    """The newest line of the log."""
    return db.session.scalars(
        select(Logboek).order_by(Logboek.volgnr.desc()).limit(1)
    ).one_or_none()


def ankers() -> list[Anker]:
    """The heads of the chain that were told to others, oldest first."""
    return list(db.session.scalars(select(Anker).order_by(Anker.volgnr)))
