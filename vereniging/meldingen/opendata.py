"""The public reports for programs of others: the projection, and nothing that is not on a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from flask import render_template
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

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


def openbaar(
    *waar: ColumnElement[bool], hoogstens: int | None = None,
    op: InstrumentedAttribute[datetime | None] = Melding.openbaar_op,
) -> list[Melding]:  # fmt: skip
    """The public reports for which all of this holds, what was made public last first.

    `op` is another moment to order by.
    """
    query = (
        select(Melding)
        .where(Melding.openbaar_op.is_not(None), *waar)
        .options(
            *MET,
            joinedload(Melding.plek),
            selectinload(Melding.gebeurtenissen),
            selectinload(Melding.fotos),
        )
        .order_by(op.desc(), Melding.id.desc())
        .limit(hoogstens)
    )
    return list(db.session.scalars(query))


def over(thema: str = "", straat: str = "") -> list[ColumnElement[bool]]:
    """One theme, one street, or both; empty is all."""
    gevraagd = []
    if thema:
        gevraagd.append(Melding.categorie.has(MeldingCategorie.thema.has(code=thema)))
    if straat:
        gevraagd.append(Melding.straat == straat)
    return gevraagd


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
        soort_stand=soort_stand(melding),
        partij=melding.partij.code if melding.partij else None,
        antwoord_voor=None if melding.is_dicht else melding.termijn,
        is_te_laat=not melding.is_dicht and melding.is_te_laat(nu),
        huishoudens=aantal,
        tekst=melding.openbare_tekst or "",
    )


def soort_stand(melding: Melding) -> str:
    """Whether it is solved, over without that, or still open."""
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


def als_atom(meldingen: Sequence[Melding], nu: datetime) -> str:
    """The newest of these as a feed (RFC 4287)."""
    return render_template("meldingen/meldingen.atom.xml", meldingen=meldingen, nu=nu)


def csv_bestand(nu: datetime) -> Iterator[bytes]:
    """All public reports as a table."""
    return als_csv(regels(openbaar(), nu))


def geojson_bestand(nu: datetime) -> list[bytes]:
    """All public reports as a map."""
    return [als_geojson(regels(openbaar(), nu)).encode()]


def atom_bestand(nu: datetime) -> list[bytes]:
    """The newest public reports as a feed."""
    return [als_atom(openbaar(hoogstens=NIEUWSTE), nu).encode()]
