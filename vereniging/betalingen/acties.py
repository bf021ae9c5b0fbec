"""Making a payment in three steps that survive a crash after each (payments.md section 4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from vereniging.betalingen.gateway import (
    Gateway,
    GatewayConflict,
    GatewayError,
    GatewayNotFound,
    GatewayRejected,
    Payment,
    to_mollie,
)
from vereniging.betalingen.haken import Rekening, boeker
from vereniging.betalingen.machtigen import klant
from vereniging.betalingen.mail import TERUG, WEBHOOK
from vereniging.betalingen.models import CONTROLES, Betaling, BetalingSoort, BetalingStand
from vereniging.betalingen.queries import levende
from vereniging.betalingen.sync import anders, klopt, sync_payment
from vereniging.betalingen.verbinding import modus, vraag
from vereniging.betalingen.verschillen import meld_verschil
from vereniging.betalingen.wens import Wens
from vereniging.core.db import db, locked, outside
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import NUL, Bedrag
from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.statuten.queries import instelling
from vereniging.taken.acties import plan

TAAK = "betalingen.trek_in"
TERUGZOEKEN = timedelta(minutes=10)  # how far Mollie's clock may differ from ours


class NotaAlBetaald(DomainError):
    """Nothing is due any more."""

    message = _l("Deze nota is al betaald. U hoeft niets te doen.")


class NotaIngetrokken(DomainError):
    """The association took the nota back."""

    message = _l("Deze nota is ingetrokken. U hoeft niets te betalen.")


class BetalingLoopt(DomainError):
    """Money is under way; a second payment would be one too many."""

    message = _l("Uw betaling wordt verwerkt. Betaal niet nog een keer.")


def maak_betaling(nota_id: int, nu: datetime, gift: Bedrag = NUL) -> str:
    """The address at Mollie where this nota is paid; asking twice gives the same payment.

    `gift` comes on top of what is due.

    Raises NotaAlBetaald, NotaIngetrokken, BetalingLoopt; GatewayError when Mollie is away.
    """
    return naar_mollie(lambda: Wens(nota_id=nota_id, gift=gift), nu)


def naar_mollie(wens: Callable[[], Wens], nu: datetime) -> str:
    """The checkout of what somebody wants to pay; asked again when it was overtaken meanwhile."""
    for _attempt in range(3):
        betaling = _klaarzetten(wens(), nu)
        if betaling.mollie_id is None:
            betaling = dien_in(betaling.id, nu)
        else:
            betaling = sync_payment(betaling.id, nu)
        if betaling.stand is BetalingStand.OPEN and betaling.checkout_url:
            return betaling.checkout_url
    raise BetalingLoopt


def _klaarzetten(wens: Wens, nu: datetime) -> Betaling:
    rekening = boeker().met_id(wens.nota_id)
    if rekening.is_ingetrokken:
        raise NotaIngetrokken
    if rekening.open.centen <= 0:
        raise NotaAlBetaald
    betaling = levende(wens.nota_id)
    if betaling is None:
        return _nieuw(rekening, wens, nu)
    if betaling.stand not in {BetalingStand.AANMAKEN, BetalingStand.OPEN}:
        raise BetalingLoopt
    if betaling.bedrag == rekening.vraagt + wens.gift and wens.is_van(betaling):
        return betaling
    _vervang(betaling, nu)
    return _nieuw(rekening, wens, nu)


def staak(nota_id: int, open_bedrag: Bedrag, nu: datetime) -> None:
    """The nota owes less than a checkout still asks: that checkout is withdrawn, if it can be."""
    betaling = levende(nota_id)
    if betaling is None or betaling.bedrag - betaling.gift <= open_bedrag:
        return
    if betaling.stand in {BetalingStand.AANMAKEN, BetalingStand.OPEN}:
        _vervang(betaling, nu)


def _vervang(betaling: Betaling, nu: datetime) -> None:
    betaling.vervangen_op = nu
    db.session.flush()
    plan(TAAK, f"{TAAK}:{betaling.kenmerk}", nu, betaling=betaling.id)


def trek_in(betaling_id: int, nu: datetime) -> None:
    """Close the checkout of a replaced attempt where Mollie allows it, and book what it says.

    iDEAL that was begun cannot be called back; paid all the same, it becomes credit.
    Raises GatewayUnavailable; the job comes back then.
    """
    betaling = db.session.get_one(Betaling, betaling_id)
    tr_id, sleutel = betaling.mollie_id, betaling.kenmerk
    if tr_id is None or not betaling.loopt:
        return
    with outside():
        vraag(lambda port: _annuleer(port, tr_id, sleutel))
    sync_payment(betaling_id, nu)


def _annuleer(port: Gateway, tr_id: str, sleutel: str) -> None:
    try:
        if port.get_payment(tr_id).is_cancelable:
            port.cancel_payment(tr_id, sleutel)
    except (GatewayRejected, GatewayConflict, GatewayNotFound):
        return  # just paid, expired or gone: the sync after this tells


def _nieuw(rekening: Rekening, wens: Wens, nu: datetime) -> Betaling:
    betaling = Betaling(
        nota_id=rekening.nota_id,
        modus=modus(),
        soort=wens.soort,
        machtiging_id=wens.machtiging_id,
        bedrag=rekening.vraagt + wens.gift,
        gift=wens.gift,
        verzoek={},
        gemaakt_op=nu,
        volgende_controle_op=nu + CONTROLES[0],
    )
    betaling.verzoek = {
        "amount": to_mollie(betaling.bedrag.centen),
        "description": f"{rekening.kenmerk} Contributie {rekening.jaar}",
        "locale": "en_GB" if rekening.taal == "en" else "nl_NL",
        "method": list(instelling("mollie_methoden")),
        "metadata": {"betaling": betaling.kenmerk, "nota": rekening.kenmerk},
        **wens.volgorde,
    }
    db.session.add(betaling)
    db.session.flush()
    return betaling


def _verzoek(betaling: Betaling) -> dict[str, Any]:
    """The stored request with its addresses, which hold secrets and so are never stored."""
    terug, webhook = (token_for(betaling.kiem, doel) for doel in (TERUG, WEBHOOK))
    verzoek = {
        **betaling.verzoek,
        "webhookUrl": link("betalingen.webhook", token=webhook, _external=True),
    }
    if betaling.soort is BetalingSoort.EERSTE:
        verzoek["customerId"] = klant(int(betaling.machtiging_id or 0))
    if betaling.soort is not BetalingSoort.DOORLOPEND:  # nobody comes back from a collection
        verzoek["redirectUrl"] = link("betalingen.terug", token=terug, _external=True)
    return verzoek


def dien_in(betaling_id: int, nu: datetime) -> Betaling:
    """Send the request of a stored payment, or find what an earlier try made at Mollie."""
    betaling = db.session.get_one(Betaling, betaling_id)
    again = betaling.mag_sturen(nu)
    verzoek, sleutel = _verzoek(betaling) if again else {}, betaling.sleutel
    since, kenmerk = betaling.gemaakt_op - TERUGZOEKEN, betaling.kenmerk
    found: Payment | None = None
    refusal: GatewayError | None = None
    with outside():
        if again:
            try:
                found = vraag(lambda port: port.create_payment(verzoek, sleutel))
            except (GatewayRejected, GatewayConflict) as error:
                refusal = error
        if found is None:
            found = vraag(lambda port: _zoek(port, kenmerk, since))
    return _vastleggen(betaling_id, found, refusal, nu)


def _zoek(port: Gateway, kenmerk: str, since: datetime) -> Payment | None:
    for payment in port.iter_payments(lambda one: one.created_at < since):
        metadata = payment.metadata if isinstance(payment.metadata, dict) else {}
        if metadata.get("betaling") == kenmerk:
            return payment
    return None


def _vastleggen(
    betaling_id: int, found: Payment | None, refusal: GatewayError | None, nu: datetime
) -> Betaling:
    betaling = locked(Betaling, id=betaling_id)
    assert betaling is not None  # noqa: S101  payments are never deleted
    if found is not None:
        neem_over(betaling, found, nu)
    elif isinstance(refusal, GatewayConflict):
        raise refusal
    elif betaling.mollie_id is None:
        betaling.stand, betaling.volgende_controle_op = BetalingStand.VERVALLEN, None
        if refusal is not None:
            meld_verschil(
                "mollie_weigert", betaling.kenmerk, f"Mollie weigert: {refusal}"[:500], nu
            )
        elif betaling.soort is BetalingSoort.DOORLOPEND:
            tekst = "Deze incasso kwam nooit aan bij Mollie. Er is niets afgeschreven."
            meld_verschil("incasso_kwijt", betaling.kenmerk, tekst, nu)
    return betaling


def neem_over(betaling: Betaling, payment: Payment, nu: datetime) -> bool:
    """Tie a payment at Mollie to its row; False when it is not ours."""
    if not klopt(betaling, payment):
        meld_verschil("andere_betaling", payment.id, anders(betaling, payment), nu)
        return False
    if betaling.mollie_id is None:
        betaling.mollie_id, betaling.profiel = payment.id, payment.profile_id
        betaling.checkout_url = payment.checkout_url
        if betaling.stand is BetalingStand.VERVALLEN:
            betaling.vervangen_op = nu  # a newer attempt may run
        betaling.stand = BetalingStand.OPEN
        betaling.plan_controle(nu)
        db.session.flush()
    return True
