"""Looks when the two weeks of the board are over."""

from __future__ import annotations

from vereniging.alv.acties import meld_termijn
from vereniging.alv.models import Alvverzoek
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.taken.worker import job


@job("alv.verzoek")
def kijk_of_is_opgeroepen(nummer: int) -> None:
    """Tell who asked for a meeting that they may call it, if the board did not."""
    meld_termijn(db.session.get_one(Alvverzoek, nummer), clock.now())
