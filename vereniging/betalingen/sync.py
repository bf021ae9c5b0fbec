"""Takes over what Mollie says: booking is what should be booked minus what was (payments.md 5)."""

from __future__ import annotations

from datetime import datetime

from vereniging.betalingen import mail
from vereniging.betalingen.gateway import Gateway, Payment
from vereniging.betalingen.haken import Boeking, boeker
from vereniging.betalingen.machtiging_volgen import volg_eerste
from vereniging.betalingen.models import (
    STAND_BIJ_MOLLIE,
    Betaling,
    BetalingSoort,
    BetalingStand,
)
from vereniging.betalingen.signals import incasso_gevolgd
from vereniging.betalingen.terugstand import neem_over
from vereniging.betalingen.verbinding import vraag
from vereniging.betalingen.verschillen import meld_verschil
from vereniging.core.db import db, locked, outside
from vereniging.core.money import NUL, Bedrag
from vereniging.core.workdays import amsterdam_day

GEBOEKT = frozenset({"pending", "processing", "refunded"})


def sync_payment(betaling_id: int, nu: datetime) -> Betaling:
    """Ask Mollie how this payment stands and book what is new.

    Raises GatewayError when Mollie gives no answer; nothing is booked then.
    """
    boeker()
    betaling = locked(Betaling, id=betaling_id)
    if betaling is None or betaling.mollie_id is None:
        message = "a payment is asked for by its id"
        raise LookupError(message)
    betaling.sync_nr += 1
    nummer, tr_id = betaling.sync_nr, betaling.mollie_id
    with outside():
        payment = vraag(lambda port: _fetch(port, tr_id))
    return verwerk(betaling_id, payment, nummer, nu)


def _fetch(port: Gateway, tr_id: str) -> Payment:
    return port.get_payment(tr_id)


def verwerk(betaling_id: int, payment: Payment, nummer: int, nu: datetime) -> Betaling:
    """Book a fresh answer; an answer older than the one applied last changes nothing."""
    held = boeker().houd(db.session.get_one(Betaling, betaling_id).nota_id)
    betaling = locked(Betaling, id=betaling_id)
    assert betaling is not None  # noqa: S101  payments are never deleted
    if nummer <= betaling.toegepast_nr:
        betaling.volgende_controle_op = nu
        return betaling
    if not klopt(betaling, payment):
        meld_verschil("andere_betaling", payment.id, anders(betaling, payment), nu)
        return betaling
    _boek(betaling, payment, nummer, nu)
    del held  # kept up to here: nothing above read the nota again
    if betaling.soort is BetalingSoort.EERSTE:
        volg_eerste(betaling, payment, nu)
    if betaling.soort is BetalingSoort.DOORLOPEND:
        incasso_gevolgd.send(betaling, payment=payment, nu=nu)
    return betaling


def klopt(betaling: Betaling, payment: Payment) -> bool:
    """Whether this really is our payment: id, amount, currency, mode, profile, metadata."""
    metadata = payment.metadata if isinstance(payment.metadata, dict) else {}
    return (
        betaling.mollie_id in {None, payment.id}
        and betaling.profiel in {None, payment.profile_id}
        and (payment.amount, payment.currency) == (betaling.bedrag.centen, "EUR")
        and payment.mode == betaling.modus
        and metadata.get("betaling") == betaling.kenmerk
    )


def anders(betaling: Betaling, payment: Payment) -> str:
    """What Mollie and we say of a payment that is not the same one."""
    return (
        f"Mollie noemt andere gegevens: {Bedrag(payment.amount)} ({payment.currency}),"
        f" bij ons {betaling.bedrag}."
    )


def _boek(betaling: Betaling, payment: Payment, nummer: int, nu: datetime) -> None:
    was = boeker().geboekt(payment.id)
    betaling.toegepast_nr = nummer
    _set_stand(betaling, payment, was, nu)
    betaling.plan_controle(nu)
    changed = _book_payment(betaling, payment, was, nu)
    changed |= _book_returns(betaling, payment, nu)
    changed |= _book_gift(betaling, payment, nu)
    if not changed:
        return
    boeker().na_boeking(betaling.nota_id, nu)
    rekening = boeker().met_id(betaling.nota_id)
    if payment.status == "paid" and not was:
        mail.ontvangen(rekening, betaling)


def _set_stand(betaling: Betaling, payment: Payment, was: Bedrag, nu: datetime) -> None:
    stand = STAND_BIJ_MOLLIE.get(payment.status)
    if stand is None or (was and stand is not BetalingStand.BETAALD and payment.status != "failed"):
        if payment.status not in {"open", "pending", "authorized"}:
            tekst = f"Mollie noemt een geboekte betaling nu {payment.status}."
            meld_verschil("stand_na_betaling", payment.id, tekst, nu)
        return
    betaling.stand, betaling.methode = stand, payment.method
    betaling.checkout_url = payment.checkout_url or betaling.checkout_url
    betaling.betaald_op = payment.paid_at


def _book_payment(betaling: Betaling, payment: Payment, was: Bedrag, nu: datetime) -> bool:
    if payment.status not in {"paid", "failed"}:
        return False
    wanted = -betaling.bedrag if payment.status == "paid" else NUL
    rij = _rij("betaling", payment.id, wanted - was, payment.paid_at or nu)
    return _book(betaling, rij, nu)


def _book_returns(betaling: Betaling, payment: Payment, nu: datetime) -> bool:
    """Refunds and chargebacks; those that Mollie no longer names stay."""
    changed = False
    for refund in payment.refunds:
        wanted = Bedrag(refund.amount) if refund.status in GEBOEKT else NUL
        extra = wanted - boeker().geboekt(refund.id)
        neem_over(refund, nu)
        if _book(betaling, _rij("terugbetaling", refund.id, extra, refund.created_at), nu):
            changed = True
            if wanted:
                mail.terugbetaald(boeker().met_id(betaling.nota_id), refund.id, wanted)
    for chargeback in payment.chargebacks:
        wanted = NUL if chargeback.reversed_at else Bedrag(chargeback.amount)
        extra = wanted - boeker().geboekt(chargeback.id)
        changed |= _book(betaling, _rij("storno", chargeback.id, extra, chargeback.created_at), nu)
    _compare_sums(payment, nu)
    return changed


def _book_gift(betaling: Betaling, payment: Payment, nu: datetime) -> bool:
    """Dues first: what is left of the money after them is the gift."""
    if not betaling.gift:
        return False
    ids = [payment.id, *(one.id for one in payment.refunds)]
    ids += [one.id for one in payment.chargebacks]
    net = -sum((boeker().geboekt(one) for one in ids), NUL)
    wanted = min(max(net - (betaling.bedrag - betaling.gift), NUL), betaling.gift)
    extra = wanted - boeker().geboekt(f"gift:{payment.id}")
    return _book(betaling, _rij("gift", f"gift:{payment.id}", extra, payment.paid_at or nu), nu)


def _compare_sums(payment: Payment, nu: datetime) -> None:
    refunds = sum(r.amount for r in payment.refunds if r.status in GEBOEKT)
    queued = sum(r.amount for r in payment.refunds if r.status == "queued")
    returned = sum(c.amount for c in payment.chargebacks if not c.reversed_at)
    told = (payment.amount_refunded, payment.amount_charged_back)
    if told not in {(refunds, returned), (refunds + queued, returned)}:
        tekst = (
            f"Mollie noemt {Bedrag(told[0])} terugbetaald en {Bedrag(told[1])} teruggeboekt;"
            f" opgeteld is het {Bedrag(refunds)} en {Bedrag(returned)}."
        )
        meld_verschil("som_klopt_niet", payment.id, tekst, nu)


def _book(betaling: Betaling, boeking: Boeking, nu: datetime) -> bool:
    if not boeking.bedrag:
        return False
    boeker().boek(betaling.nota_id, boeking, nu)
    return True


def _rij(soort: str, bron_id: str, bedrag: Bedrag, moment: datetime) -> Boeking:
    dag = amsterdam_day(moment)
    return Boeking(soort=soort, bron_id=bron_id, bedrag=bedrag, valutadatum=dag, uitleg="")
