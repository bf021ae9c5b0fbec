"""Messages that came back: kept beside the address, until somebody says that it works again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from vereniging.core.db import db
from vereniging.logboek.acties import schrijf
from vereniging.post.haken import STIL
from vereniging.post.models import Mail, Terugbericht
from vereniging.post.signals import mail_onbestelbaar
from vereniging.post.terugbericht import Mislukking


def noteer_terugbericht(mail: Mail, waarom: Mislukking, nu: datetime) -> bool:
    """Remember that this message did not arrive; False when that was known."""
    known = select(Terugbericht.id).where(Terugbericht.mailnummer == mail.nummer)
    if db.session.scalar(known) is not None:
        return False
    db.session.add(
        Terugbericht(
            mailnummer=mail.nummer, adres=mail.aan, op=nu, is_hard=waarom.is_hard,
            status=waarom.status, uitleg=waarom.uitleg[:255],
        )
    )  # fmt: skip
    mail.weigeren(nu, waarom.uitleg or waarom.status)
    schrijf("mail.onbestelbaar", mail=mail.nummer, status=waarom.status)
    mail_onbestelbaar.send(mail, nu=nu)
    return True


def adres_werkt_weer(adres: str) -> None:
    """Forget what came back: mail to this address goes again."""
    done = db.session.execute(delete(Terugbericht).where(Terugbericht.adres == adres))
    if done.rowcount:  # type: ignore[attr-defined]  # the count of a delete
        schrijf("mail.adres_werkt", gegevens={"adres": adres})


def brieven_vervallen(lid_id: int, nu: datetime) -> int:
    """No letter goes to this member any more; how many waited."""
    query = select(Mail).where(
        Mail.lid_id == lid_id, Mail.is_brief, Mail.gedaan_op.is_(None), Mail.mislukt_op.is_(None)
    )
    waiting = db.session.scalars(query).all()
    for mail in waiting:
        mail.vervallen(nu, STIL)
    return len(waiting)
