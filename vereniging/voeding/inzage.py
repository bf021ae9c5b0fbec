"""What a member gave to the delegates."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage
from vereniging.voeding.models import Steun, Voeding

register_inzage(
    Inzagedeel("voeding", _l("Uw inbreng"), Voeding, lambda wie: Voeding.lid_id == wie.lid_id,
               ("kenmerk", "thema.naam", "soort", "tekst", "naam_zichtbaar", "ingediend_op",
                "stand", "reden", "antwoord"),
               (joinedload(Voeding.thema),)),
    Inzagedeel("steun", _l("Inbreng die u steunt"), Steun, lambda wie: Steun.lid_id == wie.lid_id,
               ("voeding.kenmerk", "op"), (joinedload(Steun.voeding),)),
)  # fmt: skip
