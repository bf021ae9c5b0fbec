"""How long a report is kept: the usual terms, or longer with a reason."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.meldingen.acties.aanhouden import bewaar_langer, bewaar_niet_langer
from vereniging.meldingen.forms.permail import BewaarForm
from vereniging.meldingen.models import Melding
from vereniging.meldingen.queries import melding_met
from vereniging.meldingen.views.blueprints import bestuur
from vereniging.toegang.doelgroepen import moderatoren


@bestuur.route("/<kenmerk:kenmerk>/bewaren", allow=moderatoren, methods=["GET", "POST"])
def bewaren(kenmerk: str) -> ResponseReturnValue:
    """Tell the terms, and keep it longer."""
    melding, form = _melding(kenmerk), BewaarForm()
    if form.validate_on_submit():
        bewaar_langer(melding, form.reden.data or "", clock.now())
        zin = _("Deze melding blijft bewaard tot u dit weer uitzet.")
        return done("meldingen_bestuur.toon", zin, kenmerk=kenmerk)
    page = render_template("meldingen/bestuur_bewaren.html", melding=melding, form=form)
    return page, 422 if form.is_submitted() else 200


@bestuur.post("/<kenmerk:kenmerk>/bewaren/stop", allow=moderatoren)
def niet_langer_bewaren(kenmerk: str) -> ResponseReturnValue:
    """Let the usual terms count again."""
    bewaar_niet_langer(_melding(kenmerk), clock.now())
    zin = _("De gewone bewaartermijnen gelden weer.")
    return done("meldingen_bestuur.toon", zin, kenmerk=kenmerk)


def _melding(kenmerk: str) -> Melding:
    return melding_met(kenmerk=kenmerk) or abort(404)
