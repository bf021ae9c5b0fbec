"""Where the places of the list are, as the board fills it in."""

from __future__ import annotations

from vereniging.core.db import db
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.kaart import Plaats
from vereniging.meldingen.models import Plek
from vereniging.meldingen.queries import plekken


def zet_plekken(plaatsen: list[Plaats]) -> int:
    """Give places of the list their position, and add new ones; how many were written."""
    bekend = {plek.naam: plek for plek in plekken()}
    for plaats in plaatsen:
        plek = bekend.get(plaats.naam)
        if plek is None:
            plek = bekend[plaats.naam] = Plek(naam=plaats.naam)
            db.session.add(plek)
        plek.lat, plek.lon = plaats.lat, plaats.lon
    schrijf("plekken.gezet", aantal=len(plaatsen))
    return len(plaatsen)
