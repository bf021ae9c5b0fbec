"""`/leefbaarheid` and its numbers as open data."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.web import everyone
from vereniging.leefbaarheid import tabel, woorden
from vereniging.leefbaarheid.monitor import Monitor, monitor
from vereniging.leefbaarheid.perioden import LAATSTE, keuzes, periode
from vereniging.leefbaarheid.queries import open_enquete
from vereniging.leefbaarheid.views.blueprints import bp


def gevraagd() -> Monitor:
    """The figures of the period in the address; 404 for one that does not exist."""
    dag = clock.today()
    chosen = periode(request.args.get("periode", LAATSTE), dag)
    return monitor(chosen, dag) if chosen else abort(404)


@bp.get("/leefbaarheid", allow=everyone)
def toon() -> ResponseReturnValue:
    """The monitor of one period."""
    return render_template(
        "leefbaarheid/toon.html",
        m=gevraagd(),
        keuzes=keuzes(clock.today()),
        lopend=open_enquete(clock.now()),
        w=woorden,
    )


@bp.get("/open-data/leefbaarheid.csv", allow=everyone)
def open_csv() -> ResponseReturnValue:
    """The same numbers as a table, of one part when asked."""
    body = b"".join(tabel.als_csv(gevraagd(), deel=request.args.get("deel", "")))
    response = Response(body, content_type="text/csv; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"  # what everyone may read anyway
    return response
