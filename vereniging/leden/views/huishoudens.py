"""The secretary splits and joins households."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties import Wijzigbron
from vereniging.leden.acties.huishoudens import kies_betaler, splits_huishouden, voeg_bij_huishouden
from vereniging.leden.forms import options
from vereniging.leden.forms.huishouden import EIGEN, BetalerForm, HuishoudenForm
from vereniging.leden.models import Huishouden, Lid
from vereniging.leden.queries import huishoudens_op, lid_met_nummer
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import secretaris


@bp.route("/leden/<int:lidnummer>/huishouden", allow=secretaris, methods=["GET", "POST"])
def huishouden(lidnummer: int) -> ResponseReturnValue:
    if request.method == "GET":
        noteer_inzage("leden.huishouden", str(lidnummer), ingelogd_account())
    lid = lid_met_nummer(lidnummer)
    if lid is None:
        abort(404)
    form = _form(lid)
    if not form.validate_on_submit():
        page = _page(lid, form, _betalerform(lid, leeg=True))
        return (page, 422) if form.errors else page
    changed = _zet_om(lid, form)
    zin = _("Het huishouden is gewijzigd.") if changed else _("Er was niets te wijzigen.")
    return done("leden_bestuur.toon", zin, lidnummer=lidnummer)


def _page(lid: Lid, form: HuishoudenForm, betaler: BetalerForm) -> str:
    return render_template(
        "leden/bestuur/huishouden.html",
        form=form,
        betaler=betaler,
        formulieren=[form, betaler],
        lid=lid,
    )


@bp.post("/leden/<int:lidnummer>/betaler", allow=secretaris)
def betaler(lidnummer: int) -> ResponseReturnValue:
    """Choose who gets the next nota of the household."""
    lid = lid_met_nummer(lidnummer)
    if lid is None or lid.huishouden is None:
        abort(404)
    form = _betalerform(lid)
    if not form.validate():
        return _page(lid, _form(lid, leeg=True), form), 422
    bron = Wijzigbron(nu=clock.now(), door=ingelogd_account(), reden=form.hoe.data or "")
    gekozen = one_or_404(Lid, id=int(form.betaler.data))
    changed = kies_betaler(gekozen, bron)
    zin = _("%(naam)s krijgt de volgende nota.", naam=gekozen.naam)
    zin = zin if changed else _("Er was niets te wijzigen.")
    return done("leden_bestuur.toon", zin, lidnummer=lidnummer)


def _betalerform(lid: Lid, *, leeg: bool = False) -> BetalerForm:
    form = BetalerForm(formdata=None) if leeg else BetalerForm()
    thuis = lid.huishouden
    form.betaler.choices = options(
        [(str(one.id), one.naam) for one in thuis.leden] if thuis else []
    )
    if leeg and thuis and (nu := thuis.betaler()):
        form.betaler.data = str(nu.id)
    return form


def _form(lid: Lid, *, leeg: bool = False) -> HuishoudenForm:
    form = HuishoudenForm(formdata=None) if leeg else HuishoudenForm()
    others = [one for one in huishoudens_op(lid.adres) if one is not lid.huishouden]
    alone = lid.huishouden is not None and len(lid.huishouden.leden) == 1
    own = [] if alone else [(EIGEN, _("Een eigen huishouden"))]
    form.naar.choices = options([*own, *((str(one.id), _met(one)) for one in others)])
    return form


def _met(one: Huishouden) -> str:
    return _("Bij %(namen)s", namen=", ".join(lid.naam for lid in one.leden))


def _zet_om(lid: Lid, form: HuishoudenForm) -> bool:
    bron = Wijzigbron(nu=clock.now(), door=ingelogd_account(), reden=form.reden.data or "")
    if form.naar.data == EIGEN:
        return splits_huishouden(lid, bron)
    naar = one_or_404(Huishouden, id=int(form.naar.data))
    return voeg_bij_huishouden(lid, naar, bron, met_allen=bool(form.met_allen.data))
