"""What a payer is told by mail; one sleutel per event at Mollie."""

from __future__ import annotations

from sqlalchemy import select

from vereniging.betalingen.haken import Rekening
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.post.mail import compose
from vereniging.post.models import Mail

BETALEN, TERUG, WEBHOOK = "betalen", "terug", "webhook"


def betaallink(kiem: bytes) -> str:
    """Where this nota is paid; the same address each time."""
    return link("betalingen.betalen", token=token_for(kiem, BETALEN), _external=True)


def ontvangen(rekening: Rekening, tr_id: str, bedrag: Bedrag) -> None:
    """Thank the payer, once for each payment."""
    sleutel = f"betaling-ontvangen:{tr_id}"
    if db.session.scalars(select(Mail.id).where(Mail.sleutel == sleutel)).one_or_none():
        return
    db.session.add(
        compose(
            "betalingen/mail/ontvangen.txt",
            sleutel=sleutel,
            aan=rekening.email,
            taal=rekening.taal,
            rekening=rekening,
            bedrag=bedrag,
        )
    )
