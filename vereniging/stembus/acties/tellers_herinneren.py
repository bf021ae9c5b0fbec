"""Tellers who are waited for: before the opening with a tried key, after the close to open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.stembus import mail
from vereniging.stembus.models import Stemming, StemmingStand, Stemteller
from vereniging.stembus.queries import tellers_van

VOOR_OPENEN = timedelta(days=3)
NA_SLUITEN = timedelta(hours=20)  # they heard it at the close; a day later once more


def herinner_tellers(nu: datetime) -> None:
    """Write the tellers that a secret vote waits for; once a day, until they were there."""
    wacht = (StemmingStand.CONCEPT, StemmingStand.GESLOTEN)
    query = select(Stemming).where(Stemming.stand.in_(wacht), Stemming.storing.is_(None))
    for stemming in db.session.scalars(query.order_by(Stemming.id)):
        if stemming.is_geheim:
            db.session.add_all(
                mail.teller_wacht(stemming, teller, nu) for teller in _gewacht_op(stemming, nu)
            )


def _gewacht_op(stemming: Stemming, nu: datetime) -> Iterator[Stemteller]:
    if stemming.gesloten_op is not None:
        is_laat = nu - stemming.gesloten_op >= NA_SLUITEN
        yield from tellers_van(stemming) if is_laat else ()
    elif stemming.open_op - VOOR_OPENEN <= nu < stemming.open_op:
        yield from (teller for teller in tellers_van(stemming) if not teller.is_klaar())
