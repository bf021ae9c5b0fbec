"""The treasurer chooses how members pay, from what Mollie has switched on."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen import betaalwijzen
from vereniging.betalingen.gateway import GatewayError
from vereniging.contributie.forms_tarieven import BetaalwijzenForm
from vereniging.contributie.views.blueprints import bestuur as kas
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.statuten.queries import instelling
from vereniging.toegang.doelgroepen import penningmeester


@kas.get("/betaalwijzen", allow=penningmeester)
def wijzen() -> ResponseReturnValue:
    form = BetaalwijzenForm(formdata=None, methoden=instelling("mollie_methoden"))
    return _pagina(form, 200)


@kas.post("/betaalwijzen", allow=penningmeester, limit="20/hour")
def kies_wijzen() -> ResponseReturnValue:
    form = BetaalwijzenForm()
    try:
        aanbod = betaalwijzen.aangeboden()
    except GatewayError:
        return _pagina(form, 503)
    betaalwijzen.kies(form.methoden.data or [], aanbod)
    return done("contributie_bestuur.wijzen", _("Leden betalen voortaan zo."))


def _pagina(form: BetaalwijzenForm, status: int) -> ResponseReturnValue:
    """What is offered now; when Mollie is away, only what was chosen before."""
    is_bereikbaar = status == 200
    try:
        form.bied_aan(betaalwijzen.aangeboden() if is_bereikbaar else ())
    except GatewayError:
        is_bereikbaar = False
    page = render_template(
        "contributie/bestuur/betaalwijzen.html", form=form, nu=betaalwijzen.betaalwijzen(),
        is_bereikbaar=is_bereikbaar,
    )  # fmt: skip
    return page, status
