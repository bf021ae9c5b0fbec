"""Pay a nota with iDEAL and give a mandate by it (sequenceType first, payments.md section 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vereniging.betalingen.acties import naar_mollie
from vereniging.betalingen.haken import boeker
from vereniging.betalingen.machtigen import begin
from vereniging.betalingen.machtiging import Machtiging, MachtigingStand
from vereniging.betalingen.models import Betaling, BetalingSoort, BetalingStand
from vereniging.betalingen.queries import levende
from vereniging.betalingen.verbinding import modus
from vereniging.betalingen.wens import Wens
from vereniging.core.db import db, locked
from vereniging.leden.models import Lid

WACHT = frozenset({BetalingStand.AANMAKEN, BetalingStand.OPEN})


@dataclass(frozen=True, kw_only=True)
class Machtigingsgever:
    """Who gives the mandate, and the name of the account."""

    lid: Lid
    naam: str


def betaal_met_machtiging(nota_id: int, wie: Machtigingsgever, nu: datetime) -> str:
    """The address at Mollie where this member pays the nota and signs; twice gives the same one.

    Raises NotaAlBetaald, NotaIngetrokken, BetalingLoopt; GatewayError when Mollie is away.
    """
    return naar_mollie(
        lambda: Wens(nota_id=nota_id, machtiging_id=_wachtende(nota_id, wie, nu)), nu
    )


def _wachtende(nota_id: int, wie: Machtigingsgever, nu: datetime) -> int:
    """The mandate that waits for this very payment, or a new one."""
    locked(Lid, id=wie.lid.id)
    vraagt = boeker().met_id(nota_id).vraagt
    betaling = levende(nota_id)
    if betaling is not None and _past(betaling, wie) and betaling.bedrag == vraagt:
        return int(betaling.machtiging_id or 0)
    return begin(wie.lid, wie.naam, nu)


def _past(betaling: Betaling, wie: Machtigingsgever) -> bool:
    """Whether this person signed here before, and did not take it back."""
    if betaling.soort is not BetalingSoort.EERSTE or betaling.modus != modus():
        return False
    row = db.session.get_one(Machtiging, betaling.machtiging_id)
    signed = (row.lid_id, row.naam, row.stand) == (
        wie.lid.id,
        wie.naam,
        MachtigingStand.AANGEVRAAGD,
    )
    return signed and betaling.stand in WACHT
