"""The first page of an empty installation."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.bestuur.acties import Inrichting, richt_in
from vereniging.bestuur.forms import InstellenForm
from vereniging.bestuur.instelcode import is_leeg
from vereniging.bestuur.views.blueprint import instellen_bp
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done, everyone


@instellen_bp.route("/instellen", methods=["GET", "POST"], allow=everyone, limit="20/hour")
def instellen() -> ResponseReturnValue:
    """Name the association and its first officer; gone once that is done."""
    if not is_leeg():
        abort(404)
    form = InstellenForm()
    if not form.validate_on_submit():
        return render_template("bestuur/instellen.html", form=form), 422 if form.errors else 200
    wie = Inrichting(
        naam=form.naam.data,
        email=form.email.data,
        bestuurslid=form.bestuurslid.data,
        bestuurslid_email=form.bestuurslid_email.data,
    )
    richt_in(wie, clock.now())
    return done("toegang.inloggen", _("De site is ingesteld. Log nu in met uw e-mailadres."))
