"""What is late: the list, the next reminders, one nota and its pause, the letters to print."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.contributie import achterstand as lezen
from vereniging.contributie import brieven, queries, regelingen
from vereniging.contributie.acties import herinneren
from vereniging.contributie.forms_achterstand import (
    HerinnerForm,
    KwijtForm,
    PauzeForm,
    RegelingForm,
)
from vereniging.contributie.models import Nota
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.forms import Form
from vereniging.core.i18n import _, ngettext
from vereniging.core.web import done
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import kascommissie, penningmeester


@bp.get("/achterstand", allow=kascommissie)
def achterstand() -> ResponseReturnValue:
    noteer_inzage("contributie.achterstand", "notas", account_id())
    totaal = lezen.totaal(clock.today())
    bladen = max(1, -(-totaal.aantal // lezen.PER_BLAD))
    blad = min(max(request.args.get("blad", 1, type=int), 1), bladen)
    return _lijst(totaal, blad, bladen)


def _lijst(totaal: lezen.Totaal, blad: int, bladen: int) -> str:
    dag, nu = clock.today(), clock.now()
    beurt = lezen.beurt(nu)
    return render_template(
        "contributie/bestuur/achterstand.html",
        rijen=lezen.lijst(dag, blad),
        totaal=totaal,
        beurt=beurt,
        eersten=lezen.kandidaten(nu, lezen.PER_BLAD),
        form=HerinnerForm(formdata=None, gezien=beurt.vingerafdruk),
        onderweg=herinneren.nog_onderweg(),
        brieven=brieven.te_posten(nu),
        dag=dag,
        blad=blad,
        bladen=bladen,
    )


@bp.post("/achterstand/herinneringen", allow=penningmeester)
def verstuur_herinneringen() -> ResponseReturnValue:
    gezien = HerinnerForm().gezien.data or ""
    aantal = herinneren.verstuur_herinneringen(gezien, clock.now(), account_id())
    sentence = ngettext(
        "%(num)s herinnering gaat nu weg.", "%(num)s herinneringen gaan nu weg.", aantal
    )
    return done("contributie_bestuur.achterstand", sentence)


@bp.get("/achterstand/brieven.pdf", allow=penningmeester)
def herinneringsbrieven() -> ResponseReturnValue:
    letters = brieven.te_posten(clock.now())
    if not letters:
        abort(404)
    noteer_inzage(brieven.GEPRINT, brieven.stapel(letters), account_id())
    response = Response(brieven.pdf(letters, clock.today()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="herinneringen.pdf"'
    return response


@bp.post("/achterstand/brieven/gepost", allow=penningmeester)
def brieven_gepost() -> ResponseReturnValue:
    aantal = brieven.zijn_gepost(request.form.get("tot", 0, type=int), clock.now())
    sentence = ngettext("%(num)s brief is op de post.", "%(num)s brieven zijn op de post.", aantal)
    return done("contributie_bestuur.achterstand", sentence)


@bp.get("/notas/<kenmerk:kenmerk>/achterstand", allow=kascommissie)
def nota_achterstand(kenmerk: str) -> ResponseReturnValue:
    noteer_inzage("contributie.achterstand", kenmerk, account_id())
    return pagina(nota_of_404(kenmerk))


def nota_of_404(kenmerk: str) -> Nota:
    """The nota of this page."""
    found = queries.nota_met(kenmerk)
    if found is None:
        abort(404)
    return found


def pagina(nota: Nota, **ingevuld: Form) -> str:
    """What happened about one late nota, and what can be done; `ingevuld` are forms sent back."""
    dag = clock.today()
    leeg: dict[str, Form] = {
        "pauze": PauzeForm(dag, formdata=None),
        "regeling": RegelingForm(dag, formdata=None, aantal=1),
        "kwijt": KwijtForm(formdata=None, bedrag=nota.saldo.voor_csv()),
    }
    return render_template(
        "contributie/bestuur/nota_achterstand.html",
        nota=nota,
        rij=lezen.stand_van(nota, dag),
        herinneringen=lezen.herinneringen_van(nota),
        regelingen=regelingen.regelingen_van(nota.id),
        voorstel=regelingen.wachtende_kwijtschelding(nota.id),
        formulieren=list(ingevuld.values()),
        forms={**leeg, **ingevuld},
        dag=dag,
    )


@bp.post("/notas/<kenmerk:kenmerk>/pauze", allow=penningmeester)
def pauzeer(kenmerk: str) -> ResponseReturnValue:
    nota, form = nota_of_404(kenmerk), PauzeForm(clock.today())
    if not form.validate():
        return pagina(nota, pauze=form), 422
    tot = form.tot.data or clock.today()
    herinneren.pauzeer(nota, tot, form.reden.data or "", clock.today())
    sentence = _("Voor deze nota gaan tot die dag geen herinneringen uit.")
    return done("contributie_bestuur.nota_achterstand", sentence, kenmerk=kenmerk)


@bp.post("/notas/<kenmerk:kenmerk>/pauze/einde", allow=penningmeester)
def hervat(kenmerk: str) -> ResponseReturnValue:
    herinneren.hervat(nota_of_404(kenmerk))
    sentence = _("De pauze is voorbij.")
    return done("contributie_bestuur.nota_achterstand", sentence, kenmerk=kenmerk)
