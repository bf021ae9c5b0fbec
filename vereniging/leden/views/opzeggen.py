"""Leaving: signed in at once, else by a link; the last day is shown before."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.i18n import _
from vereniging.core.mailaddress import normal
from vereniging.core.secrets import seed_in, token_for
from vereniging.core.security import secret_page
from vereniging.core.web import done, everyone
from vereniging.leden import acties, mail
from vereniging.leden.access import huidig_lid, mogelijk_lid
from vereniging.leden.forms import LeegForm, OpzegForm
from vereniging.leden.forms.opzeggen import WanneerForm
from vereniging.leden.models import Lid, LidStand, Opzegging, OpzeggingStand
from vereniging.leden.models.opzegging import regels_van
from vereniging.leden.opzegtermijn import opzeggen_tot_en_met
from vereniging.leden.opzegwens import Opzegwens
from vereniging.leden.queries import opzeggingen_van
from vereniging.leden.vensters import open_vensters, venster_voor
from vereniging.leden.views.blueprints import bp
from vereniging.statuten.queries import profiel
from vereniging.toegang.doelgroepen import leden_en_donateurs


@bp.route("/opzeggen", allow=everyone, methods=["GET", "POST"], limit="20/hour")
def opzeggen() -> ResponseReturnValue:
    lid = mogelijk_lid()
    if lid is not None and lid.is_lid_op(clock.today()):
        return _signed_in(lid)
    form = OpzegForm()
    if form.validate_on_submit():
        acties.vraag_opzegging(normal(form.email.data) or "", clock.now())
        return done("leden.opzeggen_mail")
    page = render_template("leden/opzeggen.html", form=form, **_dates())
    return (page, 422) if form.errors else page


def _dates() -> dict[str, object]:
    dag = clock.today()
    einde = acties.vooruitzicht(dag)
    tot = opzeggen_tot_en_met(einde, regels_van(profiel(dag)))
    vensters = open_vensters(dag)
    return {"einddatum": einde, "opzeggen_tot": tot, "vandaag": dag, "vensters": vensters}


def _signed_in(lid: Lid, form: WanneerForm | None = None) -> str:
    dag = clock.today()
    venster = venster_voor(lid, dag)
    running = [
        opzegging
        for opzegging in opzeggingen_van(lid)
        if opzegging.stand is OpzeggingStand.ONTVANGEN
    ]
    return render_template(
        "leden/opzeggen_ingelogd.html",
        form=form or WanneerForm(venster, dag, acties.vooruitzicht(dag), formdata=None),
        venster=venster,
        lid=lid,
        is_opgezegd=lid.stand(clock.today()) is LidStand.OPGEZEGD,
        einde=getattr(lid.lidmaatschap_op(clock.today()), "einde", None),
        volgen=token_for(running[0].kiem, mail.VOLGEN) if running else None,
        **_dates(),
    )


@bp.post("/opzeggen/nu", allow=leden_en_donateurs)
def zeg_op() -> ResponseReturnValue:
    """Leave; at once when a decision of the last month allows that and it was chosen."""
    lid, dag = huidig_lid(), clock.today()
    form = WanneerForm(venster_voor(lid, dag), dag, acties.vooruitzicht(dag))
    if not form.validate():
        return _signed_in(lid, form), 422
    opzegging = acties.zeg_op(lid, clock.now(), Opzegwens(grond=form.grond()))
    return done("leden.opzegging", token=token_for(opzegging.kiem, mail.VOLGEN))


@bp.get("/opzeggen/mail", allow=everyone)
def opzeggen_mail() -> ResponseReturnValue:
    return render_template("leden/opzeggen_mail.html")


@bp.route("/opzeggen/<token:token>", allow=everyone, methods=["GET", "POST"], limit="30/hour")
def opzegging(token: str) -> ResponseReturnValue:
    secret_page()
    found = _followed(token)
    form = LeegForm()
    if form.validate_on_submit():
        acties.trek_opzegging_in(found, clock.now())
        return done("leden.opzegging", _("U trok uw opzegging in. U blijft lid."), token=token)
    return render_template(
        "leden/opzegging.html",
        form=form,
        opzegging=found,
        token=token,
        mag_intrekken=found.mag_intrekken(clock.today()),
    )


def _followed(token: str) -> Opzegging:
    kiem = seed_in(token, mail.VOLGEN)
    found = db.session.scalars(select(Opzegging).where(Opzegging.kiem == kiem)).one_or_none()
    if kiem is None or found is None:
        abort(404)
    return found
