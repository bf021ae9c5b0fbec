"""The secretary's page for a member who died."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties import Wijzigbron
from vereniging.leden.acties.overlijden import herstel_overlijden, meld_overlijden
from vereniging.leden.forms.overlijden import OverlijdenForm
from vereniging.leden.models import Lid
from vereniging.leden.queries import lid_met_nummer
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import secretaris


def _lid(lidnummer: int) -> Lid:
    lid = lid_met_nummer(lidnummer)
    if lid is None:
        abort(404)
    return lid


@bp.route("/leden/<int:lidnummer>/overlijden", allow=secretaris, methods=["GET", "POST"])
def overlijden(lidnummer: int) -> ResponseReturnValue:
    if request.method == "GET":
        noteer_inzage("leden.overlijden", str(lidnummer), ingelogd_account())
    lid = _lid(lidnummer)
    form = OverlijdenForm()
    form.lidnummer = lidnummer
    if not form.validate_on_submit():
        page = render_template("leden/bestuur/overlijden.html", form=form, lid=lid)
        return (page, 422) if form.errors else page
    bron = Wijzigbron(nu=clock.now(), door=ingelogd_account(), reden=form.reden.data or "")
    assert form.dag.data is not None  # noqa: S101  the form requires it
    meld_overlijden(lid, form.dag.data, bron)
    zin = _("Dit is bewaard. Wij sturen %(naam)s niets meer.", naam=lid.naam)
    return done("leden_bestuur.toon", zin, lidnummer=lidnummer)


@bp.post("/leden/<int:lidnummer>/overlijden/herstel", allow=secretaris)
def herstel_na_vergissing(lidnummer: int) -> ResponseReturnValue:
    lid = _lid(lidnummer)
    herstel_overlijden(lid, Wijzigbron(nu=clock.now(), door=ingelogd_account()))
    zin = _(
        "De vergissing is hersteld. Kijk nog naar het huishouden, de functies en de machtiging."
    )
    return done("leden_bestuur.toon", zin, lidnummer=lidnummer)
