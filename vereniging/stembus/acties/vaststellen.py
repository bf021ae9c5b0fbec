"""Object to a result, declare it, and destroy the key (T5)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.stembus.acties.papier import vergeet_codes
from vereniging.stembus.acties.sleutels import alone, sleutelbestand
from vereniging.stembus.acties.tellers import vergeet_tellersleutels
from vereniging.stembus.models import Stemming, StemmingStand, Uitslagbezwaar, bus
from vereniging.stembus.queries import heeft_bezwaar, open_bezwaren, registerrij, uitslag_van
from vereniging.stembus.signals import stemming_vastgesteld
from vereniging.taken.acties import plan as plan_taak


class BezwaarTeLaat(DomainError):
    """The term for objections is over."""

    message = _l("Bezwaar maken kan niet meer. De termijn is voorbij.")


class AlBezwaar(DomainError):
    """One objection each; the board knows where to find them."""

    message = _l("U maakte al bezwaar. Het bestuur antwoordt u. Wilt u iets toevoegen? Bel ons.")


class NietStemgerechtigd(DomainError):
    """Only who could vote may object."""

    message = _l("Alleen wie op het kiesregister stond, kan bezwaar maken.")


def maak_bezwaar(stemming: Stemming, lid: Lid, tekst: str, nu: datetime) -> Uitslagbezwaar:
    """A member on the roll objects within the term; one objection each."""
    stemming.expect(StemmingStand.GETELD)
    if not stemming.kan_bezwaar(nu):
        raise BezwaarTeLaat
    if registerrij(stemming, lid.id) is None:
        raise NietStemgerechtigd
    if heeft_bezwaar(stemming, lid.id):
        raise AlBezwaar
    bezwaar = Uitslagbezwaar(stemming=stemming, lid=lid, tekst=tekst, ingediend_op=nu)
    db.session.add(bezwaar)
    schrijf("uitslagbezwaar.gemaakt", stemming=stemming.slug)
    return bezwaar


def stel_vast(stemming: Stemming, nu: datetime) -> None:
    """T5: the result is final; wrapped key and envelopes go now, the wrapping key by a job."""
    alone(stemming)
    if not stemming.vaststellen(nu, open_bezwaren=open_bezwaren(stemming)):
        return
    schrijf("stemming.vastgesteld", stemming=stemming.slug)
    wis_sleutels(stemming, nu)
    stemming_vastgesteld.send(stemming=stemming, uitslag=uitslag_van(stemming), nu=nu)


def wis_sleutels(stemming: Stemming, nu: datetime) -> None:
    """Forget wrapped keys and envelopes now, and destroy the wrapping keys by a job.

    Also of the contested votes that this one replaces: nobody needs them any longer.
    """
    for each in _met_voorgangers(stemming):
        each.sleutel_verpakt = None
        db.session.execute(update(bus).where(bus.c.stemming_id == each.id).values(data=None))
        vergeet_codes(each)
        vergeet_tellersleutels(each)
        plan_taak("stembus.vernietig", f"stembus.vernietig:{each.slug}", nu, slug=each.slug)


def _met_voorgangers(stemming: Stemming) -> list[Stemming]:
    """The vote itself, and the contested ones it replaces."""
    found = [stemming]
    while (vorige := found[-1].vervangt_id) is not None:
        found.append(db.session.get_one(Stemming, vorige))
    return found


def vernietig_sleutel(stemming: Stemming) -> None:
    """Take the wrapping key out of the key file: nothing can be opened any more."""
    sleutelbestand().vernietig(stemming.slug)
    schrijf("stemming.sleutel_vernietigd", stemming=stemming.slug)
