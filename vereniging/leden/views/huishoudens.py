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
from vereniging.leden.acties.huishoudens import splits_huishouden, voeg_bij_huishouden
from vereniging.leden.forms import options
from vereniging.leden.forms.huishouden import EIGEN, HuishoudenForm
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
        page = render_template("leden/bestuur/huishouden.html", form=form, lid=lid)
        return (page, 422) if form.errors else page
    changed = _zet_om(lid, form)
    zin = _("Het huishouden is gewijzigd.") if changed else _("Er was niets te wijzigen.")
    return done("leden_bestuur.toon", zin, lidnummer=lidnummer)


def _form(lid: Lid) -> HuishoudenForm:
    form = HuishoudenForm()
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
