"""The treasurer prepares a run, another board member approves, both follow it."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen.machtigen import aangeboden
from vereniging.betalingen.machtiging import Machtiging
from vereniging.contributie import incassokeuze
from vereniging.contributie.acties import incasso as acties
from vereniging.contributie.forms_incasso import IncassorunForm
from vereniging.contributie.models import Incassorun
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.queries import naam_van_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import bestuur, penningmeester


@bp.get("/incasso", allow=bestuur)
def incassos() -> ResponseReturnValue:
    noteer_inzage("contributie.incasso", "notas", account_id())
    return _lijst(None)


def _lijst(form: IncassorunForm | None) -> str:
    gekozen, vroegste = incassokeuze.keuze(clock.now()), incassokeuze.vroegste_dag(clock.today())
    if form is None:
        form = IncassorunForm(formdata=None, gezien=gekozen.afdruk, dag=vroegste)
    return render_template(
        "contributie/bestuur/incassos.html",
        runs=incassokeuze.runs(),
        keuze=gekozen,
        vroegste=vroegste,
        form=form,
        aan=aangeboden(),
    )


@bp.post("/incasso", allow=penningmeester)
def stel_incasso_op() -> ResponseReturnValue:
    form = IncassorunForm()
    if not form.validate():
        return _lijst(form), 422
    dag = form.dag.data or clock.today()
    run = acties.stel_op(dag, form.gezien.data or "", clock.now(), account_id() or 0)
    sentence = _("De incasso ligt klaar. Een ander bestuurslid keurt hem goed.")
    return done(".incasso", sentence, nummer=run.id)


@bp.get("/incasso/<int:nummer>", allow=bestuur)
def incasso(nummer: int) -> ResponseReturnValue:
    noteer_inzage("contributie.incasso", str(nummer), account_id())
    run = one_or_404(Incassorun, id=nummer)
    return render_template(
        "contributie/bestuur/incasso.html",
        run=run,
        regels=incassokeuze.regels_van(run),
        tellingen=incassokeuze.tellingen(run),
        wie=naam_van_account,
        ik=account_id(),
    )


@bp.post("/incasso/<int:nummer>/goedkeuring", allow=bestuur, fresh=True)
def keur_incasso_goed(nummer: int) -> ResponseReturnValue:
    one_or_404(Incassorun, id=nummer)
    acties.keur_goed(nummer, account_id() or 0, clock.now())
    sentence = _("De incasso is goedgekeurd. Iedereen krijgt nu bericht.")
    return done(".incasso", sentence, nummer=nummer)


@bp.post("/incasso/<int:nummer>/intrekking", allow=bestuur)
def trek_incasso_in(nummer: int) -> ResponseReturnValue:
    one_or_404(Incassorun, id=nummer)
    acties.trek_in(nummer)
    return done(".incasso", _("De incasso gaat niet door."), nummer=nummer)


@bp.post("/incasso/machtigingen/<kenmerk:kenmerk>/hervatting", allow=penningmeester)
def hervat_machtiging(kenmerk: str) -> ResponseReturnValue:
    acties.hervat_machtiging(one_or_404(Machtiging, kenmerk=kenmerk))
    return done(".incassos", _("Deze machtiging kan weer mee in een nieuwe incasso."))
