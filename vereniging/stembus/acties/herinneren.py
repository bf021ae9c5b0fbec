"""Remind who did not vote yet; nothing that is kept tells who that is."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.core.keys import Label
from vereniging.core.secrets import fingerprint
from vereniging.leden.models import Lid
from vereniging.post.models import Mail
from vereniging.stembus.herinneren import LAATSTE, momenten, zodra_dag
from vereniging.stembus.mail import herinnering
from vereniging.stembus.models import Kiesregister, Stemming
from vereniging.taken.acties import plan as plan_taak


def plan_herinneringen(stemming: Stemming) -> None:
    """Plan at most two reminders of an opened vote."""
    for ronde, moment in enumerate(momenten(stemming.open_op, stemming.sluit_op)):
        plan_herinnering(stemming, ronde, moment)


def plan_herinnering(stemming: Stemming, ronde: int, moment: datetime) -> None:
    """Plan one reminder."""
    sleutel = f"stembus.herinner:{stemming.slug}:{ronde}:{moment:%y%m%d%H%M}"
    plan_taak("stembus.herinner", sleutel, moment, slug=stemming.slug, ronde=ronde)


def herinner(stemming: Stemming, ronde: int, nu: datetime) -> None:
    """Mail who did not vote, in an order that tells nothing; by night it waits until nine.

    How many there were stands in no log: it would tell the turnout. A first reminder that comes
    as late as the last one is left out.
    """
    if not stemming.is_open(nu):
        return
    rounds = momenten(stemming.open_op, stemming.sluit_op)
    if ronde < len(rounds) - 1 and nu >= stemming.sluit_op - LAATSTE:
        return
    if zodra_dag(nu) > nu:
        plan_herinnering(stemming, ronde, zodra_dag(nu))
        return
    mails = [_mail(stemming, rij, ronde) for rij in _nog_niet(stemming)]
    secrets.SystemRandom().shuffle(mails)
    db.session.add_all(mails)


def _nog_niet(stemming: Stemming) -> list[Kiesregister]:
    query = select(Kiesregister).where(
        Kiesregister.stemming_id == stemming.id,
        Kiesregister.kanaal == "web",
        Kiesregister.revisie == 0,
    )
    rows = db.session.scalars(
        query.options(selectinload(Kiesregister.lid), selectinload(Kiesregister.houder))
    )
    return [rij for rij in rows if _wie(rij).email and _wie(rij).overleden_op is None]


def _wie(rij: Kiesregister) -> Lid:
    """Who votes for this line of the roll."""
    return rij.houder or rij.lid


def _mail(stemming: Stemming, rij: Kiesregister, ronde: int) -> Mail:
    merk = fingerprint(Label.PSEUDONIEM, "herinnering", stemming.slug, rij.lidnummer).hex()[:32]
    return herinnering(stemming, _wie(rij), f"{merk}:{ronde}", rij.lid if rij.houder else None)
