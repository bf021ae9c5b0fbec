"""The secretary prepares the vote on an item."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.alv import acties
from vereniging.alv.forms import PuntStemmingForm
from vereniging.alv.models import Alv, Alvpunt
from vereniging.alv.views.blueprints import bestuur_bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import secretaris


@bestuur_bp.route(
    "/<slug:slug>/punten/<int:nummer>/stemming", methods=["GET", "POST"], allow=secretaris
)
def stemming(slug: str, nummer: int) -> ResponseReturnValue:
    """Prepare the vote; over persons it is secret and wants three tellers."""
    alv = one_or_404(Alv, slug=slug)
    punt, form = one_or_404(Alvpunt, id=nummer, alv=alv), PuntStemmingForm()
    if not form.validate_on_submit():
        page = render_template("alv/stemming.html", form=form, alv=alv, punt=punt)
        return page, 422 if form.errors else 200
    nieuw = acties.maak_stemming(punt, form.stemvraag(alv, clock.now()))
    if nieuw.is_geheim:
        wie = _("De stemming staat klaar. Kies nu de tellers.")
        return done("stembus_tellers.toon", wie, slug=nieuw.slug)
    return done(".beheer", _("De stemming staat klaar. Zij gaat vanzelf open."), slug=slug)
