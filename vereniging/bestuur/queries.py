"""What the board's own pages list."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.statuten.models import Besluit
from vereniging.taken.models import Taak

PER_BLAD = 50


def wachtende_post() -> list[Mail]:
    """What the mail server has not taken yet, oldest first."""
    query = select(Mail).where(
        Mail.gedaan_op.is_(None), Mail.mislukt_op.is_(None), Mail.is_brief.is_(False)
    )
    return list(db.session.scalars(query.order_by(Mail.klaar_vanaf).limit(PER_BLAD)))


def niet_aangekomen() -> list[Mail]:
    """What the mail server refused, or what stayed undelivered, newest first."""
    query = select(Mail).where(Mail.mislukt_op.is_not(None)).order_by(Mail.mislukt_op.desc())
    return list(db.session.scalars(query.limit(PER_BLAD)))


def te_printen() -> list[Mail]:
    """The letters for who reads no mail, oldest first."""
    query = select(Mail).where(Mail.is_brief, Mail.gedaan_op.is_(None)).order_by(Mail.gemaakt_op)
    return list(db.session.scalars(query.limit(PER_BLAD)))


def mislukte_taken() -> list[Taak]:
    """Jobs that were tried too often, newest first."""
    query = select(Taak).where(Taak.mislukt_op.is_not(None)).order_by(Taak.mislukt_op.desc())
    return list(db.session.scalars(query.limit(PER_BLAD)))


def komende_taken() -> list[Taak]:
    """Jobs that wait for their moment, soonest first."""
    query = select(Taak).where(Taak.gedaan_op.is_(None), Taak.mislukt_op.is_(None))
    return list(db.session.scalars(query.order_by(Taak.klaar_vanaf).limit(PER_BLAD)))


def logregels(blad: int) -> tuple[list[Logboek], int]:
    """One page of the log, newest first, and how many pages there are."""
    total = db.session.scalar(select(func.count()).select_from(Logboek)) or 0
    query = select(Logboek).options(selectinload(Logboek.gegevens)).order_by(Logboek.volgnr.desc())
    rows = db.session.scalars(query.limit(PER_BLAD).offset((blad - 1) * PER_BLAD))
    return list(rows), max(-(-total // PER_BLAD), 1)


def besluiten() -> list[Besluit]:
    """Every decision, newest first."""
    return list(db.session.scalars(select(Besluit).order_by(Besluit.id.desc()).limit(200)))
