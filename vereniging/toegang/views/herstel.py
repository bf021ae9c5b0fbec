"""For who lost passkey, code app and paper."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core.clock import now
from vereniging.core.i18n import _
from vereniging.core.web import done, redirect, url_for
from vereniging.toegang.doelgroepen import halverwege
from vereniging.toegang.herstel import sluit, vraag_herstel
from vereniging.toegang.queries import lopend_herstel
from vereniging.toegang.views.blueprint import bp
from vereniging.toegang.views.stap import may_use_mail, mine


@bp.get("/inloggen/tweede-stap/kwijt", allow=halverwege)
def kwijt() -> ResponseReturnValue:
    sessie = mine()
    if may_use_mail(sessie):  # a mailed code is enough: nothing is lost
        return redirect(url_for(".tweede_stap"), 303)
    return render_template("toegang/kwijt.html", herstel=lopend_herstel(sessie.account_id))


@bp.post("/inloggen/tweede-stap/kwijt", allow=halverwege, limit="10/hour")
def meld_kwijt() -> ResponseReturnValue:
    vraag_herstel(mine().account, now())
    return done(".kwijt", _("Het bestuur heeft uw verzoek gekregen."))


@bp.post("/inloggen/tweede-stap/kwijt/intrekken", allow=halverwege)
def trek_herstel_in() -> ResponseReturnValue:
    herstel = lopend_herstel(mine().account_id)
    if herstel is not None:
        sluit(herstel, now())
    return done(".tweede_stap", _("Uw verzoek is ingetrokken."))
