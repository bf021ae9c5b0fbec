"""The low price: asked by a member, decided by the treasurer, seen by nobody else."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.contributie import queries
from vereniging.contributie.acties.minima import beslis_minima, vraag_minima
from vereniging.contributie.forms_tarieven import MinimaBesluitForm, MinimaForm
from vereniging.contributie.models import Minimaregeling, Minimauitkomst
from vereniging.contributie.views.blueprints import account_id, bp
from vereniging.contributie.views.blueprints import bestuur as kas
from vereniging.contributie.views.openbaar import mijn_pagina
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import huidig_lid
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import leden, penningmeester


@bp.post("/mijn/contributie/<jaar:jaar>/minima", allow=leden, limit="20/hour")
def vraag(jaar: int) -> ResponseReturnValue:
    lid, form = huidig_lid(), MinimaForm()
    if not form.validate():
        return mijn_pagina(lid, form), 422
    vraag_minima(lid, jaar, clock.now())
    sentence = _("Uw vraag is bij de penningmeester. U krijgt bericht.")
    return done("contributie.mijn", sentence)


@kas.get("/minima", allow=penningmeester)
def minima() -> ResponseReturnValue:
    noteer_inzage("contributie.minima", "minima", account_id())
    return render_template(
        "contributie/bestuur/minima.html",
        nieuw=queries.minima_vragen(Minimauitkomst.GEVRAAGD),
        beslist=[
            one for one in queries.minima_vragen() if one.uitkomst is not Minimauitkomst.GEVRAAGD
        ],
    )


@kas.post("/minima/<int:nummer>/besluit", allow=penningmeester)
def beslis(nummer: int) -> ResponseReturnValue:
    asked, form = one_or_404(Minimaregeling, id=nummer), MinimaBesluitForm()
    if not form.validate():
        abort(422)
    beslis_minima(asked, clock.now(), account_id(), toekennen=form.besluit.data == "ja")
    return done("contributie_bestuur.minima", _("Het lid krijgt uw antwoord per mail."))
