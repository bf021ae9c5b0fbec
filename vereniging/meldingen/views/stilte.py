"""Officers bring a report without an answer a step up."""

from __future__ import annotations

from flask import abort
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.meldingen import queries
from vereniging.meldingen.acties.stilte import schaal_doorzending_op
from vereniging.meldingen.views.blueprints import bestuur
from vereniging.toegang.doelgroepen import commissie, moderatoren


@bestuur.post("/<kenmerk:kenmerk>/doorzending/<int:nummer>/opschalen", allow=commissie)
def doorzending_opschalen(kenmerk: str, nummer: int) -> ResponseReturnValue:
    """The party stayed silent: talk to it."""
    melding = queries.melding_met(kenmerk=kenmerk) or abort(404)
    if melding.is_vertrouwelijk and not moderatoren():
        abort(404)
    found = {each.id: each for each in queries.doorzendingen(melding)}
    opschaling = schaal_doorzending_op(found.get(nummer) or abort(404), clock.now())
    zin = _("De melding staat een stap hoger. Spreek nu met de partij.")
    return done("opschaling_bestuur.beheer", zin, kenmerk=opschaling.kenmerk)
