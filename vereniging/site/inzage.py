"""That somebody has a calendar address; the address itself stays secret."""

from __future__ import annotations

from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage
from vereniging.site.models import Agendalink

register_inzage(
    Inzagedeel("agendalink", _l("Uw eigen agenda-adres"), Agendalink,
               lambda wie: Agendalink.lid_id == wie.lid_id, ("gemaakt_op",)),
)  # fmt: skip
