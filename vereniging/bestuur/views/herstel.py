"""Two board members let somebody in again who lost every second factor."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.bestuur.queries import naam_bij
from vereniging.bestuur.views.blueprint import bp
from vereniging.core import clock
from vereniging.core.db import locked
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.toegang import herstel as verbs
from vereniging.toegang.doelgroepen import bestuur
from vereniging.toegang.models import Inlogherstel
from vereniging.toegang.queries import lopende_herstellen
from vereniging.toegang.sessions import current_session


@bp.get("/inlogherstel", allow=bestuur)
def inlogherstel() -> ResponseReturnValue:
    """Who asked, and how far it is."""
    nu, sessie = clock.now(), current_session()
    assert sessie is not None  # noqa: S101  the audience of the view
    rijen = [(row, naam_bij(row.account, nu)) for row in lopende_herstellen()]
    return render_template("bestuur/inlogherstel.html", rijen=rijen, mijn_id=sessie.account_id)


@bp.post("/inlogherstel/<int:nummer>/goedkeuren", allow=bestuur, fresh=True)
def keur_herstel_goed(nummer: int) -> ResponseReturnValue:
    """Say that you spoke this person and know who it is."""
    sessie, herstel = current_session(), _this(nummer)
    assert sessie is not None  # noqa: S101  the audience of the view
    verbs.keur_goed(herstel, sessie.account, clock.now())
    if herstel.vanaf is None:
        return done(".inlogherstel", _("Goedgekeurd. Nu kijkt een tweede bestuurslid."))
    return done(".inlogherstel", _("Goedgekeurd. Over 24 uur kan deze persoon weer inloggen."))


@bp.post("/inlogherstel/<int:nummer>/afwijzen", allow=bestuur, fresh=True)
def wijs_herstel_af(nummer: int) -> ResponseReturnValue:
    """Stop it: the person did not ask this, or nobody could tell."""
    verbs.sluit(_this(nummer), clock.now())
    return done(".inlogherstel", _("Het verzoek is afgewezen. Er is niets gewist."))


def _this(nummer: int) -> Inlogherstel:
    """The request as it is now: two may decide at the same moment."""
    found = locked(Inlogherstel, id=nummer)
    if found is None:
        abort(404)
    return found
