"""Reminds the delegates every day of what members wait for."""

from __future__ import annotations

from vereniging.core import clock
from vereniging.mandaten.acties import herinner
from vereniging.taken.worker import daily


@daily("mandaten.herinner")
def herinner_afgevaardigden() -> None:
    """Three, six and eight days after the meeting."""
    herinner(clock.now())
