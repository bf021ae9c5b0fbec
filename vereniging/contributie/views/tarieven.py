"""The years with their prices, and the decision that sets those of the next one."""

from __future__ import annotations

from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.contributie import queries
from vereniging.contributie.acties.jaren import besluit_tarieven
from vereniging.contributie.forms_tarieven import TarievenForm
from vereniging.contributie.models import Categorie
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.i18n import _, kort
from vereniging.core.web import done
from vereniging.leden.vensters import venster_van
from vereniging.statuten.queries import artikel, profiel
from vereniging.toegang.doelgroepen import kascommissie, penningmeester

VOORUIT = 2


def _te_kiezen(dag: date) -> list[int]:
    """The year that runs and the two after it, as long as nobody was charged for them."""
    jaren = range(dag.year, dag.year + VOORUIT + 1)
    return [jaar for jaar in jaren if not queries.heeft_notas(jaar)]


@bp.get("/tarieven", allow=kascommissie)
def tarieven() -> ResponseReturnValue:
    jaren = queries.jaren()
    return render_template(
        "contributie/bestuur/tarieven.html",
        jaren=jaren,
        met_notas={jaar.jaar for jaar in jaren if queries.heeft_notas(jaar.jaar)},
        dag=clock.today(),
        te_kiezen=_te_kiezen(clock.today()),
    )


@bp.get("/tarieven/nieuw", allow=penningmeester)
def nieuwe_tarieven() -> ResponseReturnValue:
    keuzes = _te_kiezen(clock.today())
    return _formulier(TarievenForm(keuzes, clock.today(), formdata=None))


def _formulier(form: TarievenForm) -> str:
    dag = clock.today()
    regels = profiel(dag)
    return render_template(
        "contributie/bestuur/tarieven_nieuw.html",
        form=form,
        regels=regels,
        per=regels.contributie_per,
        artikel=artikel("instapregel", dag),
    )


@bp.post("/tarieven", allow=penningmeester)
def stel_tarieven_vast() -> ResponseReturnValue:
    dag = clock.today()
    form = TarievenForm(_te_kiezen(dag), dag)
    if not form.validate():
        return _formulier(form), 422
    per = Categorie(profiel(date(form.jaar.data, 1, 1)).contributie_per)
    genomen = (form.datum.data or dag, form.tekst.data or "")
    fixed = besluit_tarieven(form.jaar.data, form.tarieven(per), genomen, clock.now())
    sentence = _("De tarieven van %(jaar)s staan vast.", jaar=fixed.jaar)
    if venster := venster_van(fixed.besluit_id):
        hoger = _("Wie meer gaat betalen, krijgt bericht en mag tot en met %(dag)s meteen weg.",
                  dag=kort(venster.tot))  # fmt: skip
        sentence = f"{sentence} {hoger}"
    return done("contributie_bestuur.tarieven", sentence)
