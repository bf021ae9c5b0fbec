"""Who may use the ballot pages: members, and who was on the roll of a vote that is still open."""

from __future__ import annotations

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.leden.access import mogelijk_lid
from vereniging.stembus.models import Kiesregister, Stemming, StemmingStand
from vereniging.toegang.doelgroepen import Doelgroep
from vereniging.toegang.models import Rol


class Kiezers(Doelgroep):
    """Leaving after the opening takes no vote away: the roll was frozen (stembus.md section 3)."""

    def _has_role(self) -> bool:
        return super()._has_role() or _op_open_register()


def _op_open_register() -> bool:
    lid = mogelijk_lid()
    if lid is None:
        return False
    query = select(Kiesregister.id).join(Stemming, Stemming.id == Kiesregister.stemming_id)
    query = query.where(Kiesregister.lid_id == lid.id, Stemming.stand == StemmingStand.OPEN)
    return db.session.scalars(query.limit(1)).first() is not None


kiezers = Kiezers("kiezers", frozenset({Rol.LID}))
