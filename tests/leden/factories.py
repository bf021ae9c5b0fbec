"""Applications and notices for tests; `**anders` changes any field."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

from vereniging.core.db import db
from vereniging.leden import acties
from vereniging.leden.acties import Adresgegevens, Gegevens
from vereniging.leden.models import Aanmelding
from vereniging.post.models import Mail

NU = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
GEBIED = [{"postcode": "2399ZZ", "van": 1, "tot": 99, "straat": "Potgieterlaan"}]
_count = itertools.count(1)


def gegevens(**anders: Any) -> Gegevens:
    """What somebody in the area fills in."""
    nummer = next(_count)
    deur: dict[str, Any] = {
        "straat": "Potgieterlaan",
        "huisnummer": nummer,
        "postcode": "2399ZZ",
        "plaats": "Leiden",
        "in_werkgebied": True,
    }
    velden: dict[str, Any] = {
        "voornaam": "Hildebrand",
        "achternaam": f"Voorbeeld{nummer}",
        "adres": Adresgegevens(**{**deur, **anders.pop("deur", {})}),
        "akkoord": "statuten 1; privacy 1",
        "email": f"hildebrand{nummer}@example.org",
    }
    return Gegevens(**{**velden, **anders})


def een_aanmelding(**anders: Any) -> Aanmelding:
    """An application that waits for its confirmation."""
    return acties.indienen(gegevens(**anders), NU)


def een_bevestigde_aanmelding(**anders: Any) -> Aanmelding:
    """An application that the board decides on."""
    aanmelding = een_aanmelding(**anders)
    acties.bevestigen(aanmelding, NU)
    return aanmelding


def post(soort: str) -> list[Mail]:
    """The outbox rows whose sleutel begins like this."""
    db.session.flush()
    return [mail for mail in db.session.query(Mail) if mail.sleutel.startswith(soort)]
