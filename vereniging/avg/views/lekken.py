"""The register of breaches, for the board: written down, judged, reported, closed."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.avg.acties import lekken as acties
from vereniging.avg.lekforms import (
    RISICOS,
    LekForm,
    LekMeldingForm,
    LekOordeelForm,
    LekSlotForm,
)
from vereniging.avg.lekken import datalekken as lees_datalekken
from vereniging.avg.models import Datalek, Lekrisico
from vereniging.avg.views.blueprints import bestuur_bp
from vereniging.core import clock
from vereniging.core.db import db, one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.leden.queries import naam_van_account
from vereniging.toegang.doelgroepen import bestuur

WOORDEN = dict(RISICOS)


@bestuur_bp.get("/avg/datalekken", allow=bestuur)
def datalekken() -> ResponseReturnValue:
    return _list(LekForm())


@bestuur_bp.post("/avg/datalekken", allow=bestuur)
def nieuw_datalek() -> ResponseReturnValue:
    """Write down what was seen; the clock runs from when it was seen."""
    form = LekForm()
    ontdekt_op = form.ontdekt_op() if form.validate() else None
    if ontdekt_op is None:
        return _list(form), 422
    bericht = acties.Lekbericht(
        ontdekt_op=ontdekt_op,
        wat=form.wat.data or "",
        gegevens=form.gegevens.data or "",
        aantal=form.aantal.data or 0,
    )
    lek = acties.leg_vast(bericht, ingelogd_account() or abort(403), clock.now())
    db.session.flush()
    return done("avg_bestuur.datalek", _("Het datalek is vastgelegd."), kenmerk=lek.kenmerk)


@bestuur_bp.get("/avg/datalekken/<kenmerk:kenmerk>", allow=bestuur)
def datalek(kenmerk: str) -> ResponseReturnValue:
    return _page(one_or_404(Datalek, kenmerk=kenmerk))


@bestuur_bp.post("/avg/datalekken/<kenmerk:kenmerk>/oordeel", allow=bestuur)
def datalek_oordeel(kenmerk: str) -> ResponseReturnValue:
    lek, form = one_or_404(Datalek, kenmerk=kenmerk), LekOordeelForm()
    if not form.validate():
        return _page(lek, oordeel_form=form), 422
    acties.beoordeel(
        lek,
        Lekrisico(form.risico.data),
        form.gevolgen.data or "",
        form.maatregelen.data or "",
        clock.now(),
    )
    return done("avg_bestuur.datalek", _("De beoordeling is bewaard."), kenmerk=kenmerk)


@bestuur_bp.post("/avg/datalekken/<kenmerk:kenmerk>/ap", allow=bestuur)
def datalek_ap(kenmerk: str) -> ResponseReturnValue:
    lek, form = one_or_404(Datalek, kenmerk=kenmerk), LekMeldingForm()
    if not form.validate():
        return _page(lek, ap_form=form), 422
    acties.meld_aan_ap(lek, form.nummer.data or "", form.reden_laat.data or "", clock.now())
    return done("avg_bestuur.datalek", _("De melding bij de AP is bewaard."), kenmerk=kenmerk)


@bestuur_bp.post("/avg/datalekken/<kenmerk:kenmerk>/bericht", allow=bestuur)
def datalek_bericht(kenmerk: str) -> ResponseReturnValue:
    """The people themselves were told."""
    acties.licht_in(one_or_404(Datalek, kenmerk=kenmerk), clock.now())
    zin = _("Bewaard: de mensen zelf weten het.")
    return done("avg_bestuur.datalek", zin, kenmerk=kenmerk)


@bestuur_bp.post("/avg/datalekken/<kenmerk:kenmerk>/slot", allow=bestuur)
def datalek_slot(kenmerk: str) -> ResponseReturnValue:
    lek, form = one_or_404(Datalek, kenmerk=kenmerk), LekSlotForm()
    if not form.validate():
        return _page(lek, slot_form=form), 422
    acties.sluit(lek, form.lering.data or "", clock.now())
    return done("avg_bestuur.datalek", _("Het datalek is gesloten."), kenmerk=kenmerk)


def _list(form: LekForm) -> str:
    return render_template(
        "avg/datalekken.html", lekken=lees_datalekken(), form=form, nu=clock.now(), woorden=WOORDEN
    )


def _page(lek: Datalek, **forms: Any) -> str:
    nu = clock.now()
    return render_template(
        "avg/datalek.html",
        lek=lek,
        nu=nu,
        uren=lek.uren_over(nu),
        door=naam_van_account(lek.door_id),
        risico=WOORDEN.get(lek.risico.value, "") if lek.risico else "",
        **{
            "oordeel_form": LekOordeelForm(obj=lek),
            "ap_form": LekMeldingForm(),
            "slot_form": LekSlotForm(),
            **forms,
        },
    )
