"""What a member agreed to, when, in which words; given and taken back with one button."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.avg.toestemmingen import LOSSE, losse
from vereniging.avg.views.blueprints import bp
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import huidig_lid
from vereniging.leden.acties.toestemmen import geef_toestemming, trek_toestemming_in
from vereniging.leden.models import Toestemmingsdoel
from vereniging.leden.toestemmingen import (
    TITELS,
    geldende,
    tekst,
    toestemmingen_van,
    versie,
)
from vereniging.toegang.doelgroepen import leden_en_donateurs


@bp.get("/mijn/toestemmingen", allow=leden_en_donateurs)
def toestemmingen() -> ResponseReturnValue:
    """Every consent that holds, that can be given, and that was withdrawn."""
    lid = huidig_lid()
    return render_template(
        "avg/toestemmingen.html",
        staand=[(doel, TITELS[doel], geldende(lid, doel)) for doel in Toestemmingsdoel],
        losse=[(soort, soort.gegeven(lid)) for soort in LOSSE],
        verleden=[one for one in toestemmingen_van(lid) if one.tot is not None],
        titels=TITELS,
        tekst=tekst,
        versie=versie,
    )


@bp.post("/mijn/toestemmingen/geven", allow=leden_en_donateurs)
def geef() -> ResponseReturnValue:
    """Agree to the words that stood beside the button."""
    gelezen = request.form.get("versie", type=int) or 0
    geef_toestemming(huidig_lid(), _doel(), clock.now(), gelezen)
    return done("avg.toestemmingen", _("Dank u. Uw toestemming is bewaard."))


@bp.post("/mijn/toestemmingen/intrekken", allow=leden_en_donateurs)
def trek_in() -> ResponseReturnValue:
    """No longer agree, to a standing consent or to all single ones of a kind."""
    lid, soort = huidig_lid(), losse(request.form.get("doel", ""))
    if soort is not None:
        soort.trek_in(lid)
    else:
        trek_toestemming_in(lid, _doel(), clock.now())
    return done("avg.toestemmingen", _("Uw toestemming is ingetrokken."))


def _doel() -> Toestemmingsdoel:
    gekozen = request.form.get("doel", "")
    return next((doel for doel in Toestemmingsdoel if doel.value == gekozen), None) or abort(404)
