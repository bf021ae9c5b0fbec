"""What the return page shows: our own stand, or Mollie's answer when ours is not final."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from vereniging.betalingen.gateway import GatewayError
from vereniging.betalingen.models import LOPEND, STAND_BIJ_MOLLIE, Betaling, BetalingStand
from vereniging.betalingen.verbinding import vraag
from vereniging.core.db import outside

GELDIG = 5 * 10**9  # nanoseconds: no floats near money
WACHT = timedelta(minutes=15)
VERVERS = ((30, 5), (120, 10), (300, 20))

_lock = threading.Lock()
_seen: dict[str, tuple[int, BetalingStand]] = {}


@dataclass(frozen=True)
class Terugkeer:
    """The stand to show, when to look again (seconds), whether paying again is offered."""

    stand: BetalingStand
    ververs: int | None
    mag_opnieuw: bool


def terugkeer(betaling: Betaling, nu: datetime) -> Terugkeer:
    """Ask Mollie once when the stand is not final; the answer is shown, not stored."""
    stand = _ask(betaling) if betaling.loopt and betaling.mollie_id else betaling.stand
    age = nu - betaling.gemaakt_op
    if stand is BetalingStand.BETAALD:
        return Terugkeer(stand, None, mag_opnieuw=False)
    if stand in LOPEND:
        seconds = (pause for border, pause in VERVERS if age.total_seconds() < border)
        return Terugkeer(stand, next(seconds, 60), mag_opnieuw=age > WACHT)
    return Terugkeer(stand, None, mag_opnieuw=True)


def _ask(betaling: Betaling) -> BetalingStand:
    tr_id, stand = str(betaling.mollie_id), betaling.stand
    with _lock:
        moment, known = _seen.get(tr_id, (0, stand))
    if time.monotonic_ns() - moment < GELDIG:
        return known
    try:
        with outside():
            payment = vraag(lambda port: port.get_payment(tr_id))
    except GatewayError:
        return stand
    told = STAND_BIJ_MOLLIE.get(payment.status, stand)
    with _lock:
        if len(_seen) > 1000:
            _seen.clear()
        _seen[tr_id] = (time.monotonic_ns(), told)
    return told
