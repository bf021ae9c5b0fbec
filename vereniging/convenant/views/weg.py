"""The officers take a concept along its road."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant import acties
from vereniging.convenant.forms import BesprekingForm, TerugForm
from vereniging.convenant.forms.tekst import FASEN
from vereniging.convenant.models import Bespreking, Besprekinguitkomst, Convenant, Fase, Partij
from vereniging.convenant.queries import convenant_met
from vereniging.convenant.views.beheer import kies_partij
from vereniging.convenant.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import secretaris


def _convenant(versie: str) -> Convenant:
    convenant = convenant_met(versie)
    if convenant is None:
        abort(404)
    locked(Convenant, id=convenant.id)
    return convenant


@bp.post("/versie/<slug:versie>/verder", allow=secretaris)
def verder(versie: str) -> ResponseReturnValue:
    """One phase on."""
    convenant = _convenant(versie)
    acties.verder(convenant, clock.now())
    sentence = _("De fase is nu: %(fase)s.", fase=FASEN[convenant.fase])
    return done(".beheer", sentence, versie=versie)


@bp.route("/versie/<slug:versie>/bespreking", methods=["GET", "POST"], allow=secretaris)
def bespreek(versie: str) -> ResponseReturnValue:
    """What a party thinks of the concept."""
    form = BesprekingForm()
    form.partij.choices = kies_partij()
    if not form.validate_on_submit():
        convenant = convenant_met(versie) or abort(404)
        page = render_template("convenant/bespreking.html", convenant=convenant, form=form)
        return page, 422 if form.errors else 200
    acties.bespreek(_convenant(versie), _bespreking(form))
    return done(".beheer", _("De bespreking staat erbij."), versie=versie)


def _bespreking(form: BesprekingForm) -> Bespreking:
    return Bespreking(
        partij=one_or_404(Partij, code=form.partij.data),
        op=form.op.data,
        uitkomst=Besprekinguitkomst(form.uitkomst.data),
        samenvatting=form.samenvatting.data,
    )


@bp.route("/versie/<slug:versie>/terug", methods=["GET", "POST"], allow=secretaris)
def terug(versie: str) -> ResponseReturnValue:
    """Back to an earlier phase, or no further."""
    convenant, form = convenant_met(versie) or abort(404), TerugForm()
    form.kies(convenant)
    if not form.validate_on_submit():
        page = render_template("convenant/terug.html", convenant=convenant, form=form)
        return page, 422 if form.errors else 200
    acties.terug(_convenant(versie), Fase(form.naar.data), form.terug_reden.data, clock.now())
    return done(".beheer", _("De fase is gewijzigd. De reden staat erbij."), versie=versie)
