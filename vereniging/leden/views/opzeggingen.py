"""The secretary's pages: notice by letter or voice, and decisions that let members leave."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _, kort
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties import trek_opzegging_in, zeg_op
from vereniging.leden.acties.opzeggen import laatste_dag
from vereniging.leden.acties.uittreden import open_venster
from vereniging.leden.forms.opzeggen import OpzeggingInvoerForm, UittreedForm
from vereniging.leden.models import Lid, LidSoort, OpzeggingStand
from vereniging.leden.models.uittreedvenster import VensterSoort
from vereniging.leden.queries import lid_met_nummer, opzeggingen_van
from vereniging.leden.vensters import vensters
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.logboek.acties import noteer_inzage
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.toegang.doelgroepen import bestuur, secretaris


def _lid(lidnummer: int) -> Lid:
    return lid_met_nummer(lidnummer) or abort(404)


def _page(lid: Lid, form: OpzeggingInvoerForm, **meer: object) -> str:
    period = lid.lidmaatschap_op(clock.today())
    running = [one for one in opzeggingen_van(lid) if one.stand is OpzeggingStand.ONTVANGEN]
    return render_template(
        "leden/bestuur/opzegging.html",
        lid=lid,
        form=form,
        loopt=lid.is_lid_op(clock.today()),
        einde=period.einde if period else None,
        mag_intrekken=any(one.mag_intrekken(clock.today()) for one in running),
        **meer,
    )


@bp.get("/leden/<int:lidnummer>/opzegging", allow=secretaris)
def opzegging(lidnummer: int) -> ResponseReturnValue:
    """A form for what came on paper or was said."""
    noteer_inzage("leden.opzegging", str(lidnummer), ingelogd_account())
    return _page(_lid(lidnummer), OpzeggingInvoerForm(formdata=None))


@bp.post("/leden/<int:lidnummer>/opzegging", allow=secretaris)
def leg_opzegging_vast(lidnummer: int) -> ResponseReturnValue:
    """First the last day is shown; the same answers once more store it."""
    lid, form = _lid(lidnummer), OpzeggingInvoerForm()
    if not form.validate():
        return _page(lid, form), 422
    dag = laatste_dag(lid, form.wens, clock.today())
    if form.gezien.data != dag.isoformat():
        form.gezien.data = dag.isoformat()
        return _page(lid, form, laatste=dag)
    zeg_op(lid, clock.now(), form.wens)
    zin = _("De opzegging is vastgelegd. De laatste dag is %(dag)s.", dag=kort(dag))
    return done("leden_bestuur.toon", zin, lidnummer=lidnummer)


@bp.post("/leden/<int:lidnummer>/opzegging/intrekking", allow=secretaris)
def trek_in_voor_lid(lidnummer: int) -> ResponseReturnValue:
    """The member called: they stay."""
    lid = _lid(lidnummer)
    for one in opzeggingen_van(lid):
        if one.stand is OpzeggingStand.ONTVANGEN:
            trek_opzegging_in(one, clock.now())
    return done("leden_bestuur.toon", _("%(naam)s blijft lid.", naam=lid.naam), lidnummer=lidnummer)


@bp.get("/uittreden", allow=bestuur)
def uittreden() -> ResponseReturnValue:
    """The decisions that let members leave at once."""
    return _windows(UittreedForm(formdata=None))


def _windows(form: UittreedForm) -> str:
    return render_template(
        "leden/bestuur/uittreden.html", form=form, vensters=vensters(), vandaag=clock.today()
    )


@bp.post("/uittreden", allow=secretaris, fresh=True)
def open_uittreedvenster() -> ResponseReturnValue:
    """Write down a decision of the ALV and tell every member."""
    form, nu = UittreedForm(), clock.now()
    if not form.validate():
        return _windows(form), 422
    tekst = form.besluit.data or ""
    besluit = neem_besluit(Orgaan.ALV, form.titel.data or "", tekst, nu, is_openbaar=True)
    venster = open_venster(besluit, VensterSoort(form.soort.data), list(LidSoort), nu)
    zin = _("Alle leden krijgen bericht. Zij kunnen tot en met %(dag)s weg.", dag=kort(venster.tot))
    return done(".uittreden", zin)
