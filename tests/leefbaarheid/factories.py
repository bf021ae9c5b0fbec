"""Reports with a known fate, forwarded reports, and promises."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import een_organisatie
from vereniging.convenant.models import Afspraak, AfspraakStand, Organisatie, Partij, Thema
from vereniging.core.links import new_seed
from vereniging.meldingen.models import (
    Doorzending,
    IkOok,
    Melding,
    MeldingCategorie,
    MeldingStand,
    Sluitreden,
)

_nummer = itertools.count(1)


def partij(data: Session, code: str = "gemeente") -> Partij:
    return data.scalars(select(Partij).where(Partij.code == code)).one()


def thema(data: Session, code: str = "groen") -> Thema:
    return data.scalars(select(Thema).where(Thema.code == code)).one()


def categorie(data: Session, code: str = "zwerfvuil") -> MeldingCategorie:
    return data.scalars(select(MeldingCategorie).where(MeldingCategorie.code == code)).one()


def melding(data: Session, op: datetime, stand: MeldingStand = MeldingStand.DOORGESTUURD,
            duur: int = 0, **anders: Any) -> Melding:  # fmt: skip
    """A report received then, in this stand since so many days later."""
    nummer = next(_nummer)
    velden: dict[str, Any] = {
        "kenmerk": f"M-2026-{nummer:04d}",
        "kiem": new_seed(),
        "categorie": anders.pop("categorie", None) or categorie(data),
        "straat": "Da Costastraat",
        "tekst": "Er ligt al een week vuilnis naast de container.",
        "email": f"melder{nummer}@example.org",
        "partij": anders.pop("partij", None) or partij(data),
    }
    if stand is MeldingStand.GESLOTEN:
        velden["sluitreden"] = Sluitreden.GEEN_MIDDELEN
    found = Melding(
        **{**velden, **anders}, ingediend_op=op, stand=stand, stand_sinds=op + timedelta(days=duur)
    )
    data.add(found)
    return found


def ook(data: Session, bij: Melding, sleutel: bytes, nu: datetime) -> None:
    """A household that sees the same."""
    data.add(IkOok(melding=bij, adressleutel=sleutel, kiem=new_seed(), op=nu, bevestigd_op=nu))


def organisatie(data: Session, code: str) -> Organisatie:
    """Somebody in this seat who answers."""
    found = een_organisatie(partij=partij(data, code))
    data.add(found)
    return found


def doorzending(van: Melding, naar: Organisatie, op: datetime, voor: date,
                **anders: Any) -> Doorzending:  # fmt: skip
    """A report sent to somebody, to answer before the end of a day."""
    velden: dict[str, Any] = {"geldig_tot": op + timedelta(days=30), **anders}
    return Doorzending(
        melding=van, organisatie=naar, kiem=new_seed(), verzonden_op=op, antwoord_voor=voor,
        **velden,
    )  # fmt: skip


def afspraak(data: Session, stand: AfspraakStand, voor: date, code: str = "gemeente",
             **anders: Any) -> Afspraak:  # fmt: skip
    """A promise of a party for a day."""
    found = Afspraak(
        kenmerk=f"A-2026-{next(_nummer):03d}", tekst="Maaien", maatstaf="Het gras is kort.",
        partij=partij(data, code), thema=thema(data), voor_datum=voor, stand=stand,
        gemaakt_op=datetime.fromisoformat("2026-01-01T12:00:00+00:00"),
        **anders,
    )  # fmt: skip
    data.add(found)
    return found
