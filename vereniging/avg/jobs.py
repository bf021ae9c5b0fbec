"""What is forgotten by itself, every night."""

from __future__ import annotations

from vereniging.avg.acties import voer_uit
from vereniging.avg.bewaren import REGELS
from vereniging.avg.wisvragen import uit_te_voeren
from vereniging.core import clock
from vereniging.taken.bewaren import bewaar
from vereniging.taken.worker import daily

bewaar("avg.opruimen", *REGELS)


@daily("avg.wisverzoeken")
def wisverzoeken() -> None:
    """Erase who asked it and whose week to change their mind is over."""
    nu = clock.now()
    for verzoek in uit_te_voeren():
        voer_uit(verzoek, nu)
