"""Mandates on paper: a form to print, and what was signed typed in by the treasurer."""

from __future__ import annotations

from datetime import time

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.betalingen import machtigen
from vereniging.betalingen.gateway import GatewayError
from vereniging.betalingen.machtiging import Machtiging, Machtigingsgegevens, Machtigingweg
from vereniging.betalingen.machtigingstekst import blanco
from vereniging.betalingen.queries import machtigingen_op_papier
from vereniging.contributie.forms_incasso import PapierForm
from vereniging.contributie.views.blueprints import account_id
from vereniging.contributie.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.core.workdays import local_moment
from vereniging.leden.models import Lid
from vereniging.leden.queries import lid_met_nummer
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import penningmeester

MIDDAG = time(12)  # of a day that was written on paper no hour is known


@bp.get("/incasso/papier", allow=penningmeester)
def papieren_machtiging() -> ResponseReturnValue:
    return _pagina(PapierForm(clock.today(), formdata=None))


def _pagina(form: PapierForm, zin: str = "") -> str:
    if not machtigen.aangeboden():
        abort(404)
    return render_template(
        "contributie/bestuur/papier.html", form=form, zin=zin, machtigingen=machtigingen_op_papier()
    )


@bp.post("/incasso/papier", allow=penningmeester, fresh=True)
def leg_papieren_machtiging_vast() -> ResponseReturnValue:
    form = PapierForm(clock.today())
    if not machtigen.aangeboden() or not form.validate() or (lid := _lid(form)) is None:
        return _pagina(form), 422
    try:
        made = machtigen.leg_vast(lid, _gegevens(form), clock.now())
    except GatewayError:
        sentence = _("De betaaldienst is even niet bereikbaar. Er is niets vastgelegd.")
        return _pagina(form, sentence), 503
    sentence = _("Machtiging %(kenmerk)s is vastgelegd.", kenmerk=made.kenmerk)
    return done("contributie_bestuur.papieren_machtiging", sentence)


def _lid(form: PapierForm) -> Lid | None:
    """Who signed; not a member any more is said beside the field."""
    noteer_inzage("contributie.machtiging", str(form.lidnummer.data), account_id())
    lid = lid_met_nummer(form.lidnummer.data)
    if lid is None or lid.soort_op(clock.today()) is None or lid.overleden_op is not None:
        form.lidnummer.errors = [_("Onder dit nummer kennen wij nu geen lid.")]
        return None
    return lid


def _gegevens(form: PapierForm) -> Machtigingsgegevens:
    return Machtigingsgegevens(
        naam=form.naam.data or "",
        iban=form.nummer(),
        op=local_moment(form.getekend_op.data or clock.today(), MIDDAG),
        bewijs=form.bewijs.data or "",
        door=account_id(),
    )


@bp.post("/incasso/papier/<kenmerk:kenmerk>/einde", allow=penningmeester)
def stop_papieren_machtiging(kenmerk: str) -> ResponseReturnValue:
    found = one_or_404(Machtiging, kenmerk=kenmerk, weg=Machtigingweg.PAPIER)
    machtigen.trek_in(found, clock.now())
    sentence = _("De machtiging is gestopt. Het lid krijgt bericht.")
    return done("contributie_bestuur.papieren_machtiging", sentence)


@bp.get("/incasso/formulier", allow=penningmeester)
def machtigingsformulier() -> ResponseReturnValue:
    if not machtigen.aangeboden():
        abort(404)
    return render_template("contributie/bestuur/machtigingsformulier.html", tekst=blanco())
