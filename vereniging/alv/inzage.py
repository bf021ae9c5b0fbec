"""To which meetings somebody was called."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from vereniging.alv.models import Oproeping
from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage

register_inzage(
    Inzagedeel("oproeping", _l("Oproepen voor een ledenvergadering"), Oproeping,
               lambda wie: Oproeping.lid_id == wie.lid_id,
               ("alv.begin", "kanaal", "opgeroepen_op", "komt"), (joinedload(Oproeping.alv),)),
)  # fmt: skip
