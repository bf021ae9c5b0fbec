"""Whose membership ends is collected from no longer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask

from vereniging.betalingen.machtigen import machtigingen_van, trek_in
from vereniging.leden import signals
from vereniging.leden.models import Lid


def register(app: Flask) -> None:
    """Hear of the end of a membership."""
    del app
    signals.lidmaatschap_beeindigd.connect(_beeindigd)


def _beeindigd(lid: Lid, nu: datetime, **_rest: Any) -> None:
    for machtiging in machtigingen_van(lid.id):
        trek_in(machtiging, nu)
