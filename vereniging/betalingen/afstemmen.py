"""Compares what Mollie has with what we booked, and looks again where something is due."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from vereniging.betalingen.acties import dien_in, neem_over, trek_in
from vereniging.betalingen.gateway import (
    Gateway,
    GatewayConflict,
    GatewayError,
    GatewayNotFound,
    GatewayRejected,
    Payment,
)
from vereniging.betalingen.haken import boeker
from vereniging.betalingen.models import LATER, Betaling, Terugstand
from vereniging.betalingen.queries import open_verschillen, te_controleren, terugbetalingen
from vereniging.betalingen.sync import sync_payment
from vereniging.betalingen.verbinding import gateway
from vereniging.betalingen.verschillen import meld_verschil
from vereniging.core.db import db, outside
from vereniging.core.money import Bedrag

DAGEN = timedelta(days=35)
PER_RONDE = 20
STRAKS = timedelta(minutes=2)
OVER_EEN = (GatewayNotFound, GatewayRejected, GatewayConflict)  # says nothing about the others


def controleer_wachtende(nu: datetime) -> int:
    """Ask Mollie about every payment that is due; how many gave an answer."""
    count = 0
    for number in te_controleren(nu, PER_RONDE):
        try:
            controleer(number, nu)
        except OVER_EEN as error:
            _stel_uit(number, error, nu)
            continue
        except GatewayError:
            db.session.get_one(Betaling, number).volgende_controle_op = nu + STRAKS
            break
        count += 1
    return count


def _stel_uit(betaling_id: int, error: GatewayError, nu: datetime) -> None:
    """The payment waits; one that Mollie no longer knows is put before a person."""
    betaling = db.session.get_one(Betaling, betaling_id)
    is_busy = isinstance(error, GatewayConflict)  # the same request is still being carried out
    betaling.volgende_controle_op = nu + (STRAKS if is_busy else LATER)
    if isinstance(error, GatewayNotFound):
        tekst = "Mollie kent deze betaling niet meer."
        meld_verschil("onbekend_bij_mollie", str(betaling.mollie_id), tekst, nu)


def controleer(betaling_id: int, nu: datetime) -> None:
    """One payment: send it if that never succeeded, then ask how it stands."""
    betaling = db.session.get_one(Betaling, betaling_id)
    if betaling.mollie_id is None:
        betaling = dien_in(betaling_id, nu)
        if betaling.vervangen_op is not None:
            trek_in(betaling_id, nu)
            return
    if betaling.mollie_id is not None:
        sync_payment(betaling_id, nu)


def stem_af(nu: datetime) -> int:
    """Go through 35 days at Mollie; how many differences are open. Raises GatewayError."""
    with outside():
        port = gateway(batch=True)
        since = nu - DAGEN
        payments = list(port.iter_payments(lambda one: one.created_at < since))
        older = _teruggegaan(port, since) - {payment.id for payment in payments}
    for payment in payments:
        _stem_betaling_af(payment, nu)
    for number in _bekend(older):
        _sync_een(number, nu)
    for terug in terugbetalingen(Terugstand.VERSTUURD):  # of payments older than those too
        if terug.betaling_id is not None:
            _sync_een(terug.betaling_id, nu)
    for kenmerk in boeker().scheve_saldi():
        meld_verschil("saldo_klopt_niet", kenmerk, f"Het saldo van {kenmerk} klopt niet.", nu)
    db.session.flush()
    return len(open_verschillen())


def _teruggegaan(port: Gateway, since: datetime) -> set[str]:
    """The payments of which money went back lately: a bank takes back after eight weeks too."""
    refunds = port.iter_refunds(lambda one: one.created_at < since)
    chargebacks = port.iter_chargebacks(lambda one: one.created_at < since)
    return {one.payment_id for one in refunds} | {one.payment_id for one in chargebacks}


def _bekend(tr_ids: set[str]) -> list[int]:
    query = select(Betaling.id).where(Betaling.mollie_id.in_(tr_ids))
    return list(db.session.scalars(query.order_by(Betaling.id)))


def _stem_betaling_af(payment: Payment, nu: datetime) -> None:
    metadata = payment.metadata if isinstance(payment.metadata, dict) else {}
    kenmerk = str(metadata.get("betaling", ""))
    query = select(Betaling).where(
        (Betaling.mollie_id == payment.id) | (Betaling.kenmerk == kenmerk)
    )
    betaling = db.session.scalars(query.order_by(Betaling.id).limit(1)).one_or_none()
    if betaling is None:
        if payment.status == "paid":
            bedrag = Bedrag(payment.amount)
            tekst = f"Mollie heeft een betaling van {bedrag} die wij niet kennen."
            meld_verschil("onbekende_betaling", payment.id, tekst, nu)
        return
    if neem_over(betaling, payment, nu):
        _sync_een(betaling.id, nu)


def _sync_een(betaling_id: int, nu: datetime) -> None:
    try:
        sync_payment(betaling_id, nu)
    except OVER_EEN as error:
        _stel_uit(betaling_id, error, nu)
