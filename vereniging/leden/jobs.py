"""What happens by itself: memberships that end, and applications nobody confirmed."""

from __future__ import annotations

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.leden.acties import ruim_onbevestigd_op, voer_opzegging_uit
from vereniging.leden.models import Opzegging
from vereniging.leden.queries import opzeggingen_over
from vereniging.taken.worker import daily


@daily("leden.opzeggingen")
def opzeggingen() -> None:
    """Carry out every notice whose last day is over."""
    nu = clock.now()
    for number in opzeggingen_over(clock.today()):
        voer_opzegging_uit(db.session.get_one(Opzegging, number), nu)


@daily("leden.opruimen")
def opruimen() -> None:
    """Forget what was not confirmed in time."""
    ruim_onbevestigd_op(clock.now())
