"""To which meetings somebody was called."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from vereniging.alv.models import Alvverzoek, Alvverzoeksteun, Oproeping
from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage

register_inzage(
    Inzagedeel("oproeping", _l("Oproepen voor een ledenvergadering"), Oproeping,
               lambda wie: Oproeping.lid_id == wie.lid_id,
               ("alv.begin", "kanaal", "opgeroepen_op", "komt"), (joinedload(Oproeping.alv),)),
    Inzagedeel("alvverzoek", _l("Ledenvergaderingen waar u om vroeg"), Alvverzoek,
               lambda wie: Alvverzoek.lid_id == wie.lid_id,
               ("onderwerp", "toelichting", "begonnen_op", "stand", "ingediend_op")),
    Inzagedeel("alvverzoeksteun", _l("Verzoeken om een ledenvergadering die u steunt"),
               Alvverzoeksteun, lambda wie: Alvverzoeksteun.lid_id == wie.lid_id,
               ("verzoek.onderwerp", "op"), (joinedload(Alvverzoeksteun.verzoek),)),
)  # fmt: skip
