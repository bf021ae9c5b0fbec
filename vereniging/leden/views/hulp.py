"""The secretary's page for who helps a member without e-mail."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties import Wijzigbron
from vereniging.leden.acties.hulp import beeindig_hulp, wijs_helper_aan
from vereniging.leden.forms.hulp import HulpForm
from vereniging.leden.hulp import hulp_van
from vereniging.leden.models import Hulp, Lid
from vereniging.leden.queries import lid_met_nummer
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import secretaris


def _lid(lidnummer: int) -> Lid:
    return lid_met_nummer(lidnummer) or abort(404)


def _page(lid: Lid, form: HulpForm) -> str:
    return render_template("leden/bestuur/hulp.html", lid=lid, form=form, hulp=hulp_van(lid))


@bp.get("/leden/<int:lidnummer>/helper", allow=secretaris)
def hulp(lidnummer: int) -> ResponseReturnValue:
    """Who helps this member."""
    noteer_inzage("leden.hulp", str(lidnummer), ingelogd_account())
    return _page(_lid(lidnummer), HulpForm(formdata=None))


@bp.post("/leden/<int:lidnummer>/helper", allow=secretaris)
def leg_hulp_vast(lidnummer: int) -> ResponseReturnValue:
    """From today the letters go to the helper."""
    lid, form = _lid(lidnummer), HulpForm()
    helper = lid_met_nummer(int(form.lidnummer.data or 0)) if form.validate() else None
    if helper is None:
        wrong = _("Dit lidnummer kennen wij niet. Zoek het op bij Leden.")
        form.lidnummer.errors = form.lidnummer.errors if form.errors else [wrong]
        return _page(lid, form), 422
    bron = Wijzigbron(nu=clock.now(), door=ingelogd_account(), reden=form.akkoord.data or "")
    wijs_helper_aan(lid, helper, bron)
    zin = _("%(helper)s helpt %(naam)s. Allebei krijgen zij bericht.",
            helper=helper.naam, naam=lid.naam)  # fmt: skip
    return done("leden_bestuur.toon", zin, lidnummer=lidnummer)


@bp.post("/hulp/<int:nummer>/einde", allow=secretaris)
def stop_hulp(nummer: int) -> ResponseReturnValue:
    """The letters go by post again."""
    found = one_or_404(Hulp, id=nummer)
    beeindig_hulp(found, Wijzigbron(nu=clock.now(), door=ingelogd_account()))
    zin = _("De brieven aan %(naam)s gaan weer per post.", naam=found.lid.naam)
    return done("leden_bestuur.toon", zin, lidnummer=found.lid.lidnummer)
