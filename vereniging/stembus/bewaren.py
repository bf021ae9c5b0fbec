"""How long who could vote is known: as long as a decision can be contested (BW 2:15.5).

What was published stays: it holds counts and codes, no names.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from vereniging.core.i18n import _l
from vereniging.leden.haken import wissloten
from vereniging.stembus.models import (
    Kiesregister,
    Stemming,
    StemmingStand,
    Uitslagbezwaar,
    Volmacht,
)
from vereniging.taken.bewaren import Bewaring, maanden_geleden

AANVECHTBAAR = 15  # months
KLAAR = (StemmingStand.VASTGESTELD, StemmingStand.BETWIST, StemmingStand.VERNIETIGD)


TERMIJN = _l("15 maanden na de sluiting")


def lang_voorbij(nu: datetime) -> ColumnElement[bool]:
    """Votes whose result nobody can contest any more, and that no court case needs."""
    return and_(
        Stemming.stand.in_(KLAAR),
        Stemming.sluit_op < maanden_geleden(nu, AANVECHTBAAR),
        *(~slot for slot in wissloten(Stemming, nu)),
    )


def _van_oude(kolom: Any, nu: datetime) -> ColumnElement[bool]:
    found: ColumnElement[bool] = kolom.in_(select(Stemming.id).where(lang_voorbij(nu)))
    return found


REGELS = (
    Bewaring(_l("Wie er op een kiesregister stond"), TERMIJN, Kiesregister,
             lambda nu: _van_oude(Kiesregister.stemming_id, nu)),
    Bewaring(_l("Wie een volmacht gaf"), TERMIJN, Volmacht,
             lambda nu: _van_oude(Volmacht.stemming_id, nu)),
    Bewaring(_l("Bezwaren tegen een uitslag"), TERMIJN, Uitslagbezwaar,
             lambda nu: _van_oude(Uitslagbezwaar.stemming_id, nu)),
)  # fmt: skip
