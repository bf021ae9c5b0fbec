"""Reads of the themes and the five seats."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.convenant.models import (
    Contact,
    Partij,
    Thema,
)
from vereniging.core.db import db, one_or_404
from vereniging.core.i18n import _


def themas() -> list[Thema]:
    """The seven themes in the covenant's order."""
    return list(db.session.scalars(select(Thema).order_by(Thema.volgorde)))


def thema_met(code: str) -> Thema:
    """The theme with this code; 404 when there is none."""
    return one_or_404(Thema, code=code)


def partijen() -> list[Partij]:
    """The five seats in the covenant's order."""
    return list(db.session.scalars(select(Partij).order_by(Partij.volgorde)))


def partijen_met_organisaties() -> list[Partij]:
    """The five seats, each with the organisations that fill it."""
    query = select(Partij).options(joinedload(Partij.organisaties)).order_by(Partij.volgorde)
    return list(db.session.scalars(query).unique())


def opsomming(namen: list[str]) -> str:
    """`a, b en c`."""
    if len(namen) < 2:
        return "".join(namen)
    return str(_("%(eerste)s en %(laatste)s", eerste=", ".join(namen[:-1]), laatste=namen[-1]))


def contacten(partij: Partij, dag: date) -> list[Contact]:
    """Who answers for each organisation that fills this seat on this day."""
    found = [o.contact_op(dag) for o in partij.organisaties if o.is_actief(dag)]
    return [contact for contact in found if contact is not None]
