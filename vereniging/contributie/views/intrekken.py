"""The treasurer takes one nota back, or lets it count again."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from vereniging.contributie.acties import intrekken
from vereniging.contributie.forms_afsluiting import RunTerugForm
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.contributie.views.notas import nota_of_404, pagina
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import huidig_lid
from vereniging.toegang.doelgroepen import penningmeester


@bp.post("/notas/<kenmerk:kenmerk>/intrekking", allow=penningmeester, fresh=True)
def trek_nota_in(kenmerk: str) -> ResponseReturnValue:
    found, form = nota_of_404(kenmerk), RunTerugForm()
    if not form.validate():
        return pagina(found, intrekken=form), 422
    intrekken.trek_in(found, form.reden.data or "", huidig_lid(), account_id(), clock.now())
    sentence = _("De nota is ingetrokken. Niemand hoeft hem te betalen.")
    return done("contributie_bestuur.nota", sentence, kenmerk=kenmerk)


@bp.post("/notas/<kenmerk:kenmerk>/intrekking/terug", allow=penningmeester, fresh=True)
def herstel_nota(kenmerk: str) -> ResponseReturnValue:
    intrekken.herstel(nota_of_404(kenmerk), huidig_lid(), account_id(), clock.now())
    return done("contributie_bestuur.nota", _("De nota geldt weer."), kenmerk=kenmerk)
