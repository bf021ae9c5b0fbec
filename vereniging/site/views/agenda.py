"""A calendar of one's own."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.secrets import seed_in, token_for
from vereniging.core.security import secret_page
from vereniging.core.web import done, everyone
from vereniging.leden.access import huidig_lid
from vereniging.site.acties import maak_agendalink, stop_agendalink
from vereniging.site.agenda import DOEL, agenda_van, agendalink_met, agendalink_van
from vereniging.site.views.blueprint import bp
from vereniging.statuten.queries import instelling
from vereniging.toegang.doelgroepen import leden_en_donateurs


@bp.get("/mijn/agenda", allow=leden_en_donateurs)
def mijn_agenda() -> ResponseReturnValue:
    """The secret address, to copy into a telephone."""
    secret_page()
    found = agendalink_van(huidig_lid())
    token = token_for(found.kiem, DOEL) if found else ""
    return render_template("site/agenda.html", agendalink=found, token=token)


@bp.post("/mijn/agenda", allow=leden_en_donateurs, limit="20/hour")
def maak_agenda() -> ResponseReturnValue:
    """Make an address, or another one."""
    maak_agendalink(huidig_lid(), clock.now())
    return done(".mijn_agenda", _("Uw agenda-adres staat klaar."))


@bp.post("/mijn/agenda/stoppen", allow=leden_en_donateurs)
def stop_agenda() -> ResponseReturnValue:
    """The address stops working."""
    stop_agendalink(huidig_lid())
    return done(".mijn_agenda", _("Uw agenda-adres werkt niet meer."))


@bp.get("/agenda/<token:token>.ics", allow=everyone, limit="240/hour")
def eigen_agenda(token: str) -> ResponseReturnValue:
    """What a telephone reads."""
    secret_page()
    kiem = seed_in(token, DOEL)
    found = agendalink_met(kiem) if kiem else None
    if found is None:
        abort(404)
    body = agenda_van(found.lid, str(instelling("korte_naam")), clock.now())
    return Response(body, mimetype="text/calendar")
