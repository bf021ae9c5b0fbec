"""Hears what became of the votes of a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask

from vereniging.alv.acties import leg_besluit_vast
from vereniging.alv.queries import punt_met
from vereniging.stembus.models import Stemming, Uitslag
from vereniging.stembus.signals import stemming_betwist, stemming_vastgesteld


def register(app: Flask) -> None:
    """Subscribe to the declaration of a result, and to a vote that is held again."""
    del app
    stemming_vastgesteld.connect(_vastgesteld)
    stemming_betwist.connect(_betwist)


def _vastgesteld(
    _sender: Any, *, stemming: Stemming, uitslag: Uitslag | None, nu: datetime, **_rest: Any
) -> None:
    leg_besluit_vast(stemming, uitslag, nu)


def _betwist(_sender: Any, *, stemming: Stemming, nieuw: Stemming, **_rest: Any) -> None:
    punt = punt_met(stemming)
    if punt is not None:
        punt.stemming = nieuw
