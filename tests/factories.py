"""Typed, unsaved things for tests; `**anders` changes any field."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from typing import Any

from vereniging.convenant.models import Contact, Organisatie, Partij, Thema
from vereniging.leden.models import Adres, Huishouden, Lid, Lidmaatschap, LidSoort

_count = itertools.count(1)
BEGIN = date(2024, 1, 1)
TOEN = datetime(2024, 1, 1, 12, tzinfo=UTC)


def een_adres(**anders: Any) -> Adres:
    """A front door in the area."""
    velden = {
        "straat": "Da Costastraat",
        "huisnummer": next(_count),
        "postcode": "2399ZZ",
        "plaats": "Leiden",
        "in_werkgebied": True,
    }
    return Adres(**{**velden, **anders})


def een_lid(soort: LidSoort | None = LidSoort.LID, **anders: Any) -> Lid:
    """A member since 2024; `soort=None` makes somebody without a membership."""
    nummer = next(_count)
    velden: dict[str, Any] = {
        "lidnummer": 1000 + nummer,
        "voornaam": "Kim",
        "achternaam": f"Verbeek{nummer}",
        "email": f"kim{nummer}@example.org",
    }
    if "adres" not in anders:
        velden["adres"] = een_adres()
    if soort is not None and "lidmaatschappen" not in anders:
        velden["lidmaatschappen"] = [Lidmaatschap(soort=soort, begin=BEGIN, ingevoerd_op=TOEN)]
    return Lid(**{**velden, **anders})


def een_huishouden(*leden: Lid, **anders: Any) -> Huishouden:
    """Members at one address who pay one nota."""
    adres = anders.pop("adres", None) or (leden[0].adres if leden else een_adres())
    return Huishouden(adres=adres, leden=list(leden), **anders)


def een_thema(
    code: str = "groen", naam: str = "Groenvoorzieningen", volgorde: int | None = None
) -> Thema:
    """One of the seven themes."""
    return Thema(code=code, naam=naam, volgorde=volgorde or next(_count))


def een_partij(code: str = "gemeente", naam: str = "Gemeente Leiden", **anders: Any) -> Partij:
    """One of the five seats."""
    return Partij(code=code, naam=naam, volgorde=anders.pop("volgorde", next(_count)), **anders)


def een_organisatie(**anders: Any) -> Organisatie:
    """A body in a seat, with somebody who answers."""
    nummer = next(_count)
    velden: dict[str, Any] = {"naam": f"Organisatie {nummer}", "van": BEGIN}
    if "partij" not in anders:
        velden["partij"] = een_partij()
    organisatie = Organisatie(**{**velden, **anders})
    organisatie.contacten.append(
        Contact(
            organisatie=organisatie, naam="Sam Contact", email=f"sam{nummer}@example.org", van=BEGIN
        )
    ) if not organisatie.contacten else None
    return organisatie
