"""What everybody, or every member, reads."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant.bestanden import stuur
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.opendata import open_answer
from vereniging.core.web import everyone
from vereniging.redactie import queries
from vereniging.redactie.forms import SOORTEN
from vereniging.redactie.models import Document, Documentversie, Nieuwsbericht
from vereniging.redactie.views.blueprints import bp
from vereniging.toegang.doelgroepen import leden_en_donateurs

MAP = "documenten"


@bp.get("/nieuws", allow=everyone)
def nieuws() -> ResponseReturnValue:
    """The news, the newest first."""
    bladen = -(-queries.aantal_nieuws() // queries.PAGINA) or 1
    blad = min(max(request.args.get("blad", 1, type=int), 1), bladen)
    return render_template(
        "redactie/nieuws.html", berichten=queries.nieuws(blad), blad=blad, bladen=bladen
    )


@bp.get("/nieuws.atom", allow=everyone)
def atom() -> ResponseReturnValue:
    """The news for a reader of feeds (RFC 4287)."""
    berichten = queries.nieuws(per=queries.FEED)
    laatst = max((bericht.laatst for bericht in berichten), default=clock.now())
    body = render_template("redactie/nieuws.atom.xml", berichten=berichten, laatst=laatst)
    return open_answer(body, "application/atom+xml; charset=utf-8")


@bp.get("/nieuws/<slug:slug>", allow=everyone)
def bericht(slug: str) -> ResponseReturnValue:
    """One piece of news."""
    found = one_or_404(Nieuwsbericht, slug=slug)
    if not found.is_openbaar:
        abort(404)
    return render_template("redactie/bericht.html", bericht=found)


@bp.get("/documenten", allow=everyone)
def documenten() -> ResponseReturnValue:
    """What this visitor may read."""
    return render_template(
        "redactie/documenten.html",
        documenten=queries.documenten(openbaar=not leden_en_donateurs()),
        soorten=SOORTEN,
    )


@bp.get("/documenten/<slug:slug>", allow=everyone)
def document(slug: str) -> ResponseReturnValue:
    """One document with the files it had."""
    return render_template("redactie/document.html", document=_document(slug), soorten=SOORTEN)


@bp.get("/documenten/<slug:slug>/<int:versie>.pdf", allow=everyone)
def bestand(slug: str, versie: int) -> ResponseReturnValue:
    """One version as a file."""
    found = _document(slug)
    rij = one_or_404(Documentversie, document=found, nummer=versie)
    return stuur(MAP, rij.bestand, openbaar=found.is_openbaar) or abort(404)


def _document(slug: str) -> Document:
    found = one_or_404(Document, slug=slug)
    if found.is_ingetrokken or not (found.is_openbaar or leden_en_donateurs()):
        abort(404)
    return found
