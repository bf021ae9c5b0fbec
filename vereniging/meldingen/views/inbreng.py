"""What a reporter adds by the link: words, photos, another consent, and how it went."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done, everyone
from vereniging.meldingen import acties
from vereniging.meldingen.forms import JA, AanvulForm, OordeelForm, ToestemmingForm
from vereniging.meldingen.models import Tevreden
from vereniging.meldingen.views.blueprints import bp
from vereniging.meldingen.views.fotos import BODY, ontvang_fotos
from vereniging.meldingen.views.volgpagina import melding_achter, volgpagina


@bp.post("/volg/<token:token>/aanvullen", allow=everyone, limit="60/hour")
def vul_aan(token: str) -> ResponseReturnValue:
    melding, form = melding_achter(token), AanvulForm()
    if not form.validate():
        return volgpagina(melding, token, aanvul=form), 422
    acties.vul_aan(melding, form.aanvulling.data or "", clock.now())
    return done("meldingen.volg", _("Dank u. Wij lezen het mee."), token=token)


@bp.post("/volg/<token:token>/fotos", allow=everyone, limit="60/hour", max_body=BODY)
def vul_aan_met_fotos(token: str) -> ResponseReturnValue:
    """Photos apart from the words, so that one that is too big costs none."""
    al = [foto for foto in melding_achter(token).fotos if not foto.is_van_partij]
    form, namen = ontvang_fotos(len(al))
    melding = melding_achter(token)
    if namen:
        acties.vul_aan_met_fotos(melding, namen, clock.now())
    if form.errors:
        return volgpagina(melding, token, fotos=form), 422
    return done("meldingen.volg", _("Dank u. Uw foto’s zijn bewaard."), token=token)


@bp.post("/volg/<token:token>/toestemming", allow=everyone, limit="60/hour")
def sta_toe(token: str) -> ResponseReturnValue:
    melding, form = melding_achter(token), ToestemmingForm()
    if not form.validate():
        return volgpagina(melding, token, toestemming=form), 422
    acties.sta_toe(
        melding, clock.now(), doorzendbaar=form.is_doorzendbaar.data == JA,
        contact=form.mag_contact_delen.data == JA,
    )  # fmt: skip
    return done("meldingen.volg", _("Wij houden ons hieraan."), token=token)


@bp.post("/volg/<token:token>/oordeel", allow=everyone, limit="60/hour")
def beoordeel(token: str) -> ResponseReturnValue:
    melding, form = melding_achter(token), OordeelForm()
    if not form.validate():
        return volgpagina(melding, token, oordeel=form), 422
    oordeel = Tevreden(form.tevreden.data)
    acties.beoordeel(melding, oordeel, form.waarom.data or "", clock.now())
    return done("meldingen.volg", _("Dank u. Hier leren wij van."), token=token)
