"""`/open-data/meldingen.*`: public reports to load in a spreadsheet, a map or a reader."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.opendata import open_answer
from vereniging.core.web import everyone
from vereniging.meldingen import opendata
from vereniging.meldingen.views.blueprints import bp


@bp.get("/open-data/meldingen.csv", allow=everyone)
def open_csv() -> ResponseReturnValue:
    return open_answer(opendata.csv_bestand(clock.now()), "text/csv; charset=utf-8")


@bp.get("/open-data/meldingen.geojson", allow=everyone)
def open_geojson() -> ResponseReturnValue:
    return open_answer(opendata.geojson_bestand(clock.now()), "application/geo+json")


@bp.get("/open-data/meldingen.atom", allow=everyone)
def open_atom() -> ResponseReturnValue:
    thema, straat = request.args.get("thema", ""), request.args.get("straat", "")
    gevraagd = opendata.over(thema, straat)
    meldingen = opendata.openbaar(*gevraagd, hoogstens=opendata.NIEUWSTE)
    body = opendata.als_atom(meldingen, clock.now())
    return open_answer(body, "application/atom+xml; charset=utf-8")
