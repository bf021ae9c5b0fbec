"""Each change: a line in the log and a mail to who reported it."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.db import db, locked
from vereniging.logboek.acties import schrijf
from vereniging.meldingen import mail
from vereniging.meldingen.gelijk import meedoeners
from vereniging.meldingen.models import Melding, MeldingStand
from vereniging.taken.acties import plan


def vers(melding: Melding) -> None:
    """Hold the row as it is now: two people may press at once."""
    db.session.flush()
    locked(Melding, id=melding.id)


def meld_voortgang(melding: Melding, nu: datetime) -> None:
    """Log where it stands, and tell the reporter."""
    schrijf(f"melding.{melding.stand}", kenmerk=melding.kenmerk)
    if melding.is_bereikbaar:
        db.session.add(mail.bericht(melding, nu))
    if melding.is_vertrouwelijk:
        return
    if melding.is_openbaar and melding.is_dicht:
        meld_volgers(melding, nu)
    # who asked us something does not concern the others
    for ikook in meedoeners(melding) if melding.stand is not MeldingStand.VRAAG_AAN_MELDER else []:
        if ikook.email:
            db.session.add(mail.aan_meedoener(ikook))


def meld_volgers(melding: Melding, nu: datetime) -> None:
    """Let a worker write who follows this street or theme: there may be many."""
    regel = len(melding.gebeurtenissen)
    sleutel = f"meldingen.volgers:{melding.kenmerk}:{regel}"
    plan("meldingen.volgers", sleutel, nu, kenmerk=melding.kenmerk, regel=regel)
