"""Say so when a box does not agree with itself: nothing is counted, and a person looks."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.stembus import mail
from vereniging.stembus.models import Stemming, Storing

WIE = ("secretaris", "voorzitter")


def meld_storing(stemming: Stemming, storing: Storing, nu: datetime) -> None:
    """Keep what is wrong and mail secretary and chair; once until it changes."""
    if stemming.storing is storing:
        return
    stemming.storing = storing
    dag = nu.astimezone(AMSTERDAM).date()
    found = {functie.lid for soort in WIE for functie in functionarissen(soort, dag)}
    db.session.add_all(mail.storing(stemming, lid, nu) for lid in found if lid is not None)
    schrijf("stemming.storing", stemming=stemming.slug, storing=storing.value)
