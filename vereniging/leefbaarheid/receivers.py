"""Forgets the address to which somebody got a survey."""

from __future__ import annotations

from typing import Any

from flask import Flask
from sqlalchemy import update

from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.leden.signals import lid_gewist
from vereniging.leefbaarheid.models import EnqueteLink


def register(app: Flask) -> None:
    """Hear that somebody is erased."""
    del app
    lid_gewist.connect(_vergeet)


def _vergeet(lid: Lid, **_rest: Any) -> None:
    db.session.execute(update(EnqueteLink).where(EnqueteLink.lid_id == lid.id).values(email=None))
