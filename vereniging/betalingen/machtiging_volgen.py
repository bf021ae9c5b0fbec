"""Follow a mandate at Mollie: valid or not, and over when it was never answered or used."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from vereniging.betalingen import mail
from vereniging.betalingen.gateway import Gateway, GatewayError, GatewayNotFound, Mandate, Payment
from vereniging.betalingen.machtigen import plan_weg, vervang_oude
from vereniging.betalingen.machtiging import LEVEND, Machtiging, MachtigingStand
from vereniging.betalingen.models import Betaling, BetalingStand
from vereniging.betalingen.queries import eerste_betaling
from vereniging.betalingen.verbinding import modus, vraag
from vereniging.core.db import db, locked, outside
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.taken.acties import plan

TAAK = "betalingen.machtiging_volgen"
ELKE_WEEK = timedelta(days=7)
PER_UUR = 60  # so five thousand fit well in half a week, and Mollie hardly notices
BLIJFT_LEEG = timedelta(hours=1)  # a request that never got an answer
NIET_BETAALD = frozenset({"failed", "canceled", "expired"})


def controleer(number: int, nu: datetime) -> Machtiging:
    """Ask Mollie whether a mandate is (still) valid. Raises GatewayUnavailable."""
    row = db.session.get_one(Machtiging, number)
    told = _mandaat(row.cst_id, row.mdt_id)
    found = locked(Machtiging, id=number)
    assert found is not None  # noqa: S101  mandates are never deleted
    was, found.gevolgd_op = found.stand, nu
    if told is not None:
        found.noteer(told.id, told.iban_last4, told.reference)
        if told.status == "valid" and was is MachtigingStand.AANGEVRAAGD:
            vervang_oude(found, nu)
    found.volg(told.status if told else "invalid")
    if found.stand is not was:
        schrijf("machtiging.gevolgd", machtiging=found.kenmerk, stand=found.stand.value)
        db.session.add(mail.machtiging(found, found.stand.value))
    elif found.stand not in LEVEND:
        plan_weg(found, nu)
    return found


def _mandaat(cst_id: str | None, mdt_id: str | None) -> Mandate | None:
    """What Mollie says of it; None when it does not know it (any longer)."""
    if cst_id is None:
        return None
    with outside():
        try:
            return vraag(lambda port: _zoek(port, cst_id, mdt_id))
        except GatewayNotFound:
            return None


def _zoek(port: Gateway, cst_id: str, mdt_id: str | None) -> Mandate | None:
    """A first payment does not always name its mandate; its customer has no other."""
    if mdt_id is not None:
        return port.get_mandate(cst_id, mdt_id)
    return next(iter(port.list_mandates(cst_id)), None)


def volg_eerste(betaling: Betaling, payment: Payment, nu: datetime) -> None:
    """A fresh answer about a first payment: paid gives the mandate, anything else ends it.

    The caller holds the nota and the payment; what the bank says of the mandate is asked by job.
    """
    row = locked(Machtiging, id=betaling.machtiging_id)
    assert row is not None  # noqa: S101  mandates are never deleted
    if payment.mandate_id is not None:
        row.mdt_id = row.mdt_id or payment.mandate_id
    if payment.status in NIET_BETAALD:
        _ging_niet_in(row)
    elif payment.status == "paid":
        _is_betaald(row, nu)
    db.session.flush()


def _is_betaald(row: Machtiging, nu: datetime) -> None:
    """The words go to who signed, once; withdrawn meanwhile it is withdrawn at Mollie too."""
    if not mail.bestaat(f"machtiging:{row.kenmerk}:gegeven") and row.stand in LEVEND:
        schrijf("machtiging.gegeven", machtiging=row.kenmerk, weg=row.weg.value)
        db.session.add(mail.machtiging(row, "gegeven"))
    if row.stand is not MachtigingStand.GELDIG:
        plan(TAAK, f"{TAAK}:{row.kenmerk}", nu, machtiging=row.id)


def _ging_niet_in(row: Machtiging) -> None:
    """Nobody paid, so nobody signed: it ends without a mail."""
    if row.stand is MachtigingStand.AANGEVRAAGD:
        row.stand = MachtigingStand.ONGELDIG
        schrijf("machtiging.niet_ingegaan", machtiging=row.kenmerk)


def loop_na(nu: datetime) -> None:
    """Follow what waits, end what was never answered or not used for three years."""
    query = select(Machtiging.id).where(Machtiging.stand.in_(LEVEND), _van_deze_sleutel())
    for number in list(db.session.scalars(query.order_by(Machtiging.id))):
        row = db.session.get_one(Machtiging, number)
        if row.stand is MachtigingStand.AANGEVRAAGD:
            _loop_aangevraagde_na(row, nu)
        elif row.is_verlopen(amsterdam_day(nu)):
            row.stand = MachtigingStand.VERLOPEN
            plan_weg(row, nu)
    _loop_geldige_na(nu)


def _van_deze_sleutel() -> ColumnElement[bool]:
    """Mollie knows no test mandate by a live key: that says nothing about the mandate."""
    return Machtiging.modus == modus()


def _loop_geldige_na(nu: datetime) -> None:
    """A bank may end a mandate without a word: ask again each week, a few every hour."""
    gezien = func.coalesce(Machtiging.gevolgd_op, Machtiging.vastgelegd_op)
    query = (
        select(Machtiging.id)
        .where(Machtiging.stand == MachtigingStand.GELDIG, gezien < nu - ELKE_WEEK)
        .where(_van_deze_sleutel())
        .order_by(gezien, Machtiging.id)
        .limit(PER_UUR)
    )
    for number in list(db.session.scalars(query)):
        _volg(number, nu)


def _loop_aangevraagde_na(row: Machtiging, nu: datetime) -> None:
    first = eerste_betaling(row.id)
    if first is not None and first.stand is not BetalingStand.BETAALD:
        if not first.loopt:
            _ging_niet_in(row)
        return
    if row.mdt_id is not None or row.vastgelegd_op + BLIJFT_LEEG < nu:
        _volg(row.id, nu)


def _volg(number: int, nu: datetime) -> None:
    try:
        controleer(number, nu)
    except GatewayError:
        return  # Mollie is away: the next round asks again
