"""A party puts an item forward by its own link; officers place it on the agenda."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.commissie import acties, mail, queries
from vereniging.commissie.forms import PlaatsForm, PuntvoorstelForm
from vereniging.commissie.models import Agendapunt, PuntStand
from vereniging.commissie.views.blueprints import bestuur_bp
from vereniging.commissie.views.openbaar import vergadering_of_404
from vereniging.convenant.haken import register_partijlink
from vereniging.convenant.queries import thema_met, themas
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _, _l
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import commissie


def _pagina(kiem: bytes, token: str) -> ResponseReturnValue:
    link, form = queries.voorstellink_met(kiem) or abort(404), PuntvoorstelForm(themas())
    is_open = link.vergadering.is_aankomend
    if is_open and form.validate_on_submit():
        acties.stel_punt_voor(
            link,
            form.titel.data,
            form.toelichting.data or "",
            thema_met(form.thema.data),
            form.naam.data,
        )
        return done("meldingen.antwoord", _("Dank u. Wij bekijken uw punt."), token=token)
    page = render_template(
        "commissie/partij_voorstel.html", link=link, form=form, token=token, is_open=is_open
    )
    return page, _status(form, is_open=is_open)


def _status(form: PuntvoorstelForm, *, is_open: bool) -> int:
    if not form.is_submitted():
        return 200
    return 422 if is_open else 409


register_partijlink(mail.VOORSTEL, _pagina)


@bestuur_bp.route(
    "/<slug:slug>/punten/<int:nummer>/plaatsen", methods=["GET", "POST"], allow=commissie
)
def plaats_punt(slug: str, nummer: int) -> ResponseReturnValue:
    """Put what a party wants on the agenda."""
    vergadering, form = vergadering_of_404(slug), PlaatsForm()
    punt = one_or_404(Agendapunt, id=nummer, vergadering=vergadering)
    if punt.stand is not PuntStand.VOORGESTELD:
        raise KanNietMeer(wat=_l("dit agendapunt"), stand=punt.stand)
    if not form.validate_on_submit():
        page = render_template("commissie/plaats.html", punt=punt, form=form, dag=clock.today())
        return page, 422 if form.errors else 200
    vast = locked(Agendapunt, id=punt.id) or abort(404)
    acties.plaats_punt(vast, clock.today(), form.waarom.data or "")
    return done(".beheer", _("Het punt staat op de agenda."), slug=slug)
