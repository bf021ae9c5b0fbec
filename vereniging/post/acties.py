"""Empties the outbox: one commit per accepted message, so a crash repeats at most one."""

from __future__ import annotations

import math
import secrets
from datetime import datetime
from email.message import EmailMessage

from sqlalchemy import update

from vereniging.core import clock
from vereniging.core import db as database
from vereniging.core.db import db
from vereniging.core.logging import failure
from vereniging.post import transport
from vereniging.post.bezorging import noteer_terugbericht
from vereniging.post.haken import STIL, moet_stil
from vereniging.post.mailing_queries import AFGEMELD, GESTOPT, waarom_niet_meer
from vereniging.post.models import Mail, Spoed
from vereniging.post.queries import afzender, wachtende, werkt_niet
from vereniging.post.terugbericht import mislukking_uit
from vereniging.taken.models import LEASE

BATCH = 50
ONBESTELBAAR = "Eerdere e-mail aan dit adres kwam terug."
NIET_MEER = {STIL, GESTOPT, AFGEMELD}  # nobody has to do anything about these
RONDE = 500  # a mailing of thousands must not hold up the jobs of the worker


def verstuur_ronde() -> int:
    """Send some of what waits, and give the jobs their turn; how many messages left."""
    return verstuur(RONDE)


def verstuur(hoogstens: float = math.inf) -> int:
    """Send what waits; how many messages left (a last batch may go over the number)."""
    sent = 0
    while sent < hoogstens and (batch := _claim()):
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
    token = secrets.token_hex(16)
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
    handled, here = 0, False
    try:
        with transport.connected() as connection:
            here = True
            for number in numbers:
                _send_one(connection, number, token)
                handled += 1
    except transport.Unreachable as error:
        # the code or the kind alone: what a server says beside it may name the receiver
        failure("mail server away", kind=str(error).partition(" ")[0])
        left = numbers[handled:]
        _give_back(left, token, tried=left[:1] if here else left, reason=str(error))
    return handled


def _send_one(connection: transport.Connection, number: int, token: str) -> None:
    nu = clock.now()
    letter, refusal, delay = *_letter(number, nu), ""
    database.undo()  # nothing of the database is held while the mail server thinks
    if letter:
        try:
            connection.send(letter)
        except transport.MailRefused as error:
            refusal = str(error)
        except transport.Postponed as error:
            delay = str(error)
    database.start_writing()
    mail = db.session.get_one(Mail, number, populate_existing=True)
    if mail.gepakt_door == token:
        _mark(mail, clock.now(), refusal, delay)
        if letter and refusal:  # the mail server's words, not ours
            noteer_terugbericht(mail, mislukking_uit(refusal), clock.now())
    database.finish()


def _letter(number: int, nu: datetime) -> tuple[EmailMessage | None, str]:
    """The message, or why it never goes."""
    mail = db.session.get_one(Mail, number, populate_existing=True)
    if mail.is_verlopen(nu):
        return None, "verlopen"
    if moet_stil(mail.aan):
        return None, STIL
    if reden := waarom_niet_meer(mail):
        return None, reden
    if mail.spoed != Spoed.INLOGGEN and werkt_niet(mail.aan, nu):
        return None, ONBESTELBAAR
    try:
        return transport.build(mail, afzender()), ""
    except Exception as error:  # noqa: BLE001  one impossible address must not hold up the others
        return None, str(error) or type(error).__name__


def _mark(mail: Mail, nu: datetime, refusal: str, delay: str) -> None:
    if refusal in NIET_MEER or (refusal == ONBESTELBAAR and mail.spoed == Spoed.MAILING):
        mail.vervallen(nu, refusal)
    elif refusal:
        mail.weigeren(nu, refusal)
    elif delay:
        mail.later(nu, delay)
    else:
        mail.aangekomen(nu)


def _give_back(numbers: list[int], token: str, *, tried: list[int], reason: str) -> None:
    """What was tried waits longer; what never had its turn goes in the next round."""
    database.start_writing()
    for number in numbers:
        mail = db.session.get_one(Mail, number, populate_existing=True)
        if mail.gepakt_door != token:
            continue
        if number in tried:
            mail.later(clock.now(), reason)
        else:
            mail.vrijgeven()
    database.finish()
