"""Which mail a member wants, topic by topic."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import huidig_lid
from vereniging.leden.forms.mailvoorkeuren import mailvoorkeurform
from vereniging.leden.views.blueprints import bp
from vereniging.post.mailing_queries import voorkeuren_van
from vereniging.post.voorkeuren import kies
from vereniging.toegang.doelgroepen import leden_en_donateurs


@bp.route("/mijn/mail", allow=leden_en_donateurs, methods=["GET", "POST"])
def mailvoorkeuren() -> ResponseReturnValue:
    """Choose, for each topic, how much of it comes."""
    lid = huidig_lid()
    form = mailvoorkeurform(voorkeuren_van(lid.id))
    if form.validate_on_submit():
        kies(lid.id, form.keuzes(), clock.now())
        return done("leden.mailvoorkeuren", _("Uw keuze is bewaard."))
    page = render_template("leden/mailvoorkeuren.html", form=form, lid=lid)
    return (page, 422) if form.errors else page
