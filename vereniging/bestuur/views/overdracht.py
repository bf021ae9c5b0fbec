"""How an office goes to the next holder."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.bestuur.acties.overdragen import begin_overdracht, geef_punt, ontvang_punt
from vereniging.bestuur.models import Overdracht, Overdrachtpunt
from vereniging.bestuur.overdragen import PUNTEN, overdrachten
from vereniging.bestuur.views.blueprint import bp
from vereniging.bestuur.werk import werk
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.leden.forms import FUNCTIES
from vereniging.leden.models import Functie
from vereniging.leden.zetels import functies_per
from vereniging.statuten.queries import profiel
from vereniging.toegang.doelgroepen import bestuur


@bp.get("/overdracht", allow=bestuur)
def overdrachtlijst() -> ResponseReturnValue:
    """Who holds which office until when, and what is being handed over."""
    dag = clock.today()
    regels, begonnen = profiel(dag), overdrachten()
    return render_template(
        "bestuur/overdrachten.html",
        functies=[(functie, functie.termijn_tot(regels)) for functie in functies_per(dag)],
        overdrachten=begonnen,
        per_functie={each.functie_id: each for each in begonnen},
        namen=dict(FUNCTIES),
    )


@bp.post("/overdracht", allow=bestuur)
def begin() -> ResponseReturnValue:
    """Begin with the list of this office."""
    functie = one_or_404(Functie, id=request.form.get("functie", 0, type=int))
    made = begin_overdracht(functie, clock.now())
    return done(".overdracht", _("Dit gaat over naar de opvolger."), nummer=made.id)


@bp.get("/overdracht/<int:nummer>", allow=bestuur)
def overdracht(nummer: int) -> ResponseReturnValue:
    """What goes over, and what still waits in this office."""
    found = one_or_404(Overdracht, id=nummer)
    return render_template(
        "bestuur/overdracht.html",
        overdracht=found,
        teksten=PUNTEN,
        namen=dict(FUNCTIES),
        ik=ingelogd_account(),
        werk=werk(clock.now()),
    )


@bp.post("/overdracht/<int:nummer>/<slug:code>/<any(gegeven, ontvangen):wat>", allow=bestuur)
def zet_punt(nummer: int, code: str, wat: str) -> ResponseReturnValue:
    """It was given, or received."""
    punt = one_or_404(Overdrachtpunt, overdracht_id=nummer, code=code)
    act = geef_punt if wat == "gegeven" else ontvang_punt
    act(punt, ingelogd_account() or abort(403), clock.now())
    return done(".overdracht", _("Het staat erbij."), nummer=nummer)
