"""One nota: its ledger, and money that came by bank or in cash."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen.queries import betalingen_van, terugbetalingen
from vereniging.contributie import acties, queries
from vereniging.contributie.acties.intrekken import bezwaar
from vereniging.contributie.forms import OntvangstForm
from vereniging.contributie.forms_afsluiting import RunTerugForm
from vereniging.contributie.models import Bron, Grootboekregel, Nota, Regelsoort
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.forms import Form
from vereniging.core.i18n import _
from vereniging.core.money import Bedrag
from vereniging.core.references import next_reference
from vereniging.core.web import done
from vereniging.leden.queries import naam_van_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import kascommissie, penningmeester


@bp.get("/notas/<kenmerk:kenmerk>", allow=kascommissie)
def nota(kenmerk: str) -> ResponseReturnValue:
    noteer_inzage("contributie.nota", kenmerk, account_id())
    return pagina(nota_of_404(kenmerk))


def nota_of_404(kenmerk: str) -> Nota:
    """The nota of this page."""
    found = queries.nota_met(kenmerk)
    if found is None:
        abort(404)
    return found


def pagina(found: Nota, **ingevuld: Form) -> str:
    """One nota: its ledger and what can be done; `ingevuld` are forms sent back."""
    leeg: dict[str, Form] = {
        "ontvangst": OntvangstForm(clock.today(), formdata=None),
        "intrekken": RunTerugForm(formdata=None),
    }
    return render_template(
        "contributie/bestuur/nota.html",
        nota=found,
        regels=queries.regels_van(found.id),
        pogingen=betalingen_van(found.id),
        terugbetalingen=terugbetalingen(nota_id=found.id),
        ontvangen=queries.netto_ontvangen(found.id),
        dag=clock.today(),
        formulieren=list(ingevuld.values()),
        forms={**leeg, **ingevuld},
        bezwaar=bezwaar(found),
        mag_boeken=penningmeester(),
        met_de_hand=(Bron.BANK, Bron.CONTANT),
    )


@bp.post("/notas/<kenmerk:kenmerk>/ontvangsten", allow=penningmeester)
def ontvangst(kenmerk: str) -> ResponseReturnValue:
    found = nota_of_404(kenmerk)
    form = OntvangstForm(clock.today())
    if not form.validate():
        return pagina(found, ontvangst=form), 422
    row = acties.boek_ontvangst(found, _regel(form), clock.now())
    if row.bron is Bron.CONTANT:
        sentence = _("De ontvangst is geboekt. Print de kwitantie voor wie betaalde.")
        return done("contributie_bestuur.kwitantie", sentence, kenmerk=row.bron_id)
    return done("contributie_bestuur.nota", _("De ontvangst is geboekt."), kenmerk=kenmerk)


def _regel(form: OntvangstForm) -> acties.Regel:
    dag, weg = form.datum.data or clock.today(), Bron(form.weg.data)
    return acties.Regel(
        soort=Regelsoort.BETALING,
        bedrag=-Bedrag.uit_tekst(form.bedrag.data or ""),
        valutadatum=dag,
        bron=weg,
        bron_id=next_reference("K", dag.year)
        if weg is Bron.CONTANT
        else f"{dag:%Y}:{form.nummer.data}",
        door=account_id(),
    )


@bp.get("/kwitanties/<kenmerk:kenmerk>", allow=kascommissie)
def kwitantie(kenmerk: str) -> ResponseReturnValue:
    noteer_inzage("contributie.kwitantie", kenmerk, account_id())
    row = one_or_404(Grootboekregel, bron=Bron.CONTANT, bron_id=kenmerk, volgnr=1)
    return render_template(
        "contributie/bestuur/kwitantie.html",
        regel=row,
        wie=naam_van_account(row.door_id),
        geldt=queries.is_geboekt(row.bron, row.bron_id),
    )


@bp.post("/notas/<kenmerk:kenmerk>/regels/<int:nummer>/terug", allow=penningmeester)
def draai_terug(kenmerk: str, nummer: int) -> ResponseReturnValue:
    row = one_or_404(Grootboekregel, id=nummer, nota_id=nota_of_404(kenmerk).id)
    acties.draai_terug(row, clock.now(), account_id())
    return done("contributie_bestuur.nota", _("De regel is teruggedraaid."), kenmerk=kenmerk)
