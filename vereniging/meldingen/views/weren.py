"""Whose reports a person looks at first, and until when."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.meldingen.acties.weren import hef_op, kan_weren, weer, weringen_op
from vereniging.meldingen.forms.permail import WeerForm
from vereniging.meldingen.models import Wering
from vereniging.meldingen.queries import melding_met
from vereniging.meldingen.views.blueprints import bestuur
from vereniging.toegang.doelgroepen import moderatoren


@bestuur.route("/<kenmerk:kenmerk>/weren", allow=moderatoren, methods=["GET", "POST"])
def weren(kenmerk: str) -> ResponseReturnValue:
    """Hold what the sender of this report sends from now on."""
    melding, form = melding_met(kenmerk=kenmerk), WeerForm()
    if melding is None or not kan_weren(melding):
        abort(404)
    if form.validate_on_submit():
        weer(melding, form.reden.data or "", int(form.dagen.data), clock.now())
        return done(".weringen", _("Wat deze afzender stuurt, bekijkt u voortaan eerst."))
    page = render_template("meldingen/weren.html", melding=melding, form=form)
    return page, 422 if form.is_submitted() else 200


@bestuur.get("/weringen", allow=moderatoren)
def weringen() -> ResponseReturnValue:
    """Who is held now."""
    return render_template("meldingen/weringen.html", weringen=weringen_op(clock.today()))


@bestuur.post("/weringen/<int:nummer>/opheffen", allow=moderatoren)
def opheffen(nummer: int) -> ResponseReturnValue:
    """Hold this sender no longer."""
    hef_op(one_or_404(Wering, id=nummer))
    return done(".weringen", _("Deze afzender wordt niet meer vastgehouden."))
