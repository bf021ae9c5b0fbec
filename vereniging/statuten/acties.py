"""Record decisions and settings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import g
from sqlalchemy import select

from vereniging.core.clock import AMSTERDAM, year_of
from vereniging.core.db import db
from vereniging.core.references import next_reference
from vereniging.logboek.acties import schrijf
from vereniging.statuten.models import INSTELLINGEN, Besluit, Instelling, Orgaan


def neem_besluit(
    orgaan: Orgaan, titel: str, tekst: str, nu: datetime, *, is_openbaar: bool = False
) -> Besluit:
    """Write down a decision taken today; it gets the next number of the year."""
    besluit = Besluit(
        kenmerk=next_reference("B", year_of(nu)),
        orgaan=orgaan,
        titel=titel,
        tekst=tekst,
        datum=nu.astimezone(AMSTERDAM).date(),
        is_openbaar=is_openbaar,
        genomen_op=nu,
    )
    db.session.add(besluit)
    schrijf("besluit.genomen", besluit=besluit.kenmerk, orgaan=orgaan.value)
    return besluit


def stel_in(**waarden: Any) -> None:
    """Change settings; KeyError for a name that does not exist."""
    for sleutel, waarde in waarden.items():
        INSTELLINGEN[sleutel]
        row = db.session.scalars(
            select(Instelling).where(Instelling.sleutel == sleutel)
        ).one_or_none()
        if row is None:
            db.session.add(Instelling(sleutel=sleutel, waarde={"is": waarde}))
        else:
            row.waarde = {"is": waarde}
    schrijf("instelling.veranderd", namen=sorted(waarden))
    g.pop("instellingen", None)
