"""What somebody asked us about their own data is kept as well, so it is shown."""

from __future__ import annotations

from vereniging.avg.models import Inzageverzoek, Wisverzoek
from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage

register_inzage(
    Inzagedeel("wisverzoek", _l("Uw verzoeken om te wissen"), Wisverzoek,
               lambda wie: (Wisverzoek.lid_id == wie.lid_id)
               | (Wisverzoek.account_id == wie.account_id),
               ("kenmerk", "ingediend_op", "toelichting", "stand", "reden")),
    Inzagedeel("inzageverzoek", _l("Wanneer u uw gegevens ophaalde"), Inzageverzoek,
               lambda wie: Inzageverzoek.account_id == wie.account_id, ("op", "vorm"),
               achteraan=True),
)  # fmt: skip
