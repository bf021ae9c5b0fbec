"""Reads of mailings: how far one is, which there are, whether a message may still go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Integer, and_, case, func, or_, select

from vereniging.core.db import db
from vereniging.logboek.models import Anker, Logboek
from vereniging.post.models import (
    Mail,
    Mailing,
    MailingStand,
    Mailniveau,
    Mailvoorkeur,
)

PER_BLAD = 25
GESTOPT, AFGEMELD = "gestopt", "afgemeld"
OPEN = and_(Mail.gedaan_op.is_(None), Mail.mislukt_op.is_(None))
ONDERWEG = and_(OPEN, Mail.is_brief.is_(False))


def met_kenmerk(kenmerk: str) -> Mailing | None:
    """The mailing with this reference."""
    return db.session.scalars(select(Mailing).filter_by(kenmerk=kenmerk)).one_or_none()


def mailingen(blad: int) -> tuple[list[Mailing], int]:
    """One page of them, newest first, and how many pages there are."""
    total = db.session.scalar(select(func.count()).select_from(Mailing)) or 0
    query = select(Mailing).order_by(Mailing.gemaakt_op.desc(), Mailing.id.desc())
    rows = db.session.scalars(query.limit(PER_BLAD).offset((blad - 1) * PER_BLAD))
    return list(rows), max(-(-total // PER_BLAD), 1)


def voorgelegde() -> list[Mailing]:
    """What waits for a second person, longest first."""
    query = select(Mailing).where(Mailing.stand == MailingStand.VOORGELEGD)
    return list(db.session.scalars(query.order_by(Mailing.voorgelegd_op)))


def tel(mailing: Mailing) -> dict[str, int]:
    """How the messages of a mailing stand now; from its memory once they are gone."""
    went = and_(Mail.gedaan_op.is_not(None), Mail.geweigerd.is_(None))
    counts = {
        "verstuurd": and_(went, Mail.is_brief.is_(False)),
        "gepost": and_(went, Mail.is_brief),
        "brieven": and_(OPEN, Mail.is_brief),
        "wacht": ONDERWEG,
        "geweigerd": Mail.mislukt_op.is_not(None),
        "vervallen": and_(
            Mail.gedaan_op.is_not(None), Mail.mislukt_op.is_(None), Mail.geweigerd.is_not(None)
        ),
    }
    columns = [_sum(condition).label(name) for name, condition in counts.items()]
    row = db.session.execute(select(*columns).where(Mail.mailing_id == mailing.id)).one()
    live: dict[str, int] = {name: int(value or 0) for name, value in row._asdict().items()}
    stored: dict[str, int] = mailing.uitkomst
    return live if sum(live.values()) >= sum(stored.values()) else stored


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0), type_=Integer)


def geweigerde(mailing: Mailing) -> list[Mail]:
    """What the mail server refused, newest first; at most a hundred."""
    query = select(Mail).where(Mail.mailing_id == mailing.id, Mail.mislukt_op.is_not(None))
    return list(db.session.scalars(query.order_by(Mail.mislukt_op.desc()).limit(100)))


def brieven(mailing: Mailing) -> list[Mail]:
    """The letters of a mailing that still have to be posted."""
    query = select(Mail).where(Mail.mailing_id == mailing.id, Mail.is_brief, OPEN)
    return list(db.session.scalars(query.order_by(Mail.id)))


def met_brieven() -> list[tuple[str, int]]:
    """The mailings of which letters wait for the post, and how many, oldest first."""
    query = (
        select(Mailing.kenmerk, func.count())
        .join(Mail, Mail.mailing_id == Mailing.id)
        .where(Mail.is_brief, OPEN)
        .group_by(Mailing.id, Mailing.kenmerk)
        .order_by(Mailing.id)
    )
    return [(kenmerk, aantal) for kenmerk, aantal in db.session.execute(query)]


def af_te_ronden() -> list[int]:
    """The mailings of which nothing waits any more, and that do not know it yet."""
    waits = select(Mail.id).where(Mail.mailing_id == Mailing.id, ONDERWEG).exists()
    ready = or_(
        and_(Mailing.stand == MailingStand.LOOPT, Mailing.klaargezet_op.is_not(None)),
        Mailing.stand == MailingStand.GESTOPT,
    )
    query = select(Mailing.id).where(ready, Mailing.klaar_op.is_(None), ~waits)
    return list(db.session.scalars(query.order_by(Mailing.id)))


def waarom_niet_meer(mail: Mail) -> str:
    """Why a message of a mailing stays here after all; empty when it may go."""
    if mail.mailing_id is None:
        return ""
    wants_none = (
        select(Mailvoorkeur.id)
        .where(
            Mailvoorkeur.lid_id == mail.lid_id,
            Mailvoorkeur.onderwerp == mail.onderwerp_soort,
            Mailvoorkeur.niveau == Mailniveau.NIETS,
        )
        .exists()
    )
    query = select(Mailing.stand, wants_none).where(Mailing.id == mail.mailing_id)
    stand, is_stopped = db.session.execute(query).one()
    if stand is MailingStand.GESTOPT:
        return GESTOPT
    return AFGEMELD if is_stopped else ""


def laatste_anker() -> str:
    """Number and first half of the newest anchor of the log (the head, before the first one)."""
    for model in (Anker, Logboek):
        query = select(model.volgnr, model.hash).order_by(model.volgnr.desc()).limit(1)
        if row := db.session.execute(query).first():
            return f"{row[0]} {row[1].hex()[:32]}"
    return ""


def voorkeuren_van(lid_id: int) -> dict[str, Mailniveau]:
    """What this member chose; a topic without a choice is not in it."""
    query = select(Mailvoorkeur).where(Mailvoorkeur.lid_id == lid_id)
    return {row.onderwerp: row.niveau for row in db.session.scalars(query)}


def van_deze_week(sinds: datetime, tot: datetime) -> list[Mailing]:
    """The mailings that left between these moments and that could wait, oldest first."""
    query = select(Mailing).where(
        Mailing.goedgekeurd_op >= sinds,
        Mailing.goedgekeurd_op < tot,
        Mailing.is_belangrijk.is_(False),
        Mailing.stand.in_((MailingStand.LOOPT, MailingStand.VERSTUURD)),
    )
    return list(db.session.scalars(query.order_by(Mailing.goedgekeurd_op, Mailing.id)))
