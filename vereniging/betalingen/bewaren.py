"""How long payments and mandates are kept beside the books."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_

from vereniging.betalingen.machtiging import Machtiging, MachtigingStand
from vereniging.betalingen.models import Webhookontvangst
from vereniging.core.i18n import _l
from vereniging.leden.models.lid import GEWIST
from vereniging.taken.bewaren import Bewaring, Wissing, maanden_geleden

WEBHOOKS = timedelta(days=90)  # payments.md section 2
BOEKEN = 7 * 12  # months (AWR 52)
VOORBIJ = (MachtigingStand.INGETROKKEN, MachtigingStand.VERLOPEN, MachtigingStand.ONGELDIG)


def _lang_ongebruikt(nu: datetime) -> ColumnElement[bool]:
    grens = maanden_geleden(nu, BOEKEN)
    ended, used = Machtiging.ingetrokken_op, Machtiging.gebruikt_op
    return and_(
        Machtiging.stand.in_(VOORBIJ),
        Machtiging.naam != GEWIST,
        Machtiging.getekend_op < grens,
        or_(ended.is_(None), ended < grens),
        or_(used.is_(None), used < grens),
    )


REGELS = (
    Bewaring(_l("Wanneer de betaaldienst zich meldde"), _l("90 dagen"), Webhookontvangst,
             lambda nu: Webhookontvangst.tijd < nu - WEBHOOKS),
    Wissing(_l("Wie een machtiging tekende"), _l("7 jaar na het einde of het laatste gebruik"),
            Machtiging, _lang_ongebruikt,
            {"naam": GEWIST, "cst_id": None, "bankkenmerk": ""}),
)  # fmt: skip
