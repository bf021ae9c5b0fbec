"""Forget who reacted to an article; what they said stays."""

from __future__ import annotations

from typing import Any

from sqlalchemy import update

from vereniging.convenant.models import Artikelreactie
from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.leden.models.lid import GEWIST


def vergeet_reacties(lid: Lid, **_rest: Any) -> None:
    """Name and address go from the reactions of this member."""
    own = update(Artikelreactie).where(Artikelreactie.lid_id == lid.id)
    db.session.execute(own.values(naam=GEWIST, naam_tonen=False, email=None))
