"""Daily work: forget who is no longer signed in."""

from vereniging.core import clock
from vereniging.taken.worker import daily
from vereniging.toegang.acties import ruim_op


@daily("toegang.opruimen")
def opruimen() -> None:
    """Drop the sessions that ended and old requests."""
    ruim_op(clock.now())
