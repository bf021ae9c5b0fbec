"""Forget who reported something, when that person asks it; the report itself stays."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, delete, func, or_, select, update

from vereniging.core.db import db
from vereniging.core.links import new_seed
from vereniging.meldingen.bewaren import WIE
from vereniging.meldingen.models import IkOok, Melding, MeldingStand, Volger


def vergeet_melder(lid_id: int | None, email: str | None) -> int:
    """Nobody can be reached about these reports any more; of how many.

    A report that nobody confirmed yet is left alone: it goes by itself within seven days.
    """
    melding_van, ook = _van(Melding.email, email), _van(IkOok.email, email)
    mine = or_(melding_van, Melding.lid_id == lid_id) if lid_id else melding_van
    query = select(Melding).where(mine, Melding.stand != MeldingStand.TE_BEVESTIGEN)
    found = list(db.session.scalars(query))
    for melding in found:
        for naam, waarde in WIE.items():
            setattr(melding, naam, waarde)
        melding.kiem = new_seed()  # the link of the mails works no longer
    db.session.execute(delete(IkOok).where(ook, IkOok.bevestigd_op.is_(None)))
    db.session.execute(update(IkOok).where(ook).values(email=None))
    for volger in db.session.scalars(select(Volger).where(_van(Volger.email, email))):
        db.session.delete(volger)
    db.session.flush()
    return len(found)


def _van(kolom: SQLColumnExpression[Any], email: str | None) -> ColumnElement[bool]:
    return func.lower(kolom) == (email or "").lower()
