"""Money that does not add up: the list, one of them, and closing it with what it was."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen import verschillen as acties
from vereniging.betalingen.models import Verschil
from vereniging.betalingen.queries import gesloten_verschillen, open_verschillen
from vereniging.contributie.forms import UitlegForm
from vereniging.contributie.queries import nota_bij
from vereniging.contributie.raad import raad
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.queries import naam_van_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import kascommissie, penningmeester

RECENT = 20


@bp.get("/verschillen", allow=kascommissie)
def verschillen() -> ResponseReturnValue:
    return render_template(
        "contributie/bestuur/verschillen.html",
        openstaand=open_verschillen(),
        gesloten=gesloten_verschillen(RECENT),
        raad=raad,
    )


@bp.get("/verschillen/<int:nummer>", allow=kascommissie)
def verschil(nummer: int) -> ResponseReturnValue:
    noteer_inzage("contributie.verschil", str(nummer), account_id())
    return _pagina(one_or_404(Verschil, id=nummer), UitlegForm(formdata=None))


def _pagina(found: Verschil, form: UitlegForm) -> str:
    return render_template(
        "contributie/bestuur/verschil.html",
        verschil=found,
        raad=raad(found.soort),
        nota=nota_bij(found.sleutel),
        wie=naam_van_account(found.door_id),
        form=form,
    )


@bp.post("/verschillen/<int:nummer>/sluiting", allow=penningmeester)
def sluit_verschil(nummer: int) -> ResponseReturnValue:
    found, form = one_or_404(Verschil, id=nummer), UitlegForm()
    if not form.validate():
        return _pagina(found, form), 422
    acties.sluit_verschil(nummer, form.uitleg.data or "", clock.now(), account_id())
    return done("contributie_bestuur.verschillen", _("Het verschil is afgesloten."))
