"""A member gives, sees and withdraws the permission to collect."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen import machtigen
from vereniging.betalingen.eerste import Machtigingsgever, betaal_met_machtiging
from vereniging.betalingen.gateway import GatewayError
from vereniging.betalingen.machtiging import Machtiging
from vereniging.betalingen.machtigingstekst import voorbeeldtekst
from vereniging.contributie.forms_incasso import EersteForm, MachtigingForm
from vereniging.contributie.incassokeuze import regels_bij
from vereniging.contributie.queries import te_betalen
from vereniging.contributie.views.blueprints import bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.security import leads_to_payment
from vereniging.core.web import done, redirect
from vereniging.leden.access import huidig_lid
from vereniging.toegang.doelgroepen import leden_en_donateurs


@bp.get("/mijn/contributie/machtiging", allow=leden_en_donateurs)
def machtiging() -> ResponseReturnValue:
    return _pagina()


def _pagina(
    form: MachtigingForm | None = None, eerste: EersteForm | None = None, zin: str = ""
) -> str:
    leads_to_payment()
    lid = huidig_lid()
    gegeven = machtigen.machtigingen_van(lid.id)
    if not gegeven and not machtigen.aangeboden():
        abort(404)
    return render_template(
        "contributie/machtiging.html",
        form=form or MachtigingForm(formdata=None, naam=lid.naam),
        eerste=eerste or EersteForm(formdata=None, rekeninghouder=lid.naam),
        formulieren=[one for one in (form, eerste) if one is not None],
        nota=next(iter(te_betalen(lid)), None),
        zin=zin,
        machtigingen=gegeven,
        regels=regels_bij([row.id for row in gegeven]),
        tekst=voorbeeldtekst(lid),
        aangeboden=machtigen.aangeboden(),
    )


@bp.post("/mijn/contributie/machtiging", allow=leden_en_donateurs, fresh=True, limit="20/hour")
def geef_machtiging() -> ResponseReturnValue:
    if not machtigen.aangeboden():
        abort(404)
    form = MachtigingForm()
    if not form.validate():
        return _pagina(form), 422
    try:
        machtigen.geef(huidig_lid(), form.naam.data or "", form.nummer(), clock.now())
    except GatewayError:
        sentence = _("De betaaldienst is even niet bereikbaar. Er is niets vastgelegd.")
        return _pagina(form, zin=sentence), 503
    return done(".machtiging", _("Uw machtiging is vastgelegd. U krijgt een e-mail met de tekst."))


@bp.post(
    "/mijn/contributie/machtiging/ideal", allow=leden_en_donateurs, fresh=True, limit="20/hour"
)
def betaal_met_ideal() -> ResponseReturnValue:
    notas, form = te_betalen(huidig_lid()), EersteForm()
    if not notas or not machtigen.aangeboden():
        abort(404)
    if not form.validate():
        return _pagina(eerste=form), 422
    wie = Machtigingsgever(lid=huidig_lid(), naam=form.rekeninghouder.data or "")
    try:
        return redirect(betaal_met_machtiging(notas[0].id, wie, clock.now()), 303)
    except GatewayError:
        sentence = _("De betaaldienst is even niet bereikbaar. Er is niets afgeschreven.")
        return _pagina(eerste=form, zin=sentence), 503


@bp.post("/mijn/contributie/machtiging/<kenmerk:kenmerk>/einde", allow=leden_en_donateurs)
def trek_machtiging_in(kenmerk: str) -> ResponseReturnValue:
    found = one_or_404(Machtiging, kenmerk=kenmerk, lid_id=huidig_lid().id)
    machtigen.trek_in(found, clock.now())
    return done(".machtiging", _("De machtiging is gestopt. Wij schrijven niets meer af."))
