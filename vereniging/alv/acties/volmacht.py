"""One volmacht for a whole meeting: on each of its votes that takes one."""

from __future__ import annotations

from datetime import datetime

from vereniging.alv.acties.plannen import alleen
from vereniging.alv.models import Alv, AlvStand
from vereniging.alv.queries import stemmingen
from vereniging.leden.models import Lid
from vereniging.stembus.acties.volmacht import (
    GeenVolmacht,
    geef_volmacht,
    kan_volmacht,
    trek_volmacht_in,
)
from vereniging.stembus.models import Volmacht
from vereniging.stembus.queries import volmachten_van


def geef_volmachten(alv: Alv, gever: Lid, houder: Lid, nu: datetime) -> list[Volmacht]:
    """Let another member vote on every item; all or nothing.

    Raises KanNietMeer, GeenVolmacht and the refusals of `geef_volmacht`.
    """
    alleen(alv).expect(AlvStand.OPGEROEPEN)
    kunnen = [each for each in stemmingen(alv) if kan_volmacht(each, nu)]
    if not kunnen:
        raise GeenVolmacht
    return [geef_volmacht(stemming, gever, houder, nu) for stemming in kunnen]


def trek_volmachten_in(alv: Alv, gever: Lid, nu: datetime) -> int:
    """Vote oneself on every item where the holder did not yet; how many came back.

    Raises KanNietMeer, AlUitgebracht.
    """
    alleen(alv).expect(AlvStand.OPGEROEPEN)
    gegeven = [
        volmacht
        for stemming in stemmingen(alv)
        if kan_volmacht(stemming, nu)
        for volmacht in volmachten_van(stemming)
        if volmacht.gever_id == gever.id
    ]
    for volmacht in gegeven:
        trek_volmacht_in(volmacht, nu)
    return len(gegeven)
