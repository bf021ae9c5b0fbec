"""Making the notas of a year: first what would happen, then it, then the record."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.contributie import acties, queries
from vereniging.contributie.acties.run_terug import al_onderweg
from vereniging.contributie.acties.run_terug import draai_run_terug as terugdraaien
from vereniging.contributie.forms_afsluiting import RunTerugForm
from vereniging.contributie.forms_tarieven import RunForm
from vereniging.contributie.models import Contributiejaar, Contributierun
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import ngettext
from vereniging.core.web import done
from vereniging.leden.queries import naam_van_account, namen_van
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import kascommissie, penningmeester


@bp.get("/<jaar:jaar>/run", allow=kascommissie)
def voorbeeld(jaar: int) -> ResponseReturnValue:
    noteer_inzage("contributie.voorbeeld", str(jaar), account_id())
    fixed = one_or_404(Contributiejaar, jaar=jaar)
    plan = acties.voorbeeld(fixed, clock.today())
    form = RunForm(formdata=None, gezien=plan.afdruk)
    return render_template(
        "contributie/bestuur/run_nieuw.html",
        jaar=fixed,
        plan=plan,
        form=form,
        runs=queries.runs_van(jaar),
    )


@bp.post("/<jaar:jaar>/run", allow=penningmeester)
def maak_notas(jaar: int) -> ResponseReturnValue:
    form = RunForm()
    if not form.validate():
        abort(422)
    aantal = acties.maak_notas(jaar, clock.now(), account_id(), form.gezien.data or "")
    sentence = ngettext(
        "%(num)s nota is gemaakt. Er is nog niets verstuurd.",
        "%(num)s nota’s zijn gemaakt. Er is nog niets verstuurd.",
        aantal,
    )
    return done("contributie_bestuur.overzicht", sentence, jaar=jaar)


@bp.get("/<jaar:jaar>/run/<int:nummer>", allow=kascommissie)
def run(jaar: int, nummer: int) -> ResponseReturnValue:
    noteer_inzage("contributie.run", str(nummer), account_id())
    return _run(one_or_404(Contributierun, id=nummer, jaar=jaar), RunTerugForm(formdata=None))


def _run(found: Contributierun, form: RunTerugForm) -> str:
    return render_template(
        "contributie/bestuur/run.html",
        run=found,
        onderweg=al_onderweg(found),
        terug_door=naam_van_account(found.terug_door_id),
        form=form,
        wie=naam_van_account(found.door_id),
        namen=namen_van([one.lid_id for one in found.uitsluitingen]),
    )


@bp.post("/<jaar:jaar>/run/<int:nummer>/terug", allow=penningmeester, fresh=True)
def draai_run_terug(jaar: int, nummer: int) -> ResponseReturnValue:
    found, form = one_or_404(Contributierun, id=nummer, jaar=jaar), RunTerugForm()
    if not form.validate():
        return _run(found, form), 422
    aantal = terugdraaien(nummer, form.reden.data or "", clock.now(), account_id())
    sentence = ngettext("%(num)s nota is ingetrokken.", "%(num)s nota’s zijn ingetrokken.", aantal)
    return done("contributie_bestuur.run", sentence, jaar=jaar, nummer=nummer)
