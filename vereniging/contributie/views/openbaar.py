"""What everyone and a member sees of the dues."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen.mail import betaallink
from vereniging.contributie import queries
from vereniging.contributie.views.blueprints import bp
from vereniging.core import clock
from vereniging.core.web import everyone
from vereniging.leden.access import huidig_lid
from vereniging.toegang.doelgroepen import ingelogd


@bp.get("/contributie", allow=everyone)
def toon() -> ResponseReturnValue:
    jaar = queries.jaar_op(clock.today())
    return render_template("contributie/toon.html", jaar=jaar)


@bp.get("/mijn/contributie", allow=ingelogd)
def mijn() -> ResponseReturnValue:
    lid = huidig_lid()
    notas = queries.notas_van(lid)
    return render_template(
        "contributie/mijn.html", notas=notas, dag=clock.today(), betaallink=betaallink
    )
