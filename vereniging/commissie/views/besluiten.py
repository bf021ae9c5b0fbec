"""What a meeting decided, for everyone and at once; and what is still to be done."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.commissie import acties, queries
from vereniging.commissie.besluitenlijst import (
    besluitenlijst,
    losse_actiepunten,
    maak_pdf,
    status,
    wachtzin,
)
from vereniging.commissie.blokken import nummers
from vereniging.commissie.forms import ActiepuntForm, AfloopForm, BesluitcorrectieForm
from vereniging.commissie.models import (
    Actiepunt,
    Agendapunt,
    Openstand,
    Toezegging,
    Vergadering,
    VergaderingStand,
)
from vereniging.commissie.views.blueprints import bestuur_bp, bp
from vereniging.commissie.views.openbaar import vergadering_of_404
from vereniging.convenant.models import Partij
from vereniging.convenant.queries import partijen
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.i18n import _
from vereniging.core.paper import kan_pdf
from vereniging.core.web import done, everyone
from vereniging.toegang.doelgroepen import commissie

OPENSTAAND: dict[str, type[Actiepunt | Toezegging]] = {
    "actiepunt": Actiepunt,
    "toezegging": Toezegging,
}


def _gehouden(slug: str) -> Vergadering:
    """Everyone reads it after the meeting, the commission as it grows."""
    found = vergadering_of_404(slug)
    groeit = found.stand is VergaderingStand.BEZIG and commissie()
    return found if found.is_gehouden or groeit else abort(404)


@bp.get("/vergaderingen/<slug:slug>/besluiten", allow=everyone)
def besluiten(slug: str) -> ResponseReturnValue:
    """Decisions, who agreed, what was promised and who does what."""
    vergadering = _gehouden(slug)
    return render_template(
        "commissie/besluiten.html",
        vergadering=vergadering,
        regels=besluitenlijst(vergadering),
        los=losse_actiepunten(vergadering),
        partijen=partijen(),
        aanwezig={each.partij_id for each in queries.aanwezigen(vergadering)},
        status=status(vergadering),
        wachtzin=wachtzin,
        dag=clock.today(),
        kan_pdf=kan_pdf(),
    )


@bp.get("/vergaderingen/<slug:slug>/besluiten.pdf", allow=everyone)
def besluiten_pdf(slug: str) -> ResponseReturnValue:
    """The same to print."""
    vergadering = _gehouden(slug)
    if not kan_pdf():
        abort(404)
    response = Response(maak_pdf(vergadering, clock.today()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="besluiten-{slug}.pdf"'
    return response


@bestuur_bp.route("/<slug:slug>/actiepunten", methods=["GET", "POST"], allow=commissie)
def actiepunten(slug: str) -> ResponseReturnValue:
    """Who does what before which day; what was not done comes back on every agenda."""
    vergadering, form = vergadering_of_404(slug), ActiepuntForm()
    form.kies(partijen(), _punten(vergadering))
    if not form.validate_on_submit():
        return _actiepunten(vergadering, form, 422 if form.errors else 200)
    acties.geef_actiepunt(_actiepunt(form, vergadering))
    return done(".actiepunten", _("Het actiepunt staat erbij."), slug=slug)


def _punten(vergadering: Vergadering) -> dict[str, Agendapunt]:
    nummer = nummers(vergadering)
    return {nummer[punt.id]: punt for punt in vergadering.agendapunten if punt.id in nummer}


def _actiepunt(form: ActiepuntForm, vergadering: Vergadering) -> Actiepunt:
    return Actiepunt(
        vergadering=vergadering,
        agendapunt=one_or_404(Agendapunt, id=int(form.punt.data)) if form.punt.data else None,
        partij=one_or_404(Partij, code=form.partij.data),
        wie=form.wie.data,
        wat=form.wat.data,
        voor_datum=form.voor_datum.data,
    )


def _actiepunten(vergadering: Vergadering, form: ActiepuntForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "commissie/actiepunten.html",
        vergadering=vergadering,
        form=form,
        nieuw=queries.actiepunten(vergadering),
        eerder=queries.open_actiepunten(vergadering),
        beloofd=[*queries.open_toezeggingen(vergadering), *queries.toezeggingen(vergadering)],
        dag=clock.today(),
    )
    return page, status


@bestuur_bp.route(
    "/<slug:slug>/openstaand/<slug:soort>/<int:nummer>", methods=["GET", "POST"], allow=commissie
)
def rond_openstaande_af(slug: str, soort: str, nummer: int) -> ResponseReturnValue:
    """Cross off what was done or is not needed any more."""
    vergadering, wat = vergadering_of_404(slug), OPENSTAAND.get(soort) or abort(404)
    found, form = one_or_404(wat, id=nummer), AfloopForm()
    if not form.validate_on_submit():
        page = render_template(
            "commissie/afloop.html", vergadering=vergadering, found=found, soort=soort, form=form
        )
        return page, 422 if form.errors else 200
    vast = locked(wat, id=nummer) or abort(404)
    acties.rond_openstaande_af(vast, Openstand(form.stand.data), form.afloop.data, clock.today())
    return done(".actiepunten", _("Het is afgerond."), slug=slug)


@bestuur_bp.route(
    "/<slug:slug>/punten/<int:nummer>/corrigeren", methods=["GET", "POST"], allow=commissie
)
def corrigeer(slug: str, nummer: int) -> ResponseReturnValue:
    """Which later decision puts an outcome right."""
    vergadering, form = vergadering_of_404(slug), BesluitcorrectieForm()
    punt = one_or_404(Agendapunt, id=nummer, vergadering=vergadering)
    if punt.uitkomst is None:
        abort(404)
    if not form.validate_on_submit():
        page = render_template(
            "commissie/corrigeer.html", vergadering=vergadering, punt=punt, form=form
        )
        return page, 422 if form.errors else 200
    acties.leg_correctie_vast(punt, form.genomen or abort(404), form.tekst.data)
    return done("commissie.besluiten", _("De verbetering staat erbij."), slug=slug)
