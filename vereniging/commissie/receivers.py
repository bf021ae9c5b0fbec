"""Hears of promises that go a step up."""

from __future__ import annotations

from datetime import date

from flask import Flask

from vereniging.commissie.acties import begin_opschaling
from vereniging.convenant.haken import register_bewijs
from vereniging.convenant.models import Afspraak
from vereniging.convenant.signals import afspraak_opgeschaald
from vereniging.core import clock


def register(_app: Flask) -> None:
    """Put a promise on the ladder as soon as it goes up; keep that mail to parties was taken."""
    afspraak_opgeschaald.connect(_begin)
    register_bewijs("punt", "punt-nog", "advies_vraag", "advies_uitgebracht")


def _begin(afspraak: Afspraak, *, dag: date) -> None:
    begin_opschaling(afspraak, dag, clock.now())
