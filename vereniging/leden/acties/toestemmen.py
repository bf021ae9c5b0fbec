"""A member agrees to something, or withdraws it as easily (AVG 7.3)."""

from __future__ import annotations

from datetime import datetime

from vereniging.core.db import db, locked
from vereniging.leden.models import Lid, Toestemming, Toestemmingsdoel
from vereniging.leden.models.toestemming import TekstVeranderd
from vereniging.leden.toestemmingen import geldende, versie
from vereniging.logboek.acties import schrijf


def geef_toestemming(
    lid: Lid, doel: Toestemmingsdoel, nu: datetime, gelezen: int | None = None
) -> bool:
    """From now on this is agreed; False when it was. Raises TekstVeranderd for older words."""
    locked(Lid, id=lid.id)
    if gelezen is not None and gelezen != versie(doel):
        raise TekstVeranderd
    if geldende(lid, doel) is not None:
        return False
    db.session.add(Toestemming(lid=lid, doel=doel, tekstversie=versie(doel), van=nu))
    schrijf("toestemming.gegeven", lid=lid.id, doel=doel.value, versie=versie(doel))
    return True


def trek_toestemming_in(lid: Lid, doel: Toestemmingsdoel, nu: datetime) -> bool:
    """From now on this is no longer agreed; False when it was not."""
    locked(Lid, id=lid.id)
    found = geldende(lid, doel)
    if found is None:
        return False
    found.tot = nu
    schrijf("toestemming.ingetrokken", lid=lid.id, doel=doel.value)
    return True
