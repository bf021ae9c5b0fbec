"""One collection: stored first, sent once, never again after Mollie forgot its key."""

from __future__ import annotations

from datetime import datetime

from vereniging.betalingen.acties import NotaAlBetaald, dien_in
from vereniging.betalingen.gateway import to_mollie
from vereniging.betalingen.haken import boeker
from vereniging.betalingen.machtiging import Machtiging
from vereniging.betalingen.models import CONTROLES, Betaling, BetalingSoort, BetalingStand
from vereniging.betalingen.queries import levende
from vereniging.betalingen.sync import sync_payment
from vereniging.betalingen.verbinding import modus
from vereniging.core.db import db


def zet_klaar(nota_id: int, machtiging: Machtiging, nu: datetime) -> Betaling | None:
    """Store the collection of all that is open; None when another payment runs.

    Raises NotaAlBetaald. The caller holds the nota.
    """
    rekening = boeker().met_id(nota_id)
    if rekening.open.centen <= 0 or rekening.is_ingetrokken:
        raise NotaAlBetaald
    if levende(nota_id) is not None:
        return None
    betaling = Betaling(
        nota_id=nota_id,
        soort=BetalingSoort.DOORLOPEND,
        machtiging_id=machtiging.id,
        modus=modus(),
        bedrag=rekening.open,
        verzoek={},
        gemaakt_op=nu,
        volgende_controle_op=nu + CONTROLES[0],
    )
    betaling.verzoek = {
        "amount": to_mollie(rekening.open.centen),
        "description": f"{rekening.kenmerk} Contributie {rekening.jaar}",
        "method": "directdebit",
        "sequenceType": "recurring",
        "customerId": machtiging.cst_id,
        "mandateId": machtiging.mdt_id,
        "metadata": {"betaling": betaling.kenmerk, "nota": rekening.kenmerk},
    }
    db.session.add(betaling)
    db.session.flush()
    machtiging.gebruikt_op = nu
    return betaling


def verstuur(betaling_id: int, nu: datetime) -> Betaling:
    """Send a stored collection (or find it at Mollie), and take over how it stands.

    Raises GatewayError; the minutely check tries again, with the same key.
    """
    betaling = db.session.get_one(Betaling, betaling_id)
    if betaling.mollie_id is None and betaling.stand is BetalingStand.AANMAKEN:
        betaling = dien_in(betaling_id, nu)
    if betaling.mollie_id is not None:
        betaling = sync_payment(betaling_id, nu)
    return betaling
