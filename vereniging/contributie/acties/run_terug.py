"""Undo a whole run of notas while nobody noticed it: a counter-row each, and nobody is covered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, func, insert, or_, select, update

from vereniging.betalingen.models import Betaling
from vereniging.contributie.models import (
    Bron,
    Contributiejaar,
    Contributierun,
    Dekking,
    Grootboekregel,
    JaarStand,
    Nota,
    Regelsoort,
)
from vereniging.contributie.models.jaar import JaarGesloten
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.money import NUL
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf


class RunIsOnderweg(DomainError):
    """What was asked or paid is not undone behind somebody's back."""

    message = _l(
        "Van deze nota’s zijn er al %(aantal)s verstuurd, betaald of veranderd. "
        "Terugdraaien kan dan niet meer."
    )


def al_onderweg(run: Contributierun) -> int:
    """How many notas of a run were sent, paid, tried to pay or changed; only none may be undone."""
    booked = (
        select(func.count())
        .where(Grootboekregel.nota_id == Nota.id)
        .correlate(Nota)
        .scalar_subquery()
    )
    query = select(func.count()).where(
        Nota.run_id == run.id,
        or_(
            Nota.verzocht_op.is_not(None),
            Nota.ingetrokken_op.is_not(None),
            booked != 1,
            exists().where(Betaling.nota_id == Nota.id),
        ),
    )
    return db.session.scalar(query) or 0


def draai_run_terug(nummer: int, reden: str, nu: datetime, door: int | None) -> int:
    """Take back every nota of a run; how many. The next run may charge everyone again.

    Raises KanNietMeer, JaarGesloten, RunIsOnderweg.
    """
    jaar = db.session.get_one(Contributierun, nummer).jaar
    fixed = locked(Contributiejaar, jaar=jaar)
    run = locked(Contributierun, id=nummer)
    if fixed is None or run is None:
        message = "years and runs are never deleted"
        raise LookupError(message)
    if fixed.stand is JaarStand.GESLOTEN:
        raise JaarGesloten(jaar=jaar)
    run.draai_terug(nu, door, reden)
    held = select(Nota).where(Nota.run_id == nummer).order_by(Nota.id).with_for_update()
    notas = list(db.session.scalars(held.execution_options(populate_existing=True)))
    busy = al_onderweg(run)
    if busy:
        raise RunIsOnderweg(aantal=busy)
    _boek_tegen(notas, run)
    _ontdek(run)
    schrijf("nota.run_teruggedraaid", jaar=jaar, run=nummer, aantal=len(notas), door=door)
    return len(notas)


def _boek_tegen(notas: list[Nota], run: Contributierun) -> None:
    """The opposite of each first row; the notas stay, withdrawn."""
    nu = run.terug_op
    assert nu is not None  # noqa: S101  the run was just undone
    rows = [
        {
            "nota_id": nota.id,
            "soort": Regelsoort.NOTA,
            "bedrag": -nota.bedrag,
            "valutadatum": amsterdam_day(nu),
            "geboekt_op": nu,
            "bron": Bron.NOTA,
            "bron_id": nota.kenmerk,
            "volgnr": 2,
            "door_id": run.terug_door_id,
            "uitleg": "De run is teruggedraaid.",
        }
        for nota in notas
    ]
    db.session.execute(insert(Grootboekregel), rows)
    db.session.execute(
        update(Nota)
        .where(Nota.run_id == run.id)
        .values(ingetrokken_op=nu, reden=run.terug_reden[:255], saldo=NUL)
    )


def _ontdek(run: Contributierun) -> None:
    """Who was covered by these notas may be charged again; and who owed nothing, if all is undone.

    A later run finds out again who owes nothing.
    """
    made = select(Nota.id).where(Nota.run_id == run.id)
    db.session.execute(delete(Dekking).where(Dekking.nota_id.in_(made)))
    others = select(Contributierun.id).where(
        Contributierun.jaar == run.jaar, Contributierun.terug_op.is_(None)
    )
    if db.session.scalars(others.limit(1)).one_or_none() is None:
        free = Dekking.jaar == run.jaar, Dekking.nota_id.is_(None)
        db.session.execute(delete(Dekking).where(*free))
