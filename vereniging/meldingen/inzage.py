"""What somebody reported, followed, or saw as well."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from vereniging.core.i18n import _l
from vereniging.logboek.inzage import (
    Inzagedeel,
    Wie,
    gezien,
    is_adres,
    register_inzage,
    register_kijkers,
)
from vereniging.meldingen.models import Foto, IkOok, Melding, Volger


def _van(wie: Wie) -> ColumnElement[bool]:
    return (Melding.lid_id == wie.lid_id) | is_adres(Melding.email, wie)


register_kijkers(
    "meldingen", lambda wie: gezien("melding", select(Melding.kenmerk).where(_van(wie)))
)
register_inzage(
    Inzagedeel("melding", _l("Uw meldingen"), Melding, _van,
               ("kenmerk", "straat", "huisnummer", "waar_precies", "tekst", "soort",
                "organisatienaam", "naam", "email", "telefoon", "postadres", "is_doorzendbaar",
                "mag_contact_delen", "ingediend_op", "stand", "tevreden")),
    Inzagedeel("foto", _l("Foto’s bij uw meldingen"), Foto,
               lambda wie: Foto.melding_id.in_(select(Melding.id).where(_van(wie)))
               & Foto.is_van_partij.is_(False),
               ("naam",)),
    Inzagedeel("ik_ook", _l("Meldingen waarbij u meedeed"), IkOok,
               lambda wie: is_adres(IkOok.email, wie), ("melding.kenmerk", "email", "op", "reden"),
               (joinedload(IkOok.melding),)),
    Inzagedeel("melding_volger", _l("Straten en thema’s die u volgt"), Volger,
               lambda wie: is_adres(Volger.email, wie), ("email", "taal")),
)  # fmt: skip
