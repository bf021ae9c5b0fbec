"""Write lines, and look whether all of them still stand."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from typing import Any

from flask import has_request_context
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session, selectinload

from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.db import db
from vereniging.logboek.models import (
    GENESIS,
    Anker,
    Inzagelog,
    Logboek,
    commitment,
    compose_line,
)

PENDING = "logboek"
LOCK = 7_206_511  # the advisory lock of the chain on PostgreSQL


def schrijf(soort: str, *, gegevens: dict[str, object] | None = None, **wat: object) -> None:
    """Add a line to the log of this unit: ids and numbers in `wat`, persons in `gegevens`."""
    entry = {"soort": soort, "wat": wat, "gegevens": gegevens or {}}
    db.session.info.setdefault(PENDING, []).append(entry)
    # a unit that only logs must still begin, or nothing would be committed
    db.session.connection()


@event.listens_for(Session, "before_commit")
def _number(session: Session) -> None:
    entries = session.info.pop(PENDING, [])
    if not entries:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    session.flush()
    last = session.scalars(select(Logboek).order_by(Logboek.volgnr.desc()).limit(1)).one_or_none()
    volgnr, vorige = (last.volgnr, last.hash) if last else (0, GENESIS)
    for entry in entries:
        volgnr += 1
        line = compose_line(volgnr, vorige, clock.now(), entry)
        vorige = line.hash
        session.add(line)
    session.flush()


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _previous: object) -> None:
    session.info.pop(PENDING, None)


def first_fault() -> str:
    """The first line that does not stand, and why; empty when the chain is whole."""
    vorige = GENESIS
    query = select(Logboek).order_by(Logboek.volgnr).options(selectinload(Logboek.gegevens))
    with closing(db.session.scalars(query.execution_options(yield_per=500))) as lines:
        for volgnr, line in enumerate(lines, 1):
            if fault := _line_fault(line, volgnr, vorige):
                return fault
            vorige = line.hash
    return _anchor_fault()


def _line_fault(line: Logboek, volgnr: int, vorige: bytes) -> str:
    if line.volgnr != volgnr:
        return f"Regel {volgnr} ontbreekt."
    if line.vorige != vorige or line.hash != line.right_hash():
        return f"Regel {volgnr} is veranderd."
    promised = line.wat.get("gegevens", {})
    for fact in line.gegevens:
        if promised.get(fact.veld) != commitment(fact.zout, fact.waarde):
            return f"Regel {volgnr}: het gegeven '{fact.veld}' is veranderd."
    return ""


def _anchor_fault() -> str:
    for anker in db.session.scalars(select(Anker).order_by(Anker.volgnr)):
        if fault := fault_against(anker.volgnr, anker.hash.hex()):
            return fault
    return ""


def fault_against(volgnr: int, hash_hex: str) -> str:
    """Why the log does not hold this anchor (truncated or rewritten); empty when it does."""
    found = db.session.scalars(select(Logboek.hash).where(Logboek.volgnr == volgnr)).one_or_none()
    if found is None and volgnr:
        return f"Regel {volgnr} ontbreekt, maar een anker noemt hem."
    if volgnr and found is not None and not found.hex().startswith(hash_hex):
        return f"Regel {volgnr} is anders dan het anker zegt."
    return ""


def veranker(nu: datetime) -> None:
    """Note the head of the chain for today, once."""
    dag = nu.astimezone(clock.AMSTERDAM).date()
    if db.session.scalars(select(Anker.id).where(Anker.dag == dag)).one_or_none():
        return
    last = db.session.scalars(
        select(Logboek).order_by(Logboek.volgnr.desc()).limit(1)
    ).one_or_none()
    if last:
        db.session.add(Anker(volgnr=last.volgnr, hash=last.hash, dag=dag))


def is_ingezien(wat: str, over: str) -> bool:
    """Whether somebody looked at this before."""
    query = select(Inzagelog.id).filter_by(wat=wat, over=over).limit(1)
    return db.session.scalar(query) is not None


def noteer_inzage(wat: str, over: str, account_id: Any) -> None:
    """Note that an officer looks at a member's data, before the answer is given."""
    row = Inzagelog(op=clock.now(), account_id=account_id, wat=wat, over=over)
    if has_request_context():
        with database.own_unit():
            db.session.add(row)
    else:
        db.session.add(row)
