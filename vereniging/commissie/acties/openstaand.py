"""Give somebody something to do, and cross off what was done or promised."""

from __future__ import annotations

from datetime import date

from vereniging.commissie.models import Actiepunt, Openstand, Toezegging
from vereniging.core.db import db
from vereniging.logboek.acties import schrijf


def geef_actiepunt(punt: Actiepunt) -> None:
    """Somebody does something before a day; raises KanNietMeer before the meeting."""
    punt.vergadering.expect_verslag()
    db.session.add(punt)
    schrijf(
        "actiepunt.gegeven",
        vergadering=punt.vergadering.slug,
        partij=punt.partij.code,
        gegevens={"wie": punt.wie, "wat": punt.wat},
    )


def rond_openstaande_af(
    wat: Actiepunt | Toezegging, stand: Openstand, afloop: str, dag: date
) -> None:
    """It is done, or not needed any more; raises KanNietMeer or ZonderAfloop."""
    wat.afronden(stand, afloop, dag)
    soort = "actiepunt" if isinstance(wat, Actiepunt) else "toezegging"
    schrijf(f"{soort}.{stand.value}", nummer=wat.id, partij=wat.partij.code)
