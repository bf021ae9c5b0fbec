"""Collect, before the day: make a run, a second person approves, everyone is told."""

from __future__ import annotations

from datetime import date, datetime

from vereniging.betalingen.machtigen import aangeboden
from vereniging.betalingen.machtiging import Machtiging
from vereniging.contributie.acties.notas import VoorbeeldVerouderd
from vereniging.contributie.incassokeuze import keuze, vooraf, vroegste_dag
from vereniging.contributie.mail import incasso_aangekondigd, incasso_mislukt
from vereniging.contributie.models import (
    Incassoregel,
    Incassorun,
    Incassouitkomst,
    RunStand,
)
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.taken.acties import plan

AANKONDIGEN = "contributie.incasso_aankondigen"
PER_KEER = 50


class IncassoStaatUit(DomainError):
    """The board did not switch it on."""

    message = _l("Incasso staat uit. Het bestuur zet dit aan bij Instellingen.")


class NiemandTeIncasseren(DomainError):
    """An empty run collects nothing."""

    message = _l("Er is nu niets om af te schrijven.")


def stel_op(dag: date, gezien: str, nu: datetime, door: int) -> Incassorun:
    """Fix who and how much; nothing happens before a second person agrees.

    `gezien` is the `afdruk` of the list that was looked at.

    Raises IncassoStaatUit, NiemandTeIncasseren, VoorbeeldVerouderd, GeenBankdag, TeKortVantevoren.
    """
    if not aangeboden():
        raise IncassoStaatUit
    Incassorun.controleer_dag(dag, vroegste_dag(amsterdam_day(nu)))
    gekozen = keuze(nu)
    if not gekozen.gekozen:
        raise NiemandTeIncasseren
    if gekozen.afdruk != gezien:
        raise VoorbeeldVerouderd
    run = Incassorun(incassodatum=dag, opgesteld_op=nu, opgesteld_door_id=door)
    run.regels = [
        Incassoregel(nota=nota, machtiging=machtiging, bedrag=nota.saldo)
        for nota, machtiging in gekozen.gekozen
    ]
    db.session.add(run)
    db.session.flush()
    schrijf("incasso.opgesteld", run=run.id, aantal=len(run.regels), totaal=gekozen.totaal.centen)
    return run


def run_op_slot(number: int) -> Incassorun:
    """The run, held until the end of the unit."""
    run = locked(Incassorun, id=number)
    if run is None:
        message = "runs are never deleted"
        raise LookupError(message)
    return run


def keur_goed(number: int, door: int, nu: datetime) -> None:
    """A second person agrees; then everyone is told.

    Raises KanNietMeer, EenAnder, IncassoStaatUit, TeKortVantevoren when it lay too long.
    """
    run = run_op_slot(number)
    if not aangeboden():
        raise IncassoStaatUit
    run.keur_goed(door, nu)
    run.controleer_dag(run.incassodatum, amsterdam_day(nu) + vooraf())
    plan(AANKONDIGEN, f"{AANKONDIGEN}:{run.id}", nu, run=run.id)
    schrijf("incasso.goedgekeurd", run=run.id, door=door)


def trek_in(number: int) -> None:
    """Call it off, until sending began; who was told hears that too. Raises KanNietMeer."""
    run = run_op_slot(number)
    run.trek_in()
    for regel in run.regels:
        if regel.uitkomst is Incassouitkomst.WACHT:
            if regel.aangekondigd_op is not None:
                db.session.add(incasso_mislukt(regel, "ingetrokken"))
            regel.sla_over("ingetrokken")
    schrijf("incasso.ingetrokken", run=run.id)


def kondig_aan(number: int, nu: datetime) -> None:
    """Tell the next fifty; after the last the run waits for its day."""
    run = run_op_slot(number)
    if run.stand is not RunStand.GOEDGEKEURD:
        return
    untold = [r for r in run.regels if r.aangekondigd_op is None]
    for regel in untold[:PER_KEER]:
        regel.aangekondigd_op = nu
        db.session.add(incasso_aangekondigd(regel))
    if len(untold) > PER_KEER:
        plan(AANKONDIGEN, f"{AANKONDIGEN}:{run.id}:{untold[PER_KEER].id}", nu, run=run.id)
        return
    run.stand = RunStand.AANGEKONDIGD
    schrijf("incasso.aangekondigd", run=run.id)


def hervat_machtiging(machtiging: Machtiging) -> None:
    """The treasurer spoke with the member: the next run may use it again."""
    locked(Machtiging, id=machtiging.id)
    machtiging.gepauzeerd_op = None
    schrijf("machtiging.hervat", machtiging=machtiging.kenmerk)
