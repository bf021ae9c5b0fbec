"""A refund of ours follows what Mollie says about it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from vereniging.betalingen.gateway import Refund
from vereniging.betalingen.models import Terugbetaling, Terugstand
from vereniging.betalingen.verschillen import meld_verschil
from vereniging.core.db import db

BIJ_MOLLIE = {
    "queued": Terugstand.VERSTUURD,
    "pending": Terugstand.VERSTUURD,
    "processing": Terugstand.VERSTUURD,
    "refunded": Terugstand.TERUGBETAALD,
    "failed": Terugstand.MISLUKT,
    "canceled": Terugstand.MISLUKT,
}


def neem_over(refund: Refund, nu: datetime) -> Terugbetaling | None:
    """Tie a refund at Mollie to its row by our own mark; None when Mollie's dashboard made it."""
    metadata = refund.metadata if isinstance(refund.metadata, dict) else {}
    kenmerk = str(metadata.get("terugbetaling", ""))
    query = select(Terugbetaling).where(
        (Terugbetaling.mollie_id == refund.id)
        | (Terugbetaling.mollie_id.is_(None) & (Terugbetaling.kenmerk == kenmerk))
    )
    terug = db.session.scalars(query).one_or_none()
    if terug is None:
        return None
    terug.mollie_id = refund.id
    stand = BIJ_MOLLIE.get(refund.status, terug.stand)
    if stand is Terugstand.MISLUKT and terug.stand is not stand:
        tekst = f"Terugbetaling {terug.kenmerk} is niet aangekomen. Het geld is weer bij ons."
        meld_verschil("terugbetaling_mislukt", terug.kenmerk, tekst, nu)
    terug.stand = stand
    db.session.flush()
    return terug
