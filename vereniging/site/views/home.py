"""What is on, and who we are."""

from __future__ import annotations

from datetime import date, timedelta

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant.queries import partijen, samen_bereikt
from vereniging.core import clock
from vereniging.core.web import everyone
from vereniging.leden.models.opzegging import regels_van
from vereniging.leden.opzegtermijn import einddatum, opzeggen_tot_en_met
from vereniging.leden.queries import functies_op
from vereniging.mandaten.queries import te_late_terugkoppelingen
from vereniging.redactie.queries import nieuws
from vereniging.site.queries import (
    nieuwste_standpunten,
    nu_te_stemmen,
    volgende_vergadering,
)
from vereniging.site.views.blueprint import bp
from vereniging.site.voor_u import nog
from vereniging.statuten.queries import profiel
from vereniging.toegang.doelgroepen import leden

OP_VOORPAGINA = 3


@bp.get("/", allow=everyone)
def home() -> ResponseReturnValue:
    """What is on today; each part only when there is something to show."""
    nu, dag = clock.now(), clock.today()
    stemming = nu_te_stemmen(nu)
    return render_template(
        "site/home.html",
        stemming=stemming,
        nog=nog(nu, stemming.sluit_op) if stemming else "",
        vergadering=volgende_vergadering(),
        standpunten=nieuwste_standpunten(openbaar=not leden()),
        nieuws=nieuws(per=OP_VOORPAGINA),
        zonder_bericht=te_late_terugkoppelingen(nu),
        dag=dag,
        **_beloofd(dag),
        **_uitstap(dag),
    )


def _beloofd(dag: date) -> dict[str, object]:
    bereikt, afspraken = samen_bereikt(dag)
    return {"bereikt": bereikt, "afspraken": afspraken}


def _uitstap(dag: date) -> dict[str, date]:
    regels = regels_van(profiel(dag))
    einde = einddatum(dag, regels)
    return {"einde": einde, "opzeggen_voor": opzeggen_tot_en_met(einde, regels) + timedelta(days=1)}


@bp.get("/vereniging", allow=everyone)
def vereniging() -> ResponseReturnValue:
    """Who we are and how to reach us."""
    return render_template(
        "site/vereniging.html", functies=functies_op(clock.today()), partijen=partijen()
    )
