"""`/open-data/meldingen.*`: public reports to load in a spreadsheet, a map or a reader."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.web import everyone
from vereniging.meldingen import opendata
from vereniging.meldingen.views.blueprints import bp


def _antwoord(body: str | bytes, soort: str) -> Response:
    response = Response(body, content_type=soort)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"  # what everyone may read anyway
    return response


def _regels() -> list[opendata.OpenMelding]:
    return opendata.regels(opendata.openbaar(), clock.now())


@bp.get("/open-data/meldingen.csv", allow=everyone)
def open_csv() -> ResponseReturnValue:
    return _antwoord(b"".join(opendata.als_csv(_regels())), "text/csv; charset=utf-8")


@bp.get("/open-data/meldingen.geojson", allow=everyone)
def open_geojson() -> ResponseReturnValue:
    return _antwoord(opendata.als_geojson(_regels()), "application/geo+json")


@bp.get("/open-data/meldingen.atom", allow=everyone)
def open_atom() -> ResponseReturnValue:
    thema, straat = request.args.get("thema", ""), request.args.get("straat", "")
    meldingen = opendata.openbaar(thema, straat)[: opendata.NIEUWSTE]
    body = render_template("meldingen/meldingen.atom.xml", meldingen=meldingen, nu=clock.now())
    return _antwoord(body, "application/atom+xml; charset=utf-8")
