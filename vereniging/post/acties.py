"""Empties the outbox: one commit per accepted message, so a crash repeats at most one."""

from __future__ import annotations

from sqlalchemy import update

from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.db import db
from vereniging.core.logging import failure
from vereniging.post import transport
from vereniging.post.models import Mail
from vereniging.post.queries import afzender, wachtende
from vereniging.taken.models import LEASE

BATCH = 50


def verstuur() -> int:
    """Send what waits; how many messages left."""
    sent = 0
    while batch := _claim():
        done = _send(*batch)
        sent += done
        if done < len(batch[1]):
            break
    return sent


def _claim() -> tuple[str, list[int]] | None:
    nu = clock.now()
    waiting = wachtende(nu, BATCH)
    database.undo()
    if not waiting:
        return None
    database.start_writing()
    token = f"post-{nu:%H%M%S%f}"
    taken = db.session.scalars(
        update(Mail)
        .where(Mail.id.in_(waiting), Mail.gedaan_op.is_(None), Mail.mislukt_op.is_(None))
        .where((Mail.gepakt_tot.is_(None)) | (Mail.gepakt_tot < nu))
        .values(gepakt_tot=nu + LEASE, gepakt_door=token, pogingen=Mail.pogingen + 1)
        .returning(Mail.id)
        .execution_options(synchronize_session=False)
    ).all()
    database.finish()
    order = [number for number in waiting if number in set(taken)]
    return (token, order) if order else None


def _send(token: str, numbers: list[int]) -> int:
    sent = 0
    try:
        with transport.connected() as connection:
            for number in numbers:
                sent += _send_one(connection, number, token)
    except transport.Unreachable as error:
        failure("mail server away", kind=str(error))
        _give_back(numbers[sent:], token, str(error))
    return sent


def _send_one(connection: transport.Connection, number: int, token: str) -> int:
    mail = db.session.get_one(Mail, number, populate_existing=True)
    association = afzender()
    database.undo()
    nu = clock.now()
    refusal = "verlopen" if mail.is_verlopen(nu) else ""
    if not refusal:
        try:
            connection.send(transport.build(mail, association))
        except (transport.MailRefused, ValueError) as error:
            refusal = str(error)
    database.start_writing()
    fresh = db.session.get_one(Mail, number, populate_existing=True)
    if fresh.gepakt_door == token:
        if refusal:
            fresh.weigeren(nu, refusal)
        else:
            fresh.aangekomen(nu)
    database.finish()
    return 1


def _give_back(numbers: list[int], token: str, reason: str) -> None:
    database.start_writing()
    for number in numbers:
        mail = db.session.get_one(Mail, number, populate_existing=True)
        if mail.gepakt_door == token:
            mail.later(clock.now(), reason)
    database.finish()
