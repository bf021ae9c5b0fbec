"""Give, follow and withdraw a mandate; an account number is sent on and never stored."""

from __future__ import annotations

import uuid
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select

from vereniging.betalingen import mail
from vereniging.betalingen.gateway import (
    Gateway,
    GatewayNotFound,
    GatewayRejected,
    Mandate,
)
from vereniging.betalingen.machtiging import (
    TEKSTVERSIE,
    Machtiging,
    Machtigingsgegevens,
    MachtigingStand,
    Machtigingstekst,
)
from vereniging.betalingen.machtigingstekst import tekst_van
from vereniging.betalingen.verbinding import modus, vraag
from vereniging.core.db import db, locked, outside
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.references import next_reference
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import instelling
from vereniging.taken.acties import plan

TAAK = "betalingen.machtiging_weg"


class RekeningGeweigerd(DomainError):
    """Mollie knows this account number, but cannot collect from it."""

    message = _l("Van deze rekening kunnen wij niet afschrijven. Kies een andere rekening.")


def aangeboden() -> bool:
    """Whether the board lets members give a mandate."""
    return bool(instelling("incasso_aan"))


def bruikbare(lid_id: int) -> Machtiging | None:
    """The valid mandate of a member, paused or not."""
    query = select(Machtiging).where(
        Machtiging.lid_id == lid_id,
        Machtiging.modus == modus(),
        Machtiging.stand == MachtigingStand.GELDIG,
    )
    return db.session.scalars(query).one_or_none()


def machtigingen_van(lid_id: int) -> list[Machtiging]:
    """Every mandate of a member, newest first."""
    query = select(Machtiging).where(Machtiging.lid_id == lid_id)
    return list(db.session.scalars(query.order_by(Machtiging.id.desc())))


def begin(lid: Lid, naam: str, nu: datetime) -> int:
    """Sign a mandate that a first payment gives; its number. Without that payment it ends."""
    return bewaar(lid, Machtigingsgegevens(naam=naam, iban="", op=nu), nu)


def klant(number: int) -> str:
    """The customer at Mollie of this mandate, made once: a lost answer gives the same one.

    Raises GatewayError.
    """
    row = db.session.get_one(Machtiging, number)
    if row.cst_id is not None:
        return row.cst_id
    sleutel, verzoek = row.sleutel, _klantverzoek(row.kenmerk)
    with outside():
        customer = vraag(lambda port: port.create_customer(verzoek, sleutel))
    held = locked(Machtiging, id=number)
    assert held is not None  # noqa: S101  mandates are never deleted
    held.cst_id = held.cst_id or customer.id
    db.session.flush()
    return held.cst_id


def _klantverzoek(kenmerk: str) -> dict[str, object]:
    """No name and no address: Mollie knows the account, and that is enough."""
    return {"metadata": {"machtiging": kenmerk}}


def geef(lid: Lid, naam: str, iban: str, nu: datetime) -> Machtiging:
    """Sign a mandate on the site, now. Raises what `leg_vast` raises."""
    return leg_vast(lid, Machtigingsgegevens(naam=naam, iban=iban, op=nu), nu)


def leg_vast(lid: Lid, getekend: Machtigingsgegevens, nu: datetime) -> Machtiging:
    """Record a mandate here and at Mollie; a new one replaces the old.

    Raises RekeningGeweigerd; GatewayError when Mollie is away: then nothing is signed.
    """
    number = bewaar(lid, getekend, nu)
    machtiging = db.session.get_one(Machtiging, number)
    details = {
        "method": "directdebit",
        "consumerName": getekend.naam,
        "consumerAccount": getekend.iban,
        "signatureDate": amsterdam_day(getekend.op).isoformat(),
        "mandateReference": machtiging.kenmerk,
    }
    sleutel, kenmerk = machtiging.sleutel, machtiging.kenmerk
    made: Mandate | None = None
    with outside():
        try:
            made = vraag(lambda port: _maak(port, details, sleutel, kenmerk))
        except GatewayRejected:
            made = None
    row = locked(Machtiging, id=number)
    assert row is not None  # noqa: S101  mandates are never deleted
    if made is None:
        row.stand = MachtigingStand.ONGELDIG
        raise RekeningGeweigerd
    _neem_over(row, made, nu)
    return row


def bewaar(lid: Lid, getekend: Machtigingsgegevens, nu: datetime) -> int:
    """What was signed, in one row with its words, before Mollie is asked."""
    locked(Lid, id=lid.id)
    kenmerk = next_reference("SM", amsterdam_day(nu).year)
    laatste4 = getekend.iban[-4:]
    tekst = tekst_van(lid, getekend.naam, kenmerk=kenmerk, laatste4=laatste4, nu=getekend.op)
    words = Machtigingstekst(
        kenmerk=kenmerk,
        versie=TEKSTVERSIE,
        tekst=tekst,
        sha256=sha256(tekst.encode()).hexdigest(),
    )
    row = Machtiging(
        lid=lid,
        tekst=words,
        modus=modus(),
        kenmerk=kenmerk,
        naam=getekend.naam,
        iban_laatste4=laatste4,
        aankondiging_dagen=int(instelling("incasso_aankondiging_dagen")),
        getekend_op=getekend.op,
        vastgelegd_op=nu,
        weg=getekend.weg,
        bewijs=getekend.bewijs,
        door_id=getekend.door,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def _maak(port: Gateway, details: dict[str, str], sleutel: str, kenmerk: str) -> Mandate:
    """A customer and the mandate; keys make a repeat harmless."""
    customer = port.create_customer(_klantverzoek(kenmerk), sleutel)
    return port.create_mandate(customer.id, details, str(uuid.uuid5(uuid.UUID(sleutel), "mdt")))


def _neem_over(row: Machtiging, made: Mandate, nu: datetime) -> None:
    row.cst_id, row.mdt_id = made.customer_id, made.id
    if made.status == "valid":
        vervang_oude(row, nu)
    row.volg(made.status)
    db.session.flush()
    schrijf(
        "machtiging.gegeven",
        machtiging=row.kenmerk,
        stand=row.stand.value,
        weg=row.weg.value,
        door=row.door_id,
    )
    db.session.add(mail.machtiging(row, "gegeven"))


def trek_in(machtiging: Machtiging, nu: datetime) -> bool:
    """At once here, by job at Mollie; False when it was over already."""
    locked(Machtiging, id=machtiging.id)
    if not _beeindig(machtiging, nu):
        return False
    db.session.add(mail.machtiging(machtiging, "ingetrokken"))
    return True


def _beeindig(machtiging: Machtiging, nu: datetime) -> bool:
    if not machtiging.trek_in(nu):
        return False
    plan_weg(machtiging, nu)
    schrijf("machtiging.ingetrokken", machtiging=machtiging.kenmerk)
    return True


def plan_weg(machtiging: Machtiging, nu: datetime) -> None:
    """Have it withdrawn at Mollie, where it still stands."""
    if machtiging.mdt_id is not None:
        plan(TAAK, f"{TAAK}:{machtiging.kenmerk}", nu, machtiging=machtiging.id)


def haal_weg(number: int) -> None:
    """Withdraw it at Mollie too; gone already is fine. Raises GatewayUnavailable: try again."""
    row = db.session.get_one(Machtiging, number)
    cst_id, mdt_id, sleutel = row.cst_id, row.mdt_id, f"weg-{row.sleutel}"
    if cst_id is None or mdt_id is None:
        return
    with outside():
        try:
            vraag(lambda port: port.revoke_mandate(cst_id, mdt_id, sleutel))
        except GatewayNotFound:
            return


def vervang_oude(row: Machtiging, nu: datetime) -> None:
    """One valid mandate for each member: a new account ends the old permission."""
    for old in machtigingen_van(row.lid_id):
        if old.id != row.id:
            _beeindig(old, nu)
    db.session.flush()
