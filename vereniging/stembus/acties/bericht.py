"""Tell everyone on the roll that there is a result, some hundreds at a time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.stembus.mail import uitslag_bekend
from vereniging.stembus.models import Kiesregister, Stemming
from vereniging.taken.acties import plan as plan_taak

PER_KEER = 200


def mail_uitslag(stemming: Stemming, na: int, nu: datetime) -> None:
    """Write to the next two hundred behind this line of the roll, and plan a job for the rest.

    Nothing when the vote was annulled meanwhile.
    """
    if not stemming.is_uitgeteld:
        return
    query = (
        select(Kiesregister)
        .where(Kiesregister.stemming_id == stemming.id, Kiesregister.id > na)
        .options(selectinload(Kiesregister.lid))
        .order_by(Kiesregister.id)
        .limit(PER_KEER)
    )
    rijen = db.session.scalars(query).all()
    db.session.add_all(uitslag_bekend(stemming, rij.lid) for rij in rijen)
    if len(rijen) == PER_KEER:
        verder = rijen[-1].id
        sleutel = f"stembus.uitslagpost:{stemming.slug}:{verder}"
        plan_taak("stembus.uitslagpost", sleutel, nu, slug=stemming.slug, na=verder)
