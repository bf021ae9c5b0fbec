"""The public reports for programs of others: the projection, and nothing that is not on a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.core.db import db
from vereniging.core.export import write_csv
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen.gelijk import huishoudens
from vereniging.meldingen.models import Melding, MeldingCategorie, MeldingStand
from vereniging.meldingen.queries import MET

OPGELOST, DICHT, OPEN = "opgelost", "dicht", "open"
NIEUWSTE = 50


@dataclass(frozen=True)
class OpenMelding:
    """One public report as open data has it; its fields are the columns of the CSV."""

    nummer: str
    thema: str
    categorie: str
    straat: str
    lat: float | None
    lon: float | None
    maand: str
    stand: str
    soort_stand: str
    partij: str | None
    antwoord_voor: date | None
    is_te_laat: bool
    huishoudens: int
    tekst: str


KOLOMMEN = tuple(OpenMelding.__dataclass_fields__)


def openbaar(thema: str = "", straat: str = "") -> list[Melding]:
    """The public reports, what was made public last first; of one theme or street if asked."""
    query = (
        select(Melding)
        .where(Melding.openbaar_op.is_not(None))
        .options(*MET, joinedload(Melding.plek), selectinload(Melding.gebeurtenissen))
        .order_by(Melding.openbaar_op.desc(), Melding.id.desc())
    )
    if thema:
        query = query.where(Melding.categorie.has(MeldingCategorie.thema.has(code=thema)))
    if straat:
        query = query.where(Melding.straat == straat)
    return list(db.session.scalars(query))


def regels(meldingen: Iterable[Melding], nu: datetime) -> list[OpenMelding]:
    """What everyone may know of these reports: a month, never a day; our words, never theirs."""
    rijen = list(meldingen)
    aantallen = huishoudens(rijen)
    return [_regel(melding, aantallen[melding.id], nu) for melding in rijen]


def _regel(melding: Melding, aantal: int, nu: datetime) -> OpenMelding:
    plek = melding.plek
    return OpenMelding(
        nummer=melding.kenmerk,
        thema=melding.categorie.thema.code,
        categorie=melding.categorie.code,
        straat=melding.straat,
        lat=plek.lat if plek else None,
        lon=plek.lon if plek else None,
        maand=f"{amsterdam_day(melding.ingediend_op):%Y-%m}",
        stand=melding.stand.value,
        soort_stand=_soort(melding),
        partij=melding.partij.code if melding.partij else None,
        antwoord_voor=None if melding.is_dicht else melding.termijn,
        is_te_laat=not melding.is_dicht and melding.is_te_laat(nu),
        huishoudens=aantal,
        tekst=melding.openbare_tekst or "",
    )


def _soort(melding: Melding) -> str:
    if melding.stand is MeldingStand.OPGELOST:
        return OPGELOST
    return DICHT if melding.is_dicht else OPEN


def als_csv(rijen: Iterable[OpenMelding]) -> Iterator[bytes]:
    """A table that a Dutch spreadsheet opens and in which no text becomes a formula."""
    return write_csv(KOLOMMEN, (_cellen(regel) for regel in rijen))


def _cellen(regel: OpenMelding) -> list[str | int | bool | date | None]:
    velden = asdict(regel)
    return [
        f"{cel:.5f}" if isinstance(cel, float) else cel
        for cel in (velden[kolom] for kolom in KOLOMMEN)
    ]


def als_geojson(rijen: Iterable[OpenMelding]) -> str:
    """A FeatureCollection (RFC 7946): longitude first, five decimals, the centre of the place."""
    return json.dumps(
        {"type": "FeatureCollection", "features": [_feature(regel) for regel in rijen]},
        ensure_ascii=False,
    )


def _feature(regel: OpenMelding) -> dict[str, object]:
    velden = asdict(regel)
    lat, lon = velden.pop("lat"), velden.pop("lon")
    punt = None
    if lat is not None and lon is not None:
        punt = {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}
    dag = velden["antwoord_voor"]
    velden["antwoord_voor"] = dag.isoformat() if dag else None
    return {"type": "Feature", "id": regel.nummer, "geometry": punt, "properties": velden}
