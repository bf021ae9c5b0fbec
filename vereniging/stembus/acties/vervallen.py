"""A vote on a tie rests on the result that ended in it, and ends when that result does."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.stembus import mail
from vereniging.stembus.acties.sleutels import alone
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.queries import grond_van, herstemming_van, tellers_van, vervanger_van
from vereniging.stembus.signals import stemming_geannuleerd

TELT = {StemmingStand.GETELD, StemmingStand.VASTGESTELD}
VOORBIJ = {StemmingStand.GEANNULEERD, StemmingStand.VERNIETIGD}


class HerstemmingLoopt(DomainError):
    """What opened is only annulled by two officers (stembus.md section 3), so that comes first."""

    message = _l(
        "De leden stemmen of stemden al opnieuw over wat hier gelijk eindigde. "
        "Vernietig eerst die stemming: %(titel)s."
    )


class UitslagTeltNiet(DomainError):
    """Members do not vote on the ties of a result that is void."""

    message = _l(
        "Deze herstemming gaat niet open. De uitslag waarop zij volgt, telt niet of niet meer."
    )


def alone_met_grond(stemming: Stemming) -> None:
    """As `alone`, and nobody ends the result under it; the first vote first, so nobody waits."""
    grond = grond_van(stemming)
    if grond is not None:
        alone(grond)
    alone(stemming)


def expect_grond(stemming: Stemming) -> None:
    """A vote on a tie opens only while the result with that tie counts; raises UitslagTeltNiet."""
    grond = grond_van(stemming)
    if grond is not None and grond.stand not in TELT:
        raise UitslagTeltNiet


def lopende_herstemming(stemming: Stemming) -> Stemming | None:
    """The concept vote on the ties of this result, locked; raises HerstemmingLoopt once it opened.

    Members may vote a second time on a tie too: then the last of those votes.
    """
    found = herstemming_van(stemming)
    while found is not None:
        alone(found)
        volgende = vervanger_van(found)
        if volgende is None:
            break
        found = volgende
    if found is None or found.stand in VOORBIJ:
        return None
    if found.stand is not StemmingStand.CONCEPT:
        raise HerstemmingLoopt(titel=found.titel)
    return found


def laat_herstemming_vervallen(stemming: Stemming, nu: datetime) -> None:
    """When this result ends: drop the concept vote on its ties and tell its tellers.

    Raises HerstemmingLoopt.
    """
    herstemming = lopende_herstemming(stemming)
    if herstemming is None:
        return
    herstemming.vervallen()
    _vertel_tellers(herstemming, nu, uitslag_weg=True)
    schrijf("stemming.geannuleerd", stemming=herstemming.slug, uitslag_weg=stemming.slug)
    stemming_geannuleerd.send(stemming=herstemming)


def annuleer(stemming: Stemming, nu: datetime) -> None:
    """Drop a vote that never opened; its tellers need not wait for it.

    Raises AlOpen, also when it opened a moment ago, MoetDoorgaan, KanNietMeer.
    """
    alone(stemming)
    stemming.annuleren()
    _vertel_tellers(stemming, nu)
    schrijf("stemming.geannuleerd", stemming=stemming.slug)
    stemming_geannuleerd.send(stemming=stemming)


def _vertel_tellers(stemming: Stemming, nu: datetime, *, uitslag_weg: bool = False) -> None:
    db.session.add_all(
        mail.teller_vervallen(stemming, teller.lid, nu, uitslag_weg=uitslag_weg)
        for teller in tellers_van(stemming)
    )
