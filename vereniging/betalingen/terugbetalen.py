"""Giving money back through Mollie: in three steps that survive a crash, and never twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vereniging.betalingen.gateway import (
    Gateway,
    GatewayConflict,
    GatewayNotFound,
    GatewayRejected,
    GatewayUnavailable,
    Refund,
    to_mollie,
)
from vereniging.betalingen.models import Betaling, Terugbetaling, Terugstand
from vereniging.betalingen.sync import sync_payment
from vereniging.betalingen.terugstand import neem_over
from vereniging.betalingen.verbinding import vraag
from vereniging.betalingen.verschillen import meld_verschil
from vereniging.core.db import db, locked, outside
from vereniging.taken.acties import plan

TAAK = "betalingen.terugbetaling"


def plan_terugbetaling(terug: Terugbetaling, nu: datetime) -> None:
    """Let the worker carry out what was approved."""
    plan(TAAK, f"{TAAK}:{terug.kenmerk}", nu, terugbetaling=terug.id)


def voer_uit(nummer: int, nu: datetime) -> None:
    """Ask Mollie to give the money back; what an earlier try made is found and taken over.

    After an hour Mollie forgets our key, so then it is never asked again: a person looks.
    Raises GatewayUnavailable; the job comes back then.
    """
    terug = locked(Terugbetaling, id=nummer)
    if terug is None or terug.stand is not Terugstand.GOEDGEKEURD:
        return
    betaling = db.session.get_one(Betaling, terug.betaling_id)
    tr_id, kenmerk, sleutel = str(betaling.mollie_id), terug.kenmerk, terug.sleutel
    is_again, may_send = terug.gestuurd_op is not None, terug.mag_sturen(nu)
    terug.gestuurd_op = terug.gestuurd_op or nu
    verzoek = _verzoek(terug)
    found, reden = None, "Mollie heeft deze terugbetaling niet uitgevoerd."
    with outside():
        if is_again:
            found = vraag(lambda port: _zoek(port, tr_id, kenmerk))
        if found is None and may_send:
            try:
                found = vraag(lambda port: port.create_refund(tr_id, verzoek, sleutel))
            except (GatewayRejected, GatewayNotFound) as error:
                reden = f"Mollie weigert: {error}"
            except GatewayConflict as error:  # still busy, or an equal refund within the hour
                raise GatewayUnavailable(str(error)) from None
    _vastleggen(nummer, found, reden, nu)


def _verzoek(terug: Terugbetaling) -> dict[str, Any]:
    return {
        "amount": to_mollie(terug.bedrag.centen),
        "description": f"Terugbetaling {terug.kenmerk}",
        "metadata": {"terugbetaling": terug.kenmerk},
    }


def _zoek(port: Gateway, tr_id: str, kenmerk: str) -> Refund | None:
    for refund in port.list_refunds(tr_id):
        metadata = refund.metadata if isinstance(refund.metadata, dict) else {}
        if metadata.get("terugbetaling") == kenmerk:
            return refund
    return None


def _vastleggen(nummer: int, found: Refund | None, reden: str, nu: datetime) -> None:
    terug = locked(Terugbetaling, id=nummer)
    assert terug is not None  # noqa: S101  refunds are never deleted
    is_new = terug.stand is Terugstand.GOEDGEKEURD  # else a webhook was faster: it knows more
    if found is None and is_new:
        terug.stand = Terugstand.MISLUKT
        meld_verschil("terugbetaling_mislukt", terug.kenmerk, f"{terug.kenmerk}: {reden}"[:500], nu)
        return
    if found is not None and is_new:
        neem_over(found, nu)
    sync_payment(db.session.get_one(Betaling, terug.betaling_id).id, nu)
