"""Daily work: forget who is no longer signed in."""

from vereniging.core import clock
from vereniging.taken.worker import daily, job
from vereniging.toegang.acties import ruim_op
from vereniging.toegang.herstel import TAAK, voer_uit


@daily("toegang.opruimen")
def opruimen() -> None:
    """Drop the sessions that ended and old requests."""
    ruim_op(clock.now())


@job(TAAK)
def herstel(nummer: int) -> None:
    """A day passed since two agreed: forget the second factors, unless somebody objected."""
    voer_uit(nummer, clock.now())
