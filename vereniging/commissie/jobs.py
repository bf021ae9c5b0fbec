"""What the worker does for the commission: fix agendas, remind parties, make dossiers."""

from __future__ import annotations

from vereniging.commissie.acties import (
    Dossierwens,
    bevries_agendas,
    herinner_afwezigen,
    herinner_bemiddelaar,
    maak_dossier,
    ruim_dossiers_op,
)
from vereniging.commissie.acties.bundelen import TAAK
from vereniging.commissie.models import Dossierniveau
from vereniging.commissie.queries import opschaling_van
from vereniging.core import clock
from vereniging.taken.worker import daily, job


@job(TAAK)
def dossier(kenmerk: str, niveau: str, reden: str, account: int | None) -> None:
    """Make the dossier that an officer asked for."""
    opschaling = opschaling_van(kenmerk)
    if opschaling is not None:
        maak_dossier(opschaling, Dossierwens(Dossierniveau(niveau), reden, account), clock.now())


@daily("commissie.dossiers")
def dossiers() -> None:
    """Let go of dossiers that are a week old."""
    ruim_dossiers_op(clock.now())


@daily("commissie.agendas")
def agendas() -> None:
    """Fix the made parts of the agendas whose papers go out today."""
    bevries_agendas(clock.now())


@daily("commissie.herinner")
def herinner() -> None:
    """Remind parties that were not there, and officers of a mediator to be found."""
    nu = clock.now()
    herinner_afwezigen(nu)
    herinner_bemiddelaar(nu)
