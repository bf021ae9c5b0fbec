"""Close a vote (T3): commit to the box before anything is opened (protocol 4.7)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, insert, select, update

from vereniging.core.clock import AMSTERDAM
from vereniging.core.db import db
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.stembus import mail
from vereniging.stembus.acties.sleutels import alone, stemsleutels
from vereniging.stembus.acties.storing import meld_storing
from vereniging.stembus.models import (
    Kiesregister,
    StembusBestand,
    Stemming,
    StemmingStand,
    Storing,
    bus,
    envelop,
)
from vereniging.stembus.protocol.envelop import zegel
from vereniging.stembus.queries import regels_van, tellers_van
from vereniging.stembus.stappen.sluiten import sluiten as maak_sluiting
from vereniging.taken.acties import plan as plan_taak

GETUIGEN = ("afgevaardigde", "secretaris", "voorzitter", "teller")


def sluit(stemming: Stemming, nu: datetime) -> bool:
    """T3: seal the box at its hour; False when it is not time, or was done before.

    When envelopes and roll do not agree nothing is moved, and the officers hear of it.
    """
    alone(stemming)
    if not stemming.moet_sluiten(nu):
        return False
    enveloppen = _enveloppen(stemming)
    if len(enveloppen) != _gestemd(stemming):
        meld_storing(stemming, Storing.AANTAL, nu)
        return False
    stemming.storing = None
    sluiting = maak_sluiting(regels_van(stemming), stemsleutels().ondertekenaar, enveloppen)
    _verplaats(stemming, enveloppen)
    for naam, inhoud in sluiting.bestanden.items():
        db.session.add(StembusBestand(stemming=stemming, naam=naam, inhoud=inhoud))
    stemming.stand, stemming.gesloten_op = StemmingStand.GESLOTEN, nu
    stemming.bus_aantal, stemming.bus_wortel = sluiting.aantal, sluiting.wortel
    stemming.bus_handtekening = sluiting.handtekening
    db.session.add_all(mail.getuige(stemming, email) for email in _getuigen(nu))
    schrijf("stemming.gesloten", stemming=stemming.slug, wortel=sluiting.wortel)
    if stemming.is_geheim:  # the tellers open it, no job can
        db.session.add_all(
            mail.teller_dicht(stemming, teller.lid, nu) for teller in tellers_van(stemming)
        )
        return True
    plan_taak("stembus.tel", f"stembus.tel:{stemming.slug}:0", nu, slug=stemming.slug, ronde=0)
    return True


def _enveloppen(stemming: Stemming) -> dict[str, bytes]:
    query = select(envelop.c.envelop).where(envelop.c.stemming_id == stemming.id)
    return {zegel(data): data for data in db.session.scalars(query)}


def _gestemd(stemming: Stemming) -> int:
    query = select(func.count()).where(
        Kiesregister.stemming_id == stemming.id,
        Kiesregister.kanaal == "web",
        Kiesregister.revisie > 0,
    )
    return db.session.scalar(query) or 0


def _verplaats(stemming: Stemming, enveloppen: dict[str, bytes]) -> None:
    """Off with the names: from now on an envelope has only its seal."""
    if enveloppen:
        db.session.execute(
            insert(bus),
            [
                {"stemming_id": stemming.id, "zegel": merk, "data": enveloppen[merk]}
                for merk in sorted(enveloppen)
            ],
        )
    db.session.execute(delete(envelop).where(envelop.c.stemming_id == stemming.id))
    db.session.execute(
        update(Kiesregister)
        .where(Kiesregister.stemming_id == stemming.id)
        .values(bevestiging=None)
        .execution_options(synchronize_session=False)
    )


def _getuigen(nu: datetime) -> list[str]:
    dag = nu.astimezone(AMSTERDAM).date()
    found = {
        functie.lid.email if functie.lid else functie.email
        for soort in GETUIGEN
        for functie in functionarissen(soort, dag)
    }
    return sorted(email for email in found if email)
