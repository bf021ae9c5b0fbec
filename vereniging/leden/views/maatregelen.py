"""Measures: the board records and follows them, the member reads them and appeals."""

from __future__ import annotations

from dataclasses import replace

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.secrets import token_for
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account, mogelijk_lid
from vereniging.leden.acties import maatregelen as acties
from vereniging.leden.forms.maatregel import (
    GRONDEN,
    STATUTEN,
    WOORDEN,
    BekendForm,
    BeroepForm,
    BeslisForm,
    MaatregelForm,
    PapierenBeroepForm,
)
from vereniging.leden.maatregelen import maatregel_met, maatregelen_van
from vereniging.leden.maatregelen import maatregelen as lees_maatregelen
from vereniging.leden.maatregelmail import BEROEP
from vereniging.leden.models import Maatregel
from vereniging.leden.models.maatregel import Maatregelgrond, MaatregelSoort
from vereniging.leden.queries import lid_met_nummer
from vereniging.leden.views.bevestigen import register_bevestiging
from vereniging.leden.views.blueprints import bestuur as bestuur_bp
from vereniging.leden.views.blueprints import bp
from vereniging.logboek.acties import noteer_inzage
from vereniging.statuten.queries import profiel
from vereniging.toegang.doelgroepen import bestuur, ingelogd, secretaris


def grond_van(maatregel: Maatregel) -> str:
    """The ground as people read it, without the kinds it belongs to."""
    if maatregel.grond is Maatregelgrond.STATUTEN:
        return maatregel.grond_tekst
    return str(GRONDEN[maatregel.grond]).partition(": ")[2]


@bestuur_bp.get("/maatregelen", allow=bestuur)
def maatregelen() -> ResponseReturnValue:
    noteer_inzage("leden.maatregelen", "register", ingelogd_account())
    return render_template(
        "leden/bestuur/maatregelen.html", maatregelen=lees_maatregelen(), woorden=WOORDEN
    )


@bestuur_bp.route(
    "/leden/<int:lidnummer>/maatregel", allow=secretaris, methods=["GET", "POST"], fresh=True
)
def nieuwe_maatregel(lidnummer: int) -> ResponseReturnValue:
    lid = lid_met_nummer(lidnummer) or abort(404)
    if request.method == "GET":
        noteer_inzage("leden.maatregel", str(lidnummer), ingelogd_account())
    form = MaatregelForm(profiel(clock.today()).opzeggronden_vereniging)
    form.lidnummer = lidnummer
    if not form.validate_on_submit():
        page = render_template("leden/bestuur/maatregel_nieuw.html", form=form, lid=lid)
        return (page, 422) if form.errors else page
    besluit = replace(_decision(form), door=mogelijk_lid())
    maatregel = acties.leg_maatregel_vast(lid, besluit, clock.now())
    zin = _("Dit is vastgelegd. %(naam)s krijgt bericht met de redenen.", naam=lid.naam)
    return done("leden_bestuur.maatregel", zin, nummer=maatregel.id)


def _decision(form: MaatregelForm) -> acties.Maatregelbesluit:
    code, _sep, tekst = str(form.grond.data).partition(":")
    return acties.Maatregelbesluit(
        soort=MaatregelSoort(form.soort.data),
        grond=Maatregelgrond(code),
        grond_tekst=tekst if form.grond.data.startswith(STATUTEN) else "",
        redenen=form.redenen.data or "",
        tot=form.tot.data,
    )


@bestuur_bp.get("/maatregelen/<int:nummer>", allow=bestuur)
def maatregel(nummer: int) -> ResponseReturnValue:
    found = one_or_404(Maatregel, id=nummer)
    noteer_inzage("leden.maatregel", str(found.lid.lidnummer), ingelogd_account())
    return _page(found)


def _page(found: Maatregel, **forms: object) -> str:
    return render_template(
        "leden/bestuur/maatregel.html",
        maatregel=found,
        woord=WOORDEN[found.soort],
        grond=grond_van(found),
        **{
            "bekend_form": BekendForm(),
            "beroep_form": PapierenBeroepForm(),
            "beslis_form": BeslisForm(),
            **forms,
        },
    )


@bestuur_bp.post("/maatregelen/<int:nummer>/ontvangst", allow=secretaris, fresh=True)
def maatregel_bekend(nummer: int) -> ResponseReturnValue:
    found, form = one_or_404(Maatregel, id=nummer), BekendForm()
    if not form.validate() or form.dag.data is None:
        return _page(found, bekend_form=form), 422
    acties.maak_maatregel_bekend(found, form.dag.data, clock.now())
    return done("leden_bestuur.maatregel", _("De dag van ontvangst is bewaard."), nummer=nummer)


@bestuur_bp.post("/maatregelen/<int:nummer>/beroep", allow=secretaris, fresh=True)
def maatregel_beroep(nummer: int) -> ResponseReturnValue:
    found, form = one_or_404(Maatregel, id=nummer), PapierenBeroepForm()
    if not form.validate() or form.dag.data is None:
        return _page(found, beroep_form=form), 422
    acties.stel_beroep_in(found, form.tekst.data or "", form.dag.data, clock.now())
    return done("leden_bestuur.maatregel", _("Het beroep is bewaard."), nummer=nummer)


@bestuur_bp.post("/maatregelen/<int:nummer>/beslissing", allow=secretaris, fresh=True)
def maatregel_beslissing(nummer: int) -> ResponseReturnValue:
    found, form = one_or_404(Maatregel, id=nummer), BeslisForm()
    if not form.validate():
        return _page(found, beslis_form=form), 422
    blijft = form.blijft.data == "ja"
    acties.beslis_op_beroep(found, form.besluit.data or "", clock.now(), blijft=blijft)
    return done("leden_bestuur.maatregel", _("De beslissing is bewaard."), nummer=nummer)


@bp.get("/mijn/maatregelen", allow=ingelogd)
def mijn_maatregelen() -> ResponseReturnValue:
    lid = mogelijk_lid()
    rows = maatregelen_van(lid) if lid is not None else []
    links = {row.id: token_for(row.kiem, BEROEP) for row in rows}
    return render_template(
        "leden/mijn_maatregelen.html", maatregelen=rows, links=links, woorden=WOORDEN
    )


def beroep(kiem: bytes, token: str) -> ResponseReturnValue:
    """The member reads the measure and appeals, with the link from the mail or the letter."""
    found, form = maatregel_met(kiem) or abort(404), BeroepForm()
    if form.validate_on_submit():
        acties.stel_beroep_in(found, form.tekst.data or "", clock.today(), clock.now())
        return done("leden.bevestigen", _("Uw beroep is binnen."), token=token)
    page = render_template(
        "leden/maatregel.html", maatregel=found, form=form, token=token,
        woord=WOORDEN[found.soort], grond=grond_van(found), dag=clock.today(),
    )  # fmt: skip
    return (page, 422) if form.errors else page


register_bevestiging(BEROEP, beroep)
