"""What happens by itself: the requests to pay leave in small groups."""

from __future__ import annotations

from vereniging.contributie.acties import verstuur_verzoeken
from vereniging.core import clock
from vereniging.taken.worker import job


@job("contributie.verzoeken")
def verzoeken(jaar: int) -> None:
    """Write the next requests of this year."""
    verstuur_verzoeken(jaar, clock.now())
