"""What Mollie's call leads to: a fresh question, never a booking on its word."""

from __future__ import annotations

from datetime import datetime

from vereniging.betalingen.acties import neem_over
from vereniging.betalingen.gateway import GatewayError, GatewayNotFound
from vereniging.betalingen.models import Betaling, Webhookontvangst
from vereniging.betalingen.queries import met_kiem
from vereniging.betalingen.sync import sync_payment
from vereniging.betalingen.verbinding import vraag
from vereniging.core.db import db, locked, outside
from vereniging.logboek.acties import schrijf

GOED, LATER = 200, 503


def ontvang(kiem: bytes | None, tr_id: str | None, nu: datetime) -> int:
    """The status to answer: 200 when there is nothing more to do, 503 to be called again."""
    betaling = met_kiem(kiem) if kiem else None
    if betaling is None or tr_id is None:
        return GOED
    if betaling.mollie_id not in {None, tr_id}:
        schrijf("betaling.vreemd_kenmerk", betaling=betaling.kenmerk)
        return GOED
    number = betaling.id
    try:
        if betaling.mollie_id is None and not _adopt(number, tr_id, nu):
            return GOED
        sync_payment(number, nu)
    except GatewayNotFound:
        return GOED
    except GatewayError:
        db.session.get_one(Betaling, number).volgende_controle_op = nu
        _note(number, "later", nu)
        return LATER
    _note(number, "verwerkt", nu)
    return GOED


def _adopt(number: int, tr_id: str, nu: datetime) -> bool:
    with outside():
        payment = vraag(lambda port: port.get_payment(tr_id))
    betaling = locked(Betaling, id=number)
    return betaling is not None and neem_over(betaling, payment, nu)


def _note(number: int, uitkomst: str, nu: datetime) -> None:
    db.session.add(Webhookontvangst(tijd=nu, betaling_id=number, uitkomst=uitkomst))
