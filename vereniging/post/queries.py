"""Reads of the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select

from vereniging.core.db import db
from vereniging.post.models import Binnenpost, Mail, Postbak, Postlot, Terugbericht
from vereniging.statuten.queries import instelling

TE_VAAK = 3  # messages that came back
PERIODE = timedelta(days=30)


def wachtende(nu: datetime, aantal: int) -> list[int]:
    """The messages to send now: login codes first, letters never."""
    query = (
        select(Mail.id)
        .where(
            Mail.gedaan_op.is_(None),
            Mail.mislukt_op.is_(None),
            Mail.klaar_vanaf <= nu,
            Mail.is_brief.is_(False),
            or_(Mail.gepakt_tot.is_(None), Mail.gepakt_tot < nu),
        )
        .order_by(Mail.spoed, Mail.klaar_vanaf, Mail.id)
        .limit(aantal)
    )
    return list(db.session.scalars(query))


def afzender() -> str:
    """The name that mail comes from."""
    return str(instelling("naam"))


def werkt_niet(adres: str, nu: datetime) -> Terugbericht | None:
    """The last message that came back, if nothing more should go to this address.

    One is enough when the address does not exist; else three in thirty days
    (security-reliability.md section 7).
    """
    query = select(Terugbericht).where(Terugbericht.adres == adres)
    found = list(db.session.scalars(query.order_by(Terugbericht.op, Terugbericht.id)))
    return _laatste(found, nu)


def _laatste(found: list[Terugbericht], nu: datetime) -> Terugbericht | None:
    vers = [row for row in found if row.op >= nu - PERIODE]
    return found[-1] if len(vers) >= TE_VAAK or any(row.is_hard for row in found) else None


def kapotte_adressen(nu: datetime) -> list[Terugbericht]:
    """The addresses that nothing more goes to, each with its last message, newest first."""
    per_adres: dict[str, list[Terugbericht]] = {}
    for row in db.session.scalars(select(Terugbericht).order_by(Terugbericht.op, Terugbericht.id)):
        per_adres.setdefault(row.adres, []).append(row)
    found = [last for rows in per_adres.values() if (last := _laatste(rows, nu))]
    return sorted(found, key=lambda row: (row.op, row.id), reverse=True)


def mail_met_begin(begin: str) -> Mail | None:
    """The message whose number begins so."""
    query = select(Mail).where(Mail.nummer.startswith(begin, autoescape=True))
    return db.session.scalars(query).one_or_none()


def is_ontvangen(message_id: str) -> bool:
    """Whether this message came in before."""
    query = select(Binnenpost.id).where(Binnenpost.message_id == message_id)
    return db.session.scalar(query) is not None


def ongeplaatst() -> list[Postbak]:
    """What waits for a person to place it, oldest first."""
    return list(db.session.scalars(select(Postbak).order_by(Postbak.op, Postbak.id)))


def ongeplaatst_sinds(moment: datetime) -> int:
    """How many messages found no place since then, also when somebody placed them later."""
    query = select(func.count()).where(Binnenpost.lot == Postlot.POSTBAK, Binnenpost.op >= moment)
    return db.session.scalar(query) or 0


def genegeerd_sinds(moment: datetime) -> int:
    """How many automatic messages were left aside since then."""
    query = select(func.count()).where(Binnenpost.lot == Postlot.GENEGEERD, Binnenpost.op >= moment)
    return db.session.scalar(query) or 0
