"""What everyone and a member sees of the dues."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen.machtigen import machtigingen_van
from vereniging.betalingen.mail import betaallink
from vereniging.contributie import queries
from vereniging.contributie.forms_tarieven import MinimaForm
from vereniging.contributie.models import Categorie
from vereniging.contributie.views.blueprints import bp
from vereniging.core import clock
from vereniging.core.web import everyone
from vereniging.leden.access import huidig_lid
from vereniging.leden.models import Lid
from vereniging.toegang.doelgroepen import ingelogd


@bp.get("/contributie", allow=everyone)
def toon() -> ResponseReturnValue:
    jaar = queries.jaar_op(clock.today())
    return render_template("contributie/toon.html", jaar=jaar)


@bp.get("/mijn/contributie", allow=ingelogd)
def mijn() -> ResponseReturnValue:
    return mijn_pagina(huidig_lid(), MinimaForm(formdata=None))


def mijn_pagina(lid: Lid, form: MinimaForm) -> str:
    """A member's own notas, and the low price: what was asked, and the first year to ask for."""
    dag = clock.today()
    laag = [jaar for jaar in queries.jaren_vanaf(dag) if jaar.tarief(Categorie.MINIMA) is not None]
    asked = {
        jaar.jaar: queries.minima_bij(jaar.jaar, queries.sleutel_van(jaar, lid)) for jaar in laag
    }
    te_vragen = [jaar for jaar, vraag in asked.items() if vraag is None and lid.is_lid_op(dag)]
    return render_template(
        "contributie/mijn.html",
        notas=queries.notas_van(lid),
        dag=dag,
        betaallink=betaallink,
        gevraagd=[vraag for vraag in asked.values() if vraag is not None],
        te_vragen=te_vragen[0] if te_vragen else None,
        form=form,
        heeft_machtiging=bool(machtigingen_van(lid.id)),
    )
