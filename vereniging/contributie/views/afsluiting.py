"""The end of a year: closing its books, and what the audit committee signs about them."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.contributie import jaarboek as lezen
from vereniging.contributie import kasverslag
from vereniging.contributie.acties import afsluiten as acties
from vereniging.contributie.forms_afsluiting import AfsluitForm, KasForm
from vereniging.contributie.models import Contributiejaar, Jaarafsluiting, Kasoordeel
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.money import Bedrag
from vereniging.core.web import done
from vereniging.leden.queries import naam_van_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.statuten.queries import instelling
from vereniging.toegang.doelgroepen import kascommissie, penningmeester


@bp.get("/<jaar:jaar>/afsluiting", allow=kascommissie)
def afsluiting(jaar: int) -> ResponseReturnValue:
    fixed = one_or_404(Contributiejaar, jaar=jaar)
    return _pagina(fixed, AfsluitForm(formdata=None, gezien=lezen.jaarboek(fixed).sha256))


def _pagina(jaar: Contributiejaar, form: AfsluitForm) -> str:
    closed = lezen.afsluiting_van(jaar.jaar)
    boek, (verschillen, regels) = lezen.jaarboek(jaar), lezen.nog_te_doen(jaar)
    return render_template(
        "contributie/bestuur/afsluiting.html",
        jaar=jaar,
        boek=boek,
        rijen=kasverslag.rijen(boek),
        afsluiting=closed,
        wie=naam_van_account(closed.door_id) if closed else "",
        is_voorbij=jaar.einde < clock.today(),
        eerst=lezen.vroegste_open(jaar.jaar),
        verschillen=verschillen,
        regels=regels,
        plafond=Bedrag(int(instelling("reserve_plafond"))),
        form=form,
    )


@bp.post("/<jaar:jaar>/afsluiting", allow=penningmeester, fresh=True)
def sluit_jaar(jaar: int) -> ResponseReturnValue:
    fixed, form = one_or_404(Contributiejaar, jaar=jaar), AfsluitForm()
    if not form.validate():
        return _pagina(fixed, form), 422
    acties.sluit_jaar(jaar, form.opgave(), form.gezien.data or "", clock.now(), account_id())
    sentence = _("Het boekjaar %(jaar)s is afgesloten. De kascommissie kan nu kijken.", jaar=jaar)
    return done("contributie_bestuur.afsluiting", sentence, jaar=jaar)


@bp.get("/<jaar:jaar>/kascontrole", allow=kascommissie)
def kascontrole(jaar: int) -> ResponseReturnValue:
    noteer_inzage("contributie.kascontrole", str(jaar), account_id())
    return _controle(jaar, KasForm(formdata=None))


def _controle(jaar: int, form: KasForm) -> str:
    fixed, closed = one_or_404(Contributiejaar, jaar=jaar), one_or_404(Jaarafsluiting, jaar=jaar)
    boek, signed = lezen.jaarboek(fixed), lezen.verklaringen(closed)
    return render_template(
        "contributie/bestuur/kascontrole.html",
        jaar=fixed,
        afsluiting=closed,
        boek=boek,
        rijen=kasverslag.rijen(boek),
        woorden=kasverslag.WOORDEN,
        proef=lezen.steekproef(fixed, closed.sha256),
        verklaringen=signed,
        mag_tekenen=not penningmeester() and account_id() not in {o.account_id for o in signed},
        form=form,
    )


@bp.post("/<jaar:jaar>/kascontrole", allow=kascommissie, fresh=True)
def teken_kascontrole(jaar: int) -> ResponseReturnValue:
    account, form = account_id(), KasForm()
    if penningmeester() or account is None:  # who keeps the books does not approve them
        abort(403)
    if not form.validate():
        return _controle(jaar, form), 422
    gezegd = acties.Kasuitspraak(
        oordeel=Kasoordeel(form.oordeel.data), opmerkingen=form.opmerkingen.data or ""
    )
    acties.teken(one_or_404(Jaarafsluiting, jaar=jaar), gezegd, account, clock.now())
    return done("contributie_bestuur.kascontrole", _("Uw verklaring is getekend."), jaar=jaar)


@bp.get("/<jaar:jaar>/kascontrole.pdf", allow=kascommissie)
def kasverslag_pdf(jaar: int) -> ResponseReturnValue:
    noteer_inzage("contributie.kascontrole", str(jaar), account_id())
    fixed, closed = one_or_404(Contributiejaar, jaar=jaar), one_or_404(Jaarafsluiting, jaar=jaar)
    verslag = kasverslag.Kasverslag(
        afsluiting=closed,
        boek=lezen.jaarboek(fixed),
        proef=lezen.steekproef(fixed, closed.sha256),
        verklaringen=lezen.verklaringen(closed),
    )
    response = Response(kasverslag.pdf(verslag, clock.today()), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="kascommissie-{jaar}.pdf"'
    return response
