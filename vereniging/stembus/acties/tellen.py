"""Open and count (T4): only after the root of the box is out of the house (protocol 4.7)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select

from vereniging.core.db import db, outside
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail
from vereniging.stembus.acties.bericht import mail_uitslag
from vereniging.stembus.acties.papier import papierbatch, vergeet_papier
from vereniging.stembus.acties.sleutels import (
    GeenSleutelbestand,
    alone,
    sleutelbestand,
    stemsleutels,
)
from vereniging.stembus.acties.storing import meld_storing
from vereniging.stembus.models import (
    GETUIGE_HOOGSTENS,
    StembusBestand,
    Stemming,
    StemmingStand,
    Storing,
    Uitslag,
    bus,
    stembiljet,
)
from vereniging.stembus.protocol import canonical
from vereniging.stembus.protocol.envelop import NietTeOpenen
from vereniging.stembus.protocol.sleutels import SleutelbestandFout, pak_uit
from vereniging.stembus.queries import (
    met_volmacht_gestemd,
    papier_onbevestigd,
    papier_ontvangen,
    regels_van,
)
from vereniging.stembus.regels import bezwaar_tot
from vereniging.stembus.signals import stemming_geteld
from vereniging.stembus.stappen.sluiten import Sluiting
from vereniging.stembus.stappen.tellen import (
    BusKloptNiet,
    PapierKloptNiet,
    Telling,
    Telopdracht,
    open_bus,
    tellen,
)


def is_klaar_om_te_tellen(stemming: Stemming, nu: datetime) -> bool:
    """Whether the paper is typed, and a witness has the root or a quarter of an hour passed."""
    if stemming.stand is not StemmingStand.GESLOTEN or stemming.gesloten_op is None:
        return False
    if _wacht_op_papier(stemming, nu):
        return False
    if nu - stemming.gesloten_op >= GETUIGE_HOOGSTENS:
        return True
    query = select(Mail.id).where(
        Mail.sleutel.startswith(f"getuige:{stemming.slug}:", autoescape=True),
        Mail.gedaan_op.is_not(None),
    )
    return db.session.scalars(query.limit(1)).one_or_none() is not None


def _wacht_op_papier(stemming: Stemming, nu: datetime) -> bool:
    """Until the second officers said what is in the box, and two tellers typed it."""
    if stemming.papier_akkoord_op is not None:
        return False
    if papier_onbevestigd(stemming) and not stemming.papier_ligt_vast(nu):
        return True
    return papier_ontvangen(stemming) > 0


def tel(stemming: Stemming, nu: datetime, sleutel: bytes | None = None) -> bool:
    """T4: open the box, count, publish; False when that cannot be yet or was done.

    `sleutel` is the private key that two tellers made of theirs; without it a secret vote waits.
    Decrypting and counting happen outside the transaction: nobody waits for it. The same box
    gives the same files, however often this is tried. A box that is not the sealed one, or a key
    that does not open it, counts nothing and tells the officers (`storing`).
    """
    alone(stemming)
    if not is_klaar_om_te_tellen(stemming, nu) or (stemming.is_geheim and sleutel is None):
        return False
    telling = _probeer(stemming, nu, sleutel)
    alone(stemming)
    if stemming.stand is not StemmingStand.GESLOTEN:
        return False  # annulled, or another process was quicker
    if isinstance(telling, Storing):
        meld_storing(stemming, telling, nu)
        return False
    _leg_vast(stemming, telling, nu)
    return True


def _leg_vast(stemming: Stemming, telling: Telling, nu: datetime) -> None:
    stemming.storing = None
    stemming.bezwaar_tot = bezwaar_tot(stemming.sluit_op, nu, stemming.bezwaardagen)
    _bewaar(stemming, telling)
    vergeet_papier(stemming)
    uitslag = Uitslag(stemming=stemming, inhoud=dict(telling.uitslag), geteld_op=nu)
    db.session.add(uitslag)
    stemming.stand, stemming.geteld_op = StemmingStand.GETELD, nu
    schrijf("stemming.geteld", stemming=stemming.slug, aantal=len(telling.biljetten))
    stemming_geteld.send(stemming=stemming, uitslag=uitslag, nu=nu)
    mail_uitslag(stemming, 0, nu)


def _probeer(stemming: Stemming, nu: datetime, sleutel: bytes | None) -> Telling | Storing:
    try:
        return _tel(stemming, nu, sleutel)
    except BusKloptNiet:
        return Storing.BUS
    except PapierKloptNiet:
        return Storing.PAPIER
    except (SleutelbestandFout, GeenSleutelbestand, NietTeOpenen):
        return Storing.SLEUTEL


def _tel(stemming: Stemming, nu: datetime, sleutel: bytes | None) -> Telling:
    regels, sluiting = regels_van(stemming), _sluiting(stemming)
    prive = sleutel or _sleutel(stemming)
    ondertekenaar = stemsleutels().ondertekenaar
    query = select(bus.c.data).where(bus.c.stemming_id == stemming.id).order_by(bus.c.zegel)
    enveloppen = db.session.scalars(query).all()
    termijn = bezwaar_tot(stemming.sluit_op, nu, stemming.bezwaardagen)
    opdracht = Telopdracht(sluiting, termijn, papierbatch(stemming), met_volmacht_gestemd(stemming))
    with outside():
        return tellen(regels, ondertekenaar, open_bus(regels, prive, enveloppen), opdracht)


def _sleutel(stemming: Stemming) -> bytes:
    kek = sleutelbestand().kek(stemming.slug)
    return pak_uit(kek, stemming.slug, stemming.sleutel_verpakt or b"")


def _sluiting(stemming: Stemming) -> Sluiting:
    return Sluiting(stemming.bus_aantal, stemming.bus_wortel, stemming.bus_handtekening, {})


def _bewaar(stemming: Stemming, telling: Telling) -> None:
    if telling.biljetten:
        db.session.execute(
            insert(stembiljet),
            [
                {
                    "stemming_id": stemming.id,
                    "code": biljet.code,
                    "woord": biljet.woord,
                    "naam": biljet.naam,
                    "waarden": canonical.encode(list(biljet.waarden)).decode(),
                }
                for biljet in telling.biljetten
            ],
        )
    for naam, inhoud in telling.bestanden.items():
        query = select(StembusBestand).where(
            StembusBestand.stemming_id == stemming.id, StembusBestand.naam == naam
        )
        stored = db.session.scalars(query).one_or_none()
        if stored is None:
            db.session.add(StembusBestand(stemming=stemming, naam=naam, inhoud=inhoud))
        else:
            stored.inhoud = inhoud
