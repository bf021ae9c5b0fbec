"""That somebody took a file is kept as well, so it is shown."""

from __future__ import annotations

from vereniging.avg.models import Inzageverzoek
from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage

register_inzage(
    Inzagedeel("inzageverzoek", _l("Wanneer u uw gegevens ophaalde"), Inzageverzoek,
               lambda wie: Inzageverzoek.account_id == wie.account_id, ("op", "vorm"),
               achteraan=True),
)  # fmt: skip
