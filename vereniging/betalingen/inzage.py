"""What is kept of a person's mandate; their notas and payments: contributie."""

from __future__ import annotations

from vereniging.betalingen.machtiging import Machtiging
from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage

register_inzage(
    Inzagedeel("machtiging", _l("Uw machtigingen"), Machtiging,
               lambda wie: Machtiging.lid_id == wie.lid_id,
               ("kenmerk", "bankkenmerk", "naam", "iban_laatste4", "getekend_op", "stand",
                "gebruikt_op", "ingetrokken_op")),
)  # fmt: skip
