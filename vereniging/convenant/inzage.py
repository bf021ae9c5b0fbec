"""What somebody said about an article of the covenant."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from vereniging.convenant.models import Artikelreactie
from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, is_adres, register_inzage

register_inzage(
    Inzagedeel("artikelreactie", _l("Uw reacties op het convenant"), Artikelreactie,
               lambda wie: (Artikelreactie.lid_id == wie.lid_id)
               | is_adres(Artikelreactie.email, wie),
               ("artikel.titel", "soort", "tekst", "naam", "naam_tonen", "email", "op", "stand",
                "antwoord"),
               (joinedload(Artikelreactie.artikel),)),
)  # fmt: skip
