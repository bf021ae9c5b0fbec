"""What the night will erase, counted now."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.avg.bewaren import REGELS as PERSONEN
from vereniging.avg.bewaren import Persoonswissing
from vereniging.avg.views.blueprints import bestuur_bp
from vereniging.avg.wisvragen import wachtende_wisverzoeken
from vereniging.core import clock
from vereniging.leden.access import ingelogd_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.taken.bewaren import REGELS
from vereniging.toegang.doelgroepen import bestuur


@bestuur_bp.get("/avg", allow=bestuur)
def bewaren() -> ResponseReturnValue:
    """What the night will erase, counted now: a look beforehand changes nothing."""
    noteer_inzage("avg.bewaren", "register", ingelogd_account())
    nu = clock.now()
    return render_template(
        "avg/bewaren.html",
        regels=[(regel, regel.tel(nu)) for soort in REGELS.values() for regel in soort],
        personen=[(r, r.wie(nu)) for r in PERSONEN if isinstance(r, Persoonswissing)],
        wachtend=len(wachtende_wisverzoeken()),
    )
