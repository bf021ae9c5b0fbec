"""A member keeps their own contact details right."""

from __future__ import annotations

from vereniging.core.db import db, locked
from vereniging.leden.acties.aanmelden import Adresgegevens
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf


def wijzig_gegevens(
    lid: Lid, *, telefoon: str | None, taal: str, adres: Adresgegevens | None = None
) -> bool:
    """Change telephone, language and address; False when nothing is new.

    Who moves out leaves the household and stands alone until the board decides.
    """
    locked(Lid, id=lid.id)
    nieuw = {"telefoon": telefoon, "taal": taal}
    changed = [naam for naam, waarde in nieuw.items() if getattr(lid, naam) != waarde]
    for naam in changed:
        setattr(lid, naam, nieuw[naam])
    door = adres.adres() if adres else lid.adres
    if door is not lid.adres:
        lid.adres, lid.huishouden = door, None
        changed.append("adres")
    if changed:
        schrijf("lid.gewijzigd", lidnummer=lid.lidnummer, velden=changed)
        db.session.flush()
    return bool(changed)
