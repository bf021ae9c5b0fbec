"""Begin to hand an office over, and say of each thing that it was given and received."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from vereniging.bestuur.models import Overdracht, Overdrachtpunt
from vereniging.bestuur.overdragen import punten_van
from vereniging.core.db import db, locked
from vereniging.leden.models import Functie
from vereniging.logboek.acties import schrijf


def begin_overdracht(functie: Functie, nu: datetime) -> Overdracht:
    """The list of what goes over with this office; the same one when it was begun before."""
    locked(Functie, id=functie.id)
    found = db.session.scalars(select(Overdracht).filter_by(functie_id=functie.id)).one_or_none()
    if found is not None:
        return found
    punten = [Overdrachtpunt(code=code) for code in punten_van(functie.soort)]
    made = Overdracht(functie=functie, begonnen_op=nu, punten=punten)
    db.session.add(made)
    db.session.flush()
    schrijf("overdracht.begonnen", overdracht=made.id, functie=functie.soort.value)
    return made


def geef_punt(punt: Overdrachtpunt, door_id: int, nu: datetime) -> None:
    """Who leaves gave it."""
    locked(Overdrachtpunt, id=punt.id)
    if punt.geef(door_id, nu):
        schrijf("overdracht.gegeven", overdracht=punt.overdracht_id, punt=punt.code, door=door_id)


def ontvang_punt(punt: Overdrachtpunt, door_id: int, nu: datetime) -> None:
    """Who comes received it. Raises NogNietGegeven, EenAnder."""
    locked(Overdrachtpunt, id=punt.id)
    if punt.ontvang(door_id, nu):
        schrijf("overdracht.ontvangen", overdracht=punt.overdracht_id, punt=punt.code, door=door_id)
