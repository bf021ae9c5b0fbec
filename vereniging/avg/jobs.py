"""What is forgotten by itself, every night, and the clock of a breach."""

from __future__ import annotations

from vereniging.avg.acties import voer_uit
from vereniging.avg.acties.lekken import TAAK as DATALEK
from vereniging.avg.acties.lekken import waarschuw
from vereniging.avg.bewaren import REGELS
from vereniging.avg.models import Datalek
from vereniging.avg.wisvragen import uit_te_voeren
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.taken.bewaren import bewaar
from vereniging.taken.worker import daily, job

bewaar("avg.opruimen", *REGELS)


@daily("avg.wisverzoeken")
def wisverzoeken() -> None:
    """Erase who asked it and whose week to change their mind is over."""
    nu = clock.now()
    for verzoek in uit_te_voeren():
        voer_uit(verzoek, nu)


@job(DATALEK)
def datalek(kenmerk: str) -> None:
    """Tell the board that a day is left to report a breach."""
    waarschuw(one_or_404(Datalek, kenmerk=kenmerk), clock.now())
