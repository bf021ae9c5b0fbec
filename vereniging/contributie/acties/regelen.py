"""Arrangements: pay in parts or later; kept is kept, broken means the ladder goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from vereniging.contributie.mail import regeling_afgesproken
from vereniging.contributie.models import Nota, Regeling, Regelingeinde
from vereniging.contributie.regelingen import lopende_regeling
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import NUL
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf


class NietsOpen(DomainError):
    """What is paid needs no arrangement, nor a waiver."""

    message = _l("Op deze nota staat niets open.")


class RegelingLoopt(DomainError):
    """One arrangement at a time."""

    message = _l("Er loopt al een regeling voor deze nota. Stop die eerst.")


class GeenRegeling(DomainError):
    """Somebody was first, or it ended by itself."""

    message = _l("Er loopt geen regeling voor deze nota.")


@dataclass(frozen=True, kw_only=True)
class Voorwaarden:
    """What the treasurer and the payer agreed on."""

    aantal: int
    eerste_op: date
    uitleg: str = ""


def spreek_af(nota: Nota, voorwaarden: Voorwaarden, nu: datetime, door: int | None) -> Regeling:
    """Record an arrangement over all that is open and tell the payer.

    Raises NietsOpen, RegelingLoopt.
    """
    locked(Nota, id=nota.id)
    if nota.saldo <= NUL or nota.ingetrokken_op is not None:
        raise NietsOpen
    if lopende_regeling(nota.id) is not None:
        raise RegelingLoopt
    regeling = Regeling(
        nota=nota,
        bedrag=nota.saldo,
        aantal=voorwaarden.aantal,
        eerste_op=voorwaarden.eerste_op,
        afgesproken_op=nu,
        door_id=door,
        afspraak=voorwaarden.uitleg,
    )
    db.session.add(regeling)
    db.session.flush()
    db.session.add(regeling_afgesproken(regeling))
    schrijf("regeling.afgesproken", nota=nota.kenmerk, aantal=regeling.aantal, door=door)
    return regeling


def stop_regeling(nota: Nota, nu: datetime) -> None:
    """The treasurer ends it; the reminders go on. Raises GeenRegeling."""
    locked(Nota, id=nota.id)
    regeling = lopende_regeling(nota.id)
    if regeling is None:
        raise GeenRegeling
    regeling.beeindig(Regelingeinde.GESTOPT, nu)
    schrijf("regeling.gestopt", nota=nota.kenmerk)


def controleer_regelingen(nu: datetime) -> int:
    """End what is paid and what was not kept (a week of grace); how many ended."""
    query = select(Regeling.nota_id).where(Regeling.beeindigd_op.is_(None))
    return sum(
        _controleer(number, nu) for number in db.session.scalars(query.order_by(Regeling.id))
    )


def _controleer(nota_id: int, nu: datetime) -> bool:
    nota = locked(Nota, id=nota_id)
    regeling = lopende_regeling(nota_id)
    if nota is None or regeling is None:
        return False
    if nota.saldo <= NUL or nota.ingetrokken_op is not None:
        regeling.beeindig(Regelingeinde.BETAALD, nu)
    elif not regeling.is_nagekomen(nota.saldo, amsterdam_day(nu)):
        regeling.beeindig(Regelingeinde.NIET_NAGEKOMEN, nu)
    else:
        return False
    schrijf("regeling.beeindigd", nota=nota.kenmerk, einde=str(regeling.einde))
    return True
