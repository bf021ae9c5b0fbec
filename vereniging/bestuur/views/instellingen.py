"""What the board decides about the site, and the rules of the statutes."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.bestuur.acties import keur_goed, stel_voor, voorstel, wijs_af
from vereniging.bestuur.forms import GROEPEN, StatutenForm, naar_instelling, uit_instelling
from vereniging.bestuur.parameters import REGELS, kan_zijn, parameters, toon_waarde
from vereniging.bestuur.views.blueprint import bp
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.statuten.acties import stel_in
from vereniging.statuten.models import INSTELLINGEN, STANDAARD
from vereniging.statuten.queries import artikel, profiel
from vereniging.statuten.queries import instellingen as alle
from vereniging.toegang.doelgroepen import bestuur, secretaris
from vereniging.toegang.sessions import current_session


@bp.get("/instellingen", allow=bestuur)
def instellingen() -> ResponseReturnValue:
    """The groups of settings, and the statutes."""
    groepen = [(code, form.kop_groep) for code, form in GROEPEN.items()]
    return render_template(
        "bestuur/instellingen.html",
        groepen=groepen,
        regels=_regels(),
        voorstel=voorstel(),
        toon=toon_waarde,
        namen={naam: regel.naam for naam, regel in REGELS.items()},
        eigen=voorstel().get("door") == _account(),
    )


def _regels() -> list[dict[str, Any]]:
    dag = clock.today()
    nu = profiel(dag)
    return [
        {
            "naam": REGELS[naam].naam,
            "waarde": toon_waarde(getattr(nu, naam)),
            "gewoon": toon_waarde(getattr(STANDAARD, naam)),
            "kan": kan_zijn(naam),
            "artikel": artikel(naam, dag) if getattr(nu, naam) != getattr(STANDAARD, naam) else "",
        }
        for naam in parameters()
    ]


def _account() -> int:
    sessie = current_session()
    return sessie.account_id if sessie else 0


@bp.route("/instellingen/<slug:groep>", methods=["GET", "POST"], allow=bestuur, fresh=True)
def groep(groep: str) -> ResponseReturnValue:
    """Change one group of settings."""
    if groep not in GROEPEN:
        abort(404)
    values = alle()
    names = [naam for naam in INSTELLINGEN if hasattr(GROEPEN[groep], naam)]
    form = GROEPEN[groep](data={naam: uit_instelling(naam, values[naam]) for naam in names})
    if not form.validate_on_submit():
        page = render_template("bestuur/groep.html", form=form, groep=groep)
        return page, 422 if form.errors else 200
    stel_in(**{naam: naar_instelling(naam, form[naam].data) for naam in names})
    return done(".instellingen", _("De instellingen zijn bewaard."))


@bp.route("/instellingen/statuten", methods=["GET", "POST"], allow=secretaris, fresh=True)
def statuten() -> ResponseReturnValue:
    """Propose another value for a rule of the statutes."""
    form = StatutenForm()
    form.kies()
    if not form.validate_on_submit():
        return render_template("bestuur/statuten.html", form=form), 422 if form.errors else 200
    stel_voor(form.naam.data, form.waarde.data, form.artikel.data, form.vanaf.data, _account())
    return done(".instellingen", _("Het voorstel wacht op een ander bestuurslid."))


@bp.post("/instellingen/statuten/goedkeuren", allow=bestuur, fresh=True)
def keur_statuten_goed() -> ResponseReturnValue:
    """A second board member approves."""
    keur_goed(_account(), clock.now())
    return done(".instellingen", _("De regel van de statuten is veranderd."))


@bp.post("/instellingen/statuten/afwijzen", allow=bestuur, fresh=True)
def wijs_statuten_af() -> ResponseReturnValue:
    """Drop the proposal."""
    wijs_af()
    return done(".instellingen", _("Het voorstel is weg. Er is niets veranderd."))
