"""A walk from the first finding to the list that the parties sign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from vereniging.core.clock import year_of
from vereniging.core.db import db, locked
from vereniging.core.references import next_reference
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.acties.indienen import Meldgegevens, indienen
from vereniging.meldingen.models import (
    Foto,
    Melding,
    MeldingBron,
    MeldingCategorie,
    Plek,
    Schouw,
    Schouwpunt,
    Zichtbaar,
)
from vereniging.toegang.models import Account


@dataclass(frozen=True, kw_only=True)
class Puntgegevens:
    """What somebody saw, and where."""

    categorie: MeldingCategorie
    plek: Plek | None
    straat: str
    waar_precies: str | None
    tekst: str


def begin(datum: date, route: str, partijen: list[str], door: Account, nu: datetime) -> Schouw:
    """Start a walk."""
    schouw = Schouw(
        kenmerk=next_reference("SC", year_of(nu)), datum=datum, route=route,
        partijen=partijen, door=door, begonnen_op=nu,
    )  # fmt: skip
    db.session.add(schouw)
    schrijf("schouw.begonnen", kenmerk=schouw.kenmerk, account=door.id)
    return schouw


def noteer(
    schouw: Schouw, sleutel: str, gegevens: Puntgegevens, fotos: Iterable[str], nu: datetime
) -> Schouwpunt:
    """Keep a finding; sent again with the same key it is the same one. Raises SchouwAfgerond."""
    vers(schouw)
    if al := schouw.punt_met(sleutel):
        return al
    punt = Schouwpunt(sleutel=sleutel, op=nu, **gegevens.__dict__)
    schouw.noteer(punt)
    punt.fotos.extend(Foto(naam=naam, toegevoegd_op=nu) for naam in fotos)
    schrijf("schouw.punt", kenmerk=schouw.kenmerk, nummer=punt.nummer)
    return punt


def vers(schouw: Schouw) -> None:
    """Hold the walk as it is now: two phones may send at once."""
    db.session.flush()
    locked(Schouw, id=schouw.id)
    db.session.expire(schouw, ["punten"])


def _houd(punt: Schouwpunt) -> None:
    """Hold a finding as it is now: two officers may look at it at once."""
    vers(punt.schouw)
    locked(Schouwpunt, id=punt.id)


def maak_melding(punt: Schouwpunt, gegevens: Puntgegevens, nu: datetime) -> Melding:
    """It was looked at: from now it is a report like any other. Raises PuntIsKlaar."""
    _houd(punt)
    for naam, waarde in gegevens.__dict__.items():
        setattr(punt, naam, waarde)
    kenmerk = punt.schouw.kenmerk
    melding = indienen(
        Meldgegevens(**gegevens.__dict__, bron=MeldingBron.SCHOUW), nu, is_van_ons=True
    )
    punt.wordt(melding)
    for foto in list(punt.fotos):
        foto.schouwpunt_id = None
        melding.fotos.append(foto)
    melding.noteer(nu, "geschouwd", f"{kenmerk}, {punt.nummer}", Zichtbaar.KANTOOR)
    return melding


def haal_weg(punt: Schouwpunt, nu: datetime) -> None:
    """It was nothing after all: the photos go, too. Raises PuntIsKlaar."""
    _houd(punt)
    punt.weghalen(nu)
    for foto in list(punt.fotos):
        db.session.delete(foto)
    schrijf("schouw.punt_weg", kenmerk=punt.schouw.kenmerk, nummer=punt.nummer)


def rond_af(schouw: Schouw, nu: datetime) -> None:
    """Make the list to sign; raises NogTeControleren."""
    vers(schouw)
    schouw.afronden(nu)
    schrijf("schouw.afgerond", kenmerk=schouw.kenmerk)
