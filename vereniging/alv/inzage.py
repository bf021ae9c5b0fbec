"""To which meetings somebody was called, and how they want to be called."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from vereniging.alv.models import Oproeping, Oproeptoestemming
from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage

register_inzage(
    Inzagedeel("oproeping", _l("Oproepen voor een ledenvergadering"), Oproeping,
               lambda wie: Oproeping.lid_id == wie.lid_id,
               ("alv.begin", "kanaal", "opgeroepen_op", "komt"), (joinedload(Oproeping.alv),)),
    Inzagedeel("oproeptoestemming", _l("Toestemming voor oproepen per e-mail"),
               Oproeptoestemming, lambda wie: Oproeptoestemming.lid_id == wie.lid_id,
               ("van", "tot")),
)  # fmt: skip
