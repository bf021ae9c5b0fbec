"""Hears of promises that go a step up."""

from __future__ import annotations

from datetime import date

from flask import Flask

from vereniging.commissie.acties import begin_opschaling
from vereniging.convenant.models import Afspraak
from vereniging.convenant.signals import afspraak_opgeschaald
from vereniging.core import clock


def register(_app: Flask) -> None:
    """Put a promise on the ladder as soon as it goes up."""
    afspraak_opgeschaald.connect(_begin)


def _begin(afspraak: Afspraak, *, dag: date) -> None:
    begin_opschaling(afspraak, dag, clock.now())
