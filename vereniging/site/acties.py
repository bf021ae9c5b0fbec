"""Give a member an own calendar address, another one, or none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from vereniging.core.db import db, locked
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.site.agenda import agendalink_van
from vereniging.site.models import Agendalink


def maak_agendalink(lid: Lid, nu: datetime) -> Agendalink:
    """The member's calendar address; when there was one, that stops working."""
    locked(Lid, id=lid.id)
    found = agendalink_van(lid)
    if found is None:
        found = Agendalink(lid=lid, gemaakt_op=nu)
        db.session.add(found)
    else:
        found.vernieuw(nu)
    schrijf("agendalink.gemaakt", lidnummer=lid.lidnummer)
    return found


def stop_agendalink(lid: Lid) -> None:
    """The address stops working."""
    db.session.execute(delete(Agendalink).where(Agendalink.lid_id == lid.id))
    schrijf("agendalink.gestopt", lidnummer=lid.lidnummer)
