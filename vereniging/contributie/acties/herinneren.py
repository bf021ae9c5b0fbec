"""Reminders: the treasurer confirms a list, a job sends it, each step once (payments.md 7)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.contributie.achterstand import aan_de_beurt, beurt, kandidaat_ids
from vereniging.contributie.acties.notas import VoorbeeldVerouderd
from vereniging.contributie.mail import herinnering
from vereniging.contributie.models import Betaalherinnering, Herinnerkanaal, Nota
from vereniging.contributie.models.herinnering import BESTUURSLIJST
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.logboek.acties import schrijf
from vereniging.taken.acties import plan
from vereniging.taken.models import Taak

PER_KEER = 50
TAAK = "contributie.herinneringen"


class NiemandTeHerinneren(DomainError):
    """An empty list is not sent."""

    message = _l("Er is nu niemand die een herinnering hoort te krijgen.")


class PauzeVoorbij(DomainError):
    """A pause is about days to come."""

    message = _l("Kies een dag die nog komt.")


def verstuur_herinneringen(gezien: str, nu: datetime, door: int | None) -> int:
    """Send what the treasurer saw; how many reminders leave.

    Raises NiemandTeHerinneren, VoorbeeldVerouderd when the list is not the one shown.
    """
    next_ = beurt(nu)
    if not next_.aantal:
        raise NiemandTeHerinneren
    if next_.vingerafdruk != gezien:
        raise VoorbeeldVerouderd
    _plan(kandidaat_ids(nu), nu, door)
    schrijf("herinneringen.gepland", aantal=next_.aantal, door=door)
    return next_.aantal


def _plan(notas: list[int], nu: datetime, door: int | None) -> None:
    sleutel = f"{TAAK}:{nu.isoformat()}:{notas[0]}"
    plan(TAAK, sleutel, nu, notas=notas, door=door)


def herinner(notas: list[int], nu: datetime, door: int | None) -> int:
    """Remind the next fifty, each looked at again under its lock; how many were reminded."""
    count = sum(_herinner_een(number, nu, door) for number in notas[:PER_KEER])
    if rest := notas[PER_KEER:]:
        _plan(rest, nu, door)
    return count


def _herinner_een(number: int, nu: datetime, door: int | None) -> bool:
    locked(Nota, id=number)
    found = db.session.execute(aan_de_beurt(nu).where(Nota.id == number)).one_or_none()
    if found is None or found[1] >= BESTUURSLIJST:
        return False
    nota, trede = found
    kanaal = Herinnerkanaal.MAIL if nota.email else Herinnerkanaal.BRIEF
    db.session.add(
        Betaalherinnering(nota=nota, trede=trede, kanaal=kanaal, verstuurd_op=nu, door_id=door)
    )
    db.session.add(herinnering(nota, trede))
    schrijf("nota.herinnerd", nota=nota.kenmerk, trede=trede)
    return True


def leg_voor_aan_bestuur(nu: datetime) -> int:
    """Put on the board's list whoever did not pay after every reminder; how many are new."""
    query = aan_de_beurt(nu).options(joinedload(Nota.betaler))
    rows = [row[0].id for row in db.session.execute(query) if row[1] == BESTUURSLIJST]
    return sum(_op_de_lijst(number, nu) for number in rows)


def _op_de_lijst(number: int, nu: datetime) -> bool:
    locked(Nota, id=number)
    found = db.session.execute(aan_de_beurt(nu).where(Nota.id == number)).one_or_none()
    if found is None or found[1] != BESTUURSLIJST:
        return False
    lijst = Herinnerkanaal.LIJST
    db.session.add(Betaalherinnering(nota=found[0], trede=found[1], kanaal=lijst, verstuurd_op=nu))
    schrijf("nota.op_bestuurslijst", nota=found[0].kenmerk)
    return True


def herinner_vanzelf(nu: datetime) -> int:
    """What the setting allows without a press of a button; how many leave."""
    rows = kandidaat_ids(nu)
    if rows:
        _plan(rows, nu, None)
    return len(rows)


def nog_onderweg() -> int:
    """How many reminders were confirmed and are still being written."""
    query = select(Taak.gegevens).where(
        Taak.soort == TAAK, Taak.gedaan_op.is_(None), Taak.mislukt_op.is_(None)
    )
    return sum(len(gegevens["notas"]) for gegevens in db.session.scalars(query))


def pauzeer(nota: Nota, tot: date, reden: str, dag: date) -> None:
    """Leave this nota in peace up to and including a day. Raises PauzeVoorbij."""
    if tot < dag:
        raise PauzeVoorbij
    locked(Nota, id=nota.id)
    nota.pauzeer(tot, reden)
    schrijf("nota.gepauzeerd", nota=nota.kenmerk, tot=tot.isoformat())


def hervat(nota: Nota) -> None:
    """The ladder goes on where it was."""
    locked(Nota, id=nota.id)
    nota.hervat()
    schrijf("nota.hervat", nota=nota.kenmerk)
