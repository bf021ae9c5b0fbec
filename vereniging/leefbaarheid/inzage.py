"""That somebody was asked for the survey; the answers are nobody's."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from vereniging.core.i18n import _l
from vereniging.leefbaarheid.models import EnqueteLink
from vereniging.logboek.inzage import Inzagedeel, is_adres, register_inzage

register_inzage(
    Inzagedeel("enquete_link", _l("Enquêtes waarvoor wij u vroegen"), EnqueteLink,
               lambda wie: (EnqueteLink.lid_id == wie.lid_id) | is_adres(EnqueteLink.email, wie),
               ("enquete.titel", "email", "is_gebruikt"), (joinedload(EnqueteLink.enquete),)),
)  # fmt: skip
