"""A person asks to be forgotten, follows it, and can undo it."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.avg import acties
from vereniging.avg.forms import WisForm
from vereniging.avg.views.blueprints import bp
from vereniging.avg.wisuitleg import BLIJFT, TAG, WEG, WOORD, stappen
from vereniging.avg.wisvragen import laatste_verzoek, lopend_verzoek
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import mogelijk_lid
from vereniging.leden.models import Lid
from vereniging.leden.wisbeletsels import beletsels, beletsels_van_adres
from vereniging.toegang.doelgroepen import ingelogd
from vereniging.toegang.models import Account
from vereniging.toegang.sessions import current_session


def _wie() -> tuple[Lid | None, Account]:
    sessie = current_session()
    if sessie is None:
        abort(403)
    return mogelijk_lid(), sessie.account


@bp.get("/mijn/wissen", allow=ingelogd)
def wissen() -> ResponseReturnValue:
    """What goes, what stays, what has to happen first, and how far the request is."""
    return _page(WisForm())


@bp.post("/mijn/wissen", allow=ingelogd)
def vraag_wissen() -> ResponseReturnValue:
    """Ask it; who asks twice has asked once."""
    form, (lid, account) = WisForm(), _wie()
    if not form.validate_on_submit():
        return _page(form), 422
    acties.vraag_wissen(lid, account, form.toelichting.data or "", clock.now(), None)
    return done("avg.wissen", _("Uw verzoek is binnen."))


@bp.post("/mijn/wissen/intrekken", allow=ingelogd)
def trek_wissen_in() -> ResponseReturnValue:
    """Undo it; nothing to undo is fine."""
    lid, account = _wie()
    verzoek = lopend_verzoek(lid.id if lid else None, account.id)
    if verzoek is not None:
        acties.trek_in(verzoek)
    return done("avg.wissen", _("Uw verzoek is ingetrokken. Wij wissen niets."))


def _page(form: WisForm) -> str:
    lid, account = _wie()
    nu, verzoek = clock.now(), laatste_verzoek(lid.id if lid else None, account.id)
    return render_template(
        "avg/wissen.html",
        form=form,
        verzoek=verzoek,
        stappen=stappen(verzoek) if verzoek else [],
        label=WOORD[verzoek.stand] if verzoek else "",
        tag=TAG[verzoek.stand] if verzoek else "",
        beletsels=beletsels(lid, nu) if lid else beletsels_van_adres(account.email, nu),
        is_lid=lid is not None,
        weg=WEG,
        blijft=BLIJFT,
    )
