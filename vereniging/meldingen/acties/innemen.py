"""What somebody told by phone or on paper becomes a report like any other."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.db import db
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.acties.indienen import Meldgegevens, indienen
from vereniging.meldingen.models import Inname, Melding, Zichtbaar
from vereniging.toegang.models import Account


def innemen(gegevens: Meldgegevens, door: Account, nu: datetime) -> Melding:
    """Take in a report that was read out to the reporter, who agreed; terms start now."""
    melding = indienen(gegevens, nu, is_van_ons=True)
    db.session.add(Inname(melding=melding, door=door, akkoord_op=nu))
    melding.noteer(nu, "ingenomen", "", Zichtbaar.KANTOOR)
    schrijf("melding.ingenomen", kenmerk=melding.kenmerk, account=door.id)
    return melding
