"""A walk on a phone: quick findings, a look at each, and a list to sign."""

from __future__ import annotations

import secrets
from typing import Any

from flask import Response, abort, flash, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import db, one_or_404
from vereniging.core.i18n import _
from vereniging.core.paper import kan_pdf
from vereniging.core.web import done
from vereniging.leden.forms import LeegForm
from vereniging.meldingen.acties import schouwen as verbs
from vereniging.meldingen.forms import ANDERS
from vereniging.meldingen.forms.schouw import PuntcontroleForm, PuntForm, SchouwForm
from vereniging.meldingen.models import Plek, Schouw, Schouwpunt
from vereniging.meldingen.queries import categorie_met
from vereniging.meldingen.schouwlijst import lijst_pdf, schouw_met, schouwen
from vereniging.meldingen.views.blueprints import bestuur
from vereniging.meldingen.views.fotos import BODY, neem_aan
from vereniging.toegang.doelgroepen import moderatoren
from vereniging.toegang.sessions import current_session

WEG = "/schouw"


@bestuur.route(WEG, allow=moderatoren, methods=["GET", "POST"])
def schouw_lijst() -> ResponseReturnValue:
    form, sessie = SchouwForm(data={"datum": clock.today()}), current_session()
    form.vul_keuzes()
    if form.validate_on_submit() and sessie is not None:
        schouw = verbs.begin(
            form.datum.data, form.route.data or "", form.partijen.data or [], sessie.account,
            clock.now(),
        )  # fmt: skip
        return done(".schouw_toon", kenmerk=schouw.kenmerk)
    page = render_template("meldingen/schouw_lijst.html", form=form, schouwen=schouwen())
    return page, 422 if form.is_submitted() else 200


def _schouw(kenmerk: str) -> Schouw:
    return schouw_met(kenmerk) or abort(404)


def _leeg_punt(schouw: Schouw) -> PuntForm:
    """An empty form that remembers the place, with a key of its own."""
    laatste = schouw.punten[-1] if schouw.punten else None
    plek = "" if laatste is None else str(laatste.plek_id or ANDERS)
    straat = laatste.straat if laatste and plek == ANDERS else ""
    form = PuntForm(
        formdata=None, data={"plek": plek, "straat": straat, "sleutel": secrets.token_hex(16)}
    )
    form.vul_keuzes()
    return form


def _ronde(schouw: Schouw, form: PuntForm) -> str:
    return render_template(
        "meldingen/schouw_ronde.html", schouw=schouw, form=form, kan_pdf=kan_pdf()
    )


@bestuur.get(f"{WEG}/<kenmerk:kenmerk>", allow=moderatoren)
def schouw_toon(kenmerk: str) -> ResponseReturnValue:
    schouw = _schouw(kenmerk)
    return _ronde(schouw, _leeg_punt(schouw))


@bestuur.post(f"{WEG}/<kenmerk:kenmerk>", allow=moderatoren, max_body=BODY)
def schouw_punt(kenmerk: str) -> ResponseReturnValue:
    form, schouw = PuntForm(), _schouw(kenmerk)
    fouten: list[str] = []
    form.vul_keuzes()
    if not form.validate():
        return _ronde(schouw, form), 422
    sleutel = form.sleutel.data or ""
    punt = schouw.punt_met(sleutel)
    if punt is None:
        namen, fouten = neem_aan(0)
        db.session.expire_all()
        punt = verbs.noteer(_schouw(kenmerk), sleutel, _gegevens(form), namen, clock.now())
    return _bewaard(kenmerk, punt, fouten)


def _gegevens(form: Any) -> verbs.Puntgegevens:
    typed = form.plek.data
    plek = one_or_404(Plek, id=int(typed)) if typed != ANDERS else None
    return verbs.Puntgegevens(
        categorie=categorie_met(form.categorie.data) or abort(404),
        plek=plek,
        straat=plek.naam if plek else form.straat.data or "",
        waar_precies=form.waar_precies.data or None,
        tekst=form.tekst.data or "",
    )


def _bewaard(kenmerk: str, punt: Schouwpunt, fouten: list[str]) -> ResponseReturnValue:
    """The finding is kept, also when its photo was refused."""
    let_op = list(dict.fromkeys(fouten))
    if request.accept_mimetypes.best == "application/json":
        return jsonify(nummer=punt.nummer, let_op=let_op)
    for zin in let_op:
        flash(_("Punt %(nummer)s heeft geen foto. %(zin)s", nummer=punt.nummer, zin=zin), "late")
    return done(".schouw_toon", _("Punt %(nummer)s is bewaard.", nummer=punt.nummer),
                kenmerk=kenmerk)  # fmt: skip


def _punt(kenmerk: str, nummer: int) -> Schouwpunt:
    found = [punt for punt in _schouw(kenmerk).punten if punt.nummer == nummer]
    return found[0] if found else abort(404)


@bestuur.route(f"{WEG}/<kenmerk:kenmerk>/<int:nummer>", allow=moderatoren, methods=["GET", "POST"])
def schouw_controle(kenmerk: str, nummer: int) -> ResponseReturnValue:
    punt = _punt(kenmerk, nummer)
    form = PuntcontroleForm(data={
        "plek": str(punt.plek_id or ANDERS), "straat": "" if punt.plek_id else punt.straat,
        "waar_precies": punt.waar_precies, "categorie": punt.categorie.code, "tekst": punt.tekst,
    })  # fmt: skip
    form.vul_keuzes()
    if form.validate_on_submit():
        melding = verbs.maak_melding(punt, _gegevens(form), clock.now())
        return _volgende(kenmerk, _("Dit is nu melding %(nummer)s.", nummer=melding.kenmerk))
    page = render_template("meldingen/schouw_controle.html", punt=punt, form=form, kenmerk=kenmerk)
    return page, 422 if form.is_submitted() else 200


@bestuur.post(f"{WEG}/<kenmerk:kenmerk>/<int:nummer>/weg", allow=moderatoren)
def schouw_weg(kenmerk: str, nummer: int) -> ResponseReturnValue:
    verbs.haal_weg(_punt(kenmerk, nummer), clock.now())
    return _volgende(kenmerk, _("Punt %(nummer)s is weggehaald.", nummer=nummer))


def _volgende(kenmerk: str, zin: str) -> ResponseReturnValue:
    wachtend = _schouw(kenmerk).te_controleren
    if not wachtend:
        return done(".schouw_toon", zin, kenmerk=kenmerk)
    return done(".schouw_controle", zin, kenmerk=kenmerk, nummer=wachtend[0].nummer)


@bestuur.post(f"{WEG}/<kenmerk:kenmerk>/afronden", allow=moderatoren)
def schouw_afronden(kenmerk: str) -> ResponseReturnValue:
    if LeegForm().validate_on_submit():
        verbs.rond_af(_schouw(kenmerk), clock.now())
    return done(".schouw_toon", _("De schouw is afgerond. Print de lijst en laat hem tekenen."),
                kenmerk=kenmerk)  # fmt: skip


@bestuur.get(f"{WEG}/<kenmerk:kenmerk>/lijst.pdf", allow=moderatoren)
def schouw_pdf(kenmerk: str) -> ResponseReturnValue:
    schouw = _schouw(kenmerk)
    if not kan_pdf() or not schouw.is_afgerond:
        abort(404)
    response = Response(lijst_pdf(schouw), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{kenmerk}.pdf"'
    return response
