"""The covenant, for everyone to read."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant import papier
from vereniging.convenant.forms.tekst import BESPREKINGEN, FASEN
from vereniging.convenant.queries import (
    aantallen,
    convenant_met,
    convenanten,
    niet_bindend,
    partijen_met_organisaties,
    vorige_versie,
)
from vereniging.convenant.reactienota import maak_pdf
from vereniging.convenant.verschil import vergelijk
from vereniging.convenant.views.blueprints import bp
from vereniging.core.clock import today
from vereniging.core.paper import kan_pdf
from vereniging.core.web import everyone


@bp.get("/convenant", allow=everyone)
def toon() -> ResponseReturnValue:
    """The version in force, or else the one that is coming."""
    versies = convenanten()
    if not versies:
        return render_template("convenant/geen.html", zetels=partijen_met_organisaties())
    return _pagina(versies[0].versie)


@bp.get("/convenant/<slug:versie>", allow=everyone)
def versie(versie: str) -> ResponseReturnValue:
    """One version."""
    return _pagina(versie)


def _pagina(versie: str) -> str:
    convenant, zetels = convenant_met(versie), partijen_met_organisaties()
    if convenant is None:
        abort(404)
    return render_template(
        "convenant/toon.html",
        convenant=convenant,
        versies=convenanten(),
        zetels=zetels,
        dag=today(),
        waarschuwing=niet_bindend(convenant, zetels, today()),
        reacties=aantallen(convenant),
        fasen=FASEN,
        besprekingen=BESPREKINGEN,
        vorige=vorige_versie(convenant),
        kan_pdf=kan_pdf(),
    )


@bp.get("/convenant/<slug:versie>/verschil/<slug:met>", allow=everyone)
def verschil(versie: str, met: str) -> ResponseReturnValue:
    """What changed since another version, article by article."""
    nieuw, oud = convenant_met(versie), convenant_met(met)
    if nieuw is None or oud is None or nieuw is oud:
        abort(404)
    return render_template(
        "convenant/verschil.html",
        nieuw=nieuw,
        oud=oud,
        paren=vergelijk(oud.artikelen, nieuw.artikelen),
        versies=convenanten(),
        waarschuwing=niet_bindend(nieuw, partijen_met_organisaties(), today()),
    )


@bp.get("/convenant/<slug:versie>.pdf", allow=everyone)
def pdf(versie: str) -> ResponseReturnValue:
    """The text to print, with who signed it."""
    convenant = convenant_met(versie)
    if convenant is None or not kan_pdf():
        abort(404)
    response = Response(papier.maak_pdf(convenant, today()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="convenant-{versie}.pdf"'
    return response


@bp.get("/convenant/<slug:versie>/reactienota.pdf", allow=everyone)
def reactienota(versie: str) -> ResponseReturnValue:
    """What residents said about it, and what was done with that, to print."""
    convenant = convenant_met(versie)
    if convenant is None or not kan_pdf():
        abort(404)
    response = Response(maak_pdf(convenant, today()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="reactienota-{versie}.pdf"'
    return response
