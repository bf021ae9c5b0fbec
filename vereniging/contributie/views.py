"""Dues on the site: for everyone, for a member, and for the treasurer."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.betalingen.mail import betaallink
from vereniging.betalingen.queries import betalingen_van, open_verschillen
from vereniging.contributie import acties, queries
from vereniging.contributie.forms import OntvangstForm
from vereniging.contributie.models import Bron, Contributiejaar, Grootboekregel, Nota, Regelsoort
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.money import Bedrag
from vereniging.core.web import Blueprint, done, everyone
from vereniging.leden.access import huidig_lid
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import ingelogd, kascommissie, penningmeester
from vereniging.toegang.sessions import current_session

bp = Blueprint("contributie", __name__)
bestuur = Blueprint("contributie_bestuur", __name__, url_prefix="/bestuur/contributie")
blueprints = (bp, bestuur)


def _account() -> int | None:
    sessie = current_session()
    return sessie.account_id if sessie else None


@bp.get("/contributie", allow=everyone)
def toon() -> ResponseReturnValue:
    jaar = queries.jaar_op(clock.today())
    return render_template("contributie/toon.html", jaar=jaar)


@bp.get("/mijn/contributie", allow=ingelogd)
def mijn() -> ResponseReturnValue:
    lid = huidig_lid()
    notas = queries.notas_van(lid)
    return render_template(
        "contributie/mijn.html", notas=notas, dag=clock.today(), betaallink=betaallink
    )


@bestuur.get("", allow=kascommissie)
def overzicht() -> ResponseReturnValue:
    noteer_inzage("contributie.overzicht", "notas", _account())
    jaren, args = queries.jaren(), request.args
    gekozen = args.get("jaar", type=int) or (jaren[0].jaar if jaren else None)
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
        cijfers=queries.cijfers(jaar.jaar, dag),
        notas=notas,
        blad=blad,
        bladen=bladen,
        gekozen_stand=stand,
        dag=dag,
        voorbeeld=acties.voorbeeld(jaar, dag),
        verschillen=open_verschillen(),
    )


@bestuur.post("/<jaar:jaar>/notas", allow=penningmeester)
def maak_notas(jaar: int) -> ResponseReturnValue:
    aantal = acties.maak_notas(jaar, clock.now())
    sentence = _("%(aantal)s nota’s gemaakt. Er is nog niets verstuurd.", aantal=aantal)
    return done("contributie_bestuur.overzicht", sentence, jaar=jaar)


@bestuur.post("/<jaar:jaar>/verzoeken", allow=penningmeester)
def vraag_betaling(jaar: int) -> ResponseReturnValue:
    acties.vraag_betaling(jaar, clock.now())
    return done("contributie_bestuur.overzicht", _("De verzoeken gaan nu weg."), jaar=jaar)


@bestuur.get("/notas/<kenmerk:kenmerk>", allow=kascommissie)
def nota(kenmerk: str) -> ResponseReturnValue:
    noteer_inzage("contributie.nota", kenmerk, _account())
    return _page(_found(kenmerk), OntvangstForm(clock.today(), formdata=None))


def _found(kenmerk: str) -> Nota:
    found = queries.nota_met(kenmerk)
    if found is None:
        abort(404)
    return found


def _page(found: Nota, form: OntvangstForm) -> str:
    return render_template(
        "contributie/bestuur/nota.html",
        nota=found,
        regels=queries.regels_van(found.id),
        pogingen=betalingen_van(found.id),
        dag=clock.today(),
        form=form,
        mag_boeken=penningmeester(),
        met_de_hand=(Bron.BANK, Bron.CONTANT),
    )


@bestuur.post("/notas/<kenmerk:kenmerk>/ontvangsten", allow=penningmeester)
def ontvangst(kenmerk: str) -> ResponseReturnValue:
    found = _found(kenmerk)
    form = OntvangstForm(clock.today())
    if not form.validate():
        return _page(found, form), 422
    weg, nummer = Bron(form.weg.data), f"{form.datum.data:%Y}:{form.nummer.data}"
    regel = acties.Regel(
        soort=Regelsoort.BETALING,
        bedrag=-Bedrag.uit_tekst(form.bedrag.data or ""),
        valutadatum=form.datum.data or clock.today(),
        bron=weg,
        bron_id=nummer,
        door=_account(),
    )
    acties.boek_ontvangst(found, regel, clock.now())
    return done("contributie_bestuur.nota", _("De ontvangst is geboekt."), kenmerk=kenmerk)


@bestuur.post("/notas/<kenmerk:kenmerk>/regels/<int:nummer>/terug", allow=penningmeester)
def draai_terug(kenmerk: str, nummer: int) -> ResponseReturnValue:
    row = one_or_404(Grootboekregel, id=nummer, nota_id=_found(kenmerk).id)
    acties.draai_terug(row, clock.now(), _account())
    return done("contributie_bestuur.nota", _("De regel is teruggedraaid."), kenmerk=kenmerk)
