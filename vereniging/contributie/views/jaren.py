"""The treasurer's year: what was charged and received, the run and the requests."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vereniging.betalingen.queries import open_verschillen
from vereniging.contributie import acties, queries
from vereniging.contributie.boekhouding import cijfers
from vereniging.contributie.models import Contributiejaar
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import kascommissie, penningmeester


@bp.get("", allow=kascommissie)
def overzicht() -> ResponseReturnValue:
    noteer_inzage("contributie.overzicht", "notas", account_id())
    jaren, args = queries.jaren(), request.args
    nu_lopend = queries.jaar_op(clock.today()) or (jaren[0] if jaren else None)
    gekozen = args.get("jaar", type=int) or (nu_lopend.jaar if nu_lopend else None)
    jaar = next((one for one in jaren if one.jaar == gekozen), None)
    if jaar is None:
        return render_template("contributie/bestuur/leeg.html")
    blad = min(max(args.get("blad", 1, type=int), 1), 10**6)
    return _jaarpagina(jaar, jaren, args.get("stand", ""), blad)


def _jaarpagina(jaar: Contributiejaar, jaren: list[Contributiejaar], stand: str, blad: int) -> str:
    dag = clock.today()
    notas, bladen = queries.notas(jaar.jaar, stand, blad, dag)
    return render_template(
        "contributie/bestuur/overzicht.html",
        jaar=jaar,
        jaren=jaren,
        cijfers=cijfers(jaar.jaar, dag),
        notas=notas,
        blad=blad,
        bladen=bladen,
        gekozen_stand=stand,
        dag=dag,
        voorbeeld=acties.voorbeeld(jaar, dag),
        verschillen=len(open_verschillen()),
    )


@bp.post("/<jaar:jaar>/verzoeken", allow=penningmeester)
def vraag_betaling(jaar: int) -> ResponseReturnValue:
    acties.vraag_betaling(jaar, clock.now())
    return done("contributie_bestuur.overzicht", _("De verzoeken gaan nu weg."), jaar=jaar)
