"""Arrangements, and waivers that another board member decides on."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.contributie.acties import kwijtschelden, regelen
from vereniging.contributie.forms_achterstand import KwijtForm, RegelingForm
from vereniging.contributie.models import Kwijtschelding
from vereniging.contributie.regelingen import kwijtscheldingen as gevonden
from vereniging.contributie.views.achterstand import nota_of_404, pagina
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.money import Bedrag
from vereniging.core.web import done
from vereniging.leden.access import huidig_lid
from vereniging.leden.queries import naam_van_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import bestuur, penningmeester


@bp.post("/notas/<kenmerk:kenmerk>/regeling", allow=penningmeester)
def spreek_af(kenmerk: str) -> ResponseReturnValue:
    nota, form = nota_of_404(kenmerk), RegelingForm(clock.today())
    if not form.validate():
        return pagina(nota, regeling=form), 422
    voorwaarden = regelen.Voorwaarden(
        aantal=form.aantal.data,
        eerste_op=form.eerste_op.data or clock.today(),
        uitleg=form.uitleg.data or "",
    )
    regelen.spreek_af(nota, voorwaarden, clock.now(), account_id())
    sentence = _("De regeling staat vast. De betaler krijgt bericht.")
    return done("contributie_bestuur.nota_achterstand", sentence, kenmerk=kenmerk)


@bp.post("/notas/<kenmerk:kenmerk>/regeling/einde", allow=penningmeester)
def stop_regeling(kenmerk: str) -> ResponseReturnValue:
    regelen.stop_regeling(nota_of_404(kenmerk), clock.now())
    sentence = _("De regeling is gestopt.")
    return done("contributie_bestuur.nota_achterstand", sentence, kenmerk=kenmerk)


@bp.post("/notas/<kenmerk:kenmerk>/kwijtschelding", allow=penningmeester)
def stel_kwijtschelding_voor(kenmerk: str) -> ResponseReturnValue:
    nota, form = nota_of_404(kenmerk), KwijtForm()
    if not form.validate():
        return pagina(nota, kwijt=form), 422
    bedrag, reden = Bedrag.uit_tekst(form.bedrag.data or ""), form.waarom.data or ""
    kwijtschelden.stel_voor(nota, bedrag, reden, clock.now(), account_id() or 0)
    sentence = _("Uw voorstel ligt bij het bestuur. Een ander bestuurslid beslist.")
    return done("contributie_bestuur.nota_achterstand", sentence, kenmerk=kenmerk)


@bp.get("/kwijtscheldingen", allow=bestuur)
def kwijtscheldingen() -> ResponseReturnValue:
    noteer_inzage("contributie.kwijtscheldingen", "notas", account_id())
    return render_template(
        "contributie/bestuur/kwijtscheldingen.html",
        wacht=gevonden(besloten=False),
        besloten=gevonden(besloten=True),
        wie=naam_van_account,
        ik=account_id(),
    )


@bp.post("/kwijtscheldingen/<int:nummer>/besluit", allow=bestuur, fresh=True)
def scheld_kwijt(nummer: int) -> ResponseReturnValue:
    one_or_404(Kwijtschelding, id=nummer)
    kwijtschelden.scheld_kwijt(nummer, huidig_lid(), account_id() or 0, clock.now())
    return done(".kwijtscheldingen", _("Het besluit staat vast. De betaler krijgt bericht."))


@bp.post("/kwijtscheldingen/<int:nummer>/afwijzing", allow=bestuur)
def wijs_kwijtschelding_af(nummer: int) -> ResponseReturnValue:
    one_or_404(Kwijtschelding, id=nummer)
    kwijtschelden.wijs_af(nummer, huidig_lid(), account_id() or 0, clock.now())
    return done(".kwijtscheldingen", _("Het voorstel is afgewezen. De nota blijft staan."))
