"""What a member said about a position."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage
from vereniging.standpunten.models import Argument, Herkenning

register_inzage(
    Inzagedeel("argument", _l("Uw argumenten"), Argument, lambda wie: Argument.lid_id == wie.lid_id,
               ("richting", "tekst", "op")),
    Inzagedeel("herkenning", _l("Wat u van argumenten vond"), Herkenning,
               lambda wie: Herkenning.lid_id == wie.lid_id, ("argument.tekst", "herkent"),
               (joinedload(Herkenning.argument),)),
)  # fmt: skip
