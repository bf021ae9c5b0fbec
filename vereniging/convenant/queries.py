"""Reads of themes and parties."""

from __future__ import annotations

from sqlalchemy import select

from vereniging.convenant.models import Partij, Thema
from vereniging.core.db import db, one_or_404


def themas() -> list[Thema]:
    """The seven themes in the covenant's order."""
    return list(db.session.scalars(select(Thema).order_by(Thema.volgorde)))


def thema_met(code: str) -> Thema:
    """The theme with this code; 404 when there is none."""
    return one_or_404(Thema, code=code)


def partijen() -> list[Partij]:
    """The five seats in the covenant's order."""
    return list(db.session.scalars(select(Partij).order_by(Partij.volgorde)))
