"""What happens by itself: requests to pay and reminders leave in small groups."""

from __future__ import annotations

from vereniging.contributie import brieven
from vereniging.contributie.acties import (
    herinneren,
    incasso,
    incasso_sturen,
    regelen,
    verstuur_verzoeken,
)
from vereniging.contributie.bewaren import REGELS
from vereniging.core import clock
from vereniging.statuten.queries import instelling
from vereniging.taken.bewaren import bewaar
from vereniging.taken.worker import daily, hourly, job

bewaar("contributie.bewaren", *REGELS)


@job("contributie.verzoeken")
def verzoeken(jaar: int) -> None:
    """Write the next requests of this year."""
    verstuur_verzoeken(jaar, clock.now())


@job(herinneren.TAAK)
def herinneringen(notas: list[int], door: int | None) -> None:
    """Write the next reminders that were confirmed."""
    herinneren.herinner(notas, clock.now(), door)


@daily("contributie.achterstand")
def achterstand() -> None:
    """Put before the board what stayed open, and remind by itself if the board wants that."""
    nu = clock.now()
    regelen.controleer_regelingen(nu)
    brieven.ruim_op(nu)
    herinneren.leg_voor_aan_bestuur(nu)
    if instelling("herinneringen_automatisch"):
        herinneren.herinner_vanzelf(nu)


@job(incasso.AANKONDIGEN)
def kondig_aan(run: int) -> None:
    """Tell the next payers what will be collected."""
    incasso.kondig_aan(run, clock.now())


@job(incasso_sturen.INDIENEN)
def dien_in(regel: int) -> None:
    """Send one collection to Mollie."""
    incasso_sturen.dien_in(regel, clock.now())


@hourly("contributie.incasso")
def incassos() -> None:
    """Start the runs whose day came."""
    incasso_sturen.loop_na(clock.now())
