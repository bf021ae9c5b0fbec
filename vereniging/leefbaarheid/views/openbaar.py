"""`/leefbaarheid` and its numbers as open data."""

from __future__ import annotations

from flask import Response, abort, get_template_attribute, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from vereniging.core import clock
from vereniging.core.i18n import current_language
from vereniging.core.paper import kan_pdf
from vereniging.core.web import everyone
from vereniging.leefbaarheid import papier, tabel, woorden
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
    m = gevraagd()
    return render_template(
        "leefbaarheid/toon.html", m=m, keuzes=keuzes(clock.today()), cijfers=_getekend(m)
    )


def _getekend(m: Monitor) -> Markup:
    """The charts and tables, kept beside the figures: they are the same for everyone."""
    lopend = open_enquete(clock.now())
    key = current_language(), lopend.slug if lopend else ""
    if key not in m.getekend:
        draw = get_template_attribute("leefbaarheid/_cijfers.html", "cijfers")
        m.getekend[key] = draw(m, woorden, lopend, kan_pdf())
    return m.getekend[key]


@bp.get("/leefbaarheid.pdf", allow=everyone)
def blad() -> ResponseReturnValue:
    """The same on one sheet, for a meeting."""
    if not kan_pdf():
        abort(404)
    return Response(papier.pdf(gevraagd()), mimetype="application/pdf")


@bp.get("/open-data/leefbaarheid.csv", allow=everyone)
def open_csv() -> ResponseReturnValue:
    """The same numbers as a table, of one part when asked."""
    body = b"".join(tabel.als_csv(gevraagd(), deel=request.args.get("deel", "")))
    response = Response(body, content_type="text/csv; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"  # what everyone may read anyway
    return response
