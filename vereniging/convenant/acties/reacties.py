"""Residents react to an article; a moderator reads, the commission answers."""

from __future__ import annotations

from datetime import datetime

from vereniging.convenant import mail
from vereniging.convenant.models import Artikelreactie, Reactielot, ReactietijdVoorbij
from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf


def reageer(reactie: Artikelreactie, nu: datetime) -> None:
    """Take in a reaction; who is no member gets a mail to confirm it.

    Raises ReactietijdVoorbij.
    """
    if not reactie.artikel.convenant.mag_reageren(amsterdam_day(nu)):
        raise ReactietijdVoorbij
    db.session.add(reactie)
    if reactie.lid_id is not None:
        bevestig(reactie)
    else:
        db.session.add(mail.bevestig_reactie(reactie))


def bevestig(reactie: Artikelreactie) -> None:
    """From now it waits for a moderator."""
    if reactie.bevestigen():
        schrijf("convenant.reactie", waar=_waar(reactie))


def plaats(reactie: Artikelreactie) -> None:
    """Everyone may read it."""
    reactie.plaatsen()
    schrijf("convenant.reactie_geplaatst", reactie=reactie.id, waar=_waar(reactie))


def verberg(reactie: Artikelreactie, reden: str) -> None:
    """It is not shown, and its writer hears why."""
    reactie.verbergen(reden)
    schrijf("convenant.reactie_verborgen", reactie=reactie.id, waar=_waar(reactie))
    db.session.add(mail.reactie_verborgen(reactie))


def beantwoord(reactie: Artikelreactie, lot: Reactielot, antwoord: str, nu: datetime) -> None:
    """Say what the commission does with it; its writer gets a mail."""
    eerder = reactie.beantwoord_op
    reactie.beantwoorden(lot, antwoord, nu)
    schrijf("convenant.reactie_beantwoord", reactie=reactie.id, lot=lot.value, waar=_waar(reactie))
    if eerder is None:
        db.session.add(mail.reactie_beantwoord(reactie))


def _waar(reactie: Artikelreactie) -> str:
    return f"{reactie.artikel.convenant.versie}:{reactie.artikel.nummer}"
