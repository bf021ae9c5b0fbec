"""Pages behind a secret link: a GET shows, only a POST does something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant.haken import partijpagina
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.mailaddress import normal
from vereniging.core.secrets import seed_in
from vereniging.core.security import secret_page
from vereniging.core.web import done, everyone
from vereniging.meldingen import acties, queries
from vereniging.meldingen.forms import LinkForm, PartijAntwoordForm, TekstForm
from vereniging.meldingen.mail import PARTIJ, VOLG
from vereniging.meldingen.models import Antwoord, AntwoordSoort, Doorzending, Melding
from vereniging.meldingen.spoor import spoor
from vereniging.meldingen.views.blueprints import bp
from vereniging.meldingen.views.fotos import laat_zien

Daad = Callable[[Melding, datetime], object]
ZONDER_TEKST: dict[str, Daad] = {
    "bevestigen": acties.bevestigen,
    "akkoord": acties.akkoord,
    "intrekken": acties.intrekken,
}
MET_TEKST: dict[str, Callable[[Melding, str, datetime], object]] = {
    "antwoorden": acties.antwoorden,
    "heropenen": acties.heropenen,
}


@bp.route("/volg", allow=everyone, methods=["GET", "POST"], limit="5 per 15 minutes")
def volg_opnieuw() -> ResponseReturnValue:
    form = LinkForm()
    if form.validate_on_submit():
        nummer, email = (form.nummer.data or "").upper(), normal(form.email.data)
        acties.stuur_link(nummer, email, clock.now())
        sentence = _("Klopt het nummer met uw e-mailadres? Dan krijgt u de link per e-mail.")
        return done("meldingen.volg_opnieuw", sentence)
    page = render_template("meldingen/volg_opnieuw.html", form=form)
    return page, 422 if form.is_submitted() else 200


def _melding(token: str) -> Melding:
    secret_page()
    kiem = seed_in(token, VOLG)
    melding = queries.melding_met(kiem=kiem) if kiem else None
    if melding is None:
        abort(404)
    return melding


@bp.get("/volg/<token:token>", allow=everyone)
def volg(token: str) -> ResponseReturnValue:
    return _volgpagina(_melding(token), token, TekstForm())


def _volgpagina(melding: Melding, token: str, form: Any) -> str:
    laat_zien([foto.naam for foto in melding.fotos])
    nu = clock.now()
    return render_template(
        "meldingen/volg.html", melding=melding, token=token, form=form,
        zin=queries.zin(melding), nu=nu, stops=spoor(melding, nu),
    )  # fmt: skip


@bp.post("/volg/<token:token>/<slug:daad>", allow=everyone, limit="60/hour")
def reageer(token: str, daad: str) -> ResponseReturnValue:
    melding, form, nu = _melding(token), TekstForm(), clock.now()
    if daad == "bevestigen" and melding.is_vastgehouden:
        abort(404)  # without an address an officer releases it
    if daad in ZONDER_TEKST:
        ZONDER_TEKST[daad](melding, nu)
    elif daad not in MET_TEKST:
        abort(404)
    elif form.validate():
        MET_TEKST[daad](melding, form.tekst.data or "", nu)
    else:
        return _volgpagina(melding, token, form), 422
    return done("meldingen.volg", _("Dank u. Wij hebben het verwerkt."), token=token)


@bp.route("/a/<token:token>", allow=everyone, methods=["GET", "POST"], limit="60/hour")
def antwoord(token: str) -> ResponseReturnValue:
    secret_page()
    pagina = partijpagina(token)
    return _doorgestuurd(token) if pagina is None else pagina


def _doorgestuurd(token: str) -> ResponseReturnValue:
    doorzending = _doorzending(token)
    form, nu = PartijAntwoordForm(), clock.now()
    if form.validate_on_submit():
        gegeven = Antwoord(
            op=nu, naam=form.naam.data or "", soort=AntwoordSoort(form.soort.data),
            tekst=form.tekst.data or "", voor_datum=form.voor_datum.data,
        )  # fmt: skip
        acties.beantwoord(doorzending, gegeven, nu)
        return done("meldingen.antwoord", _("Dank u. Uw antwoord is bewaard."), token=token)
    laat_zien([foto.naam for foto in doorzending.melding.fotos])
    page = render_template("meldingen/antwoord.html", form=form, doorzending=doorzending,
                           melding=doorzending.melding, token=token, nu=nu)  # fmt: skip
    return page, 422 if request.method == "POST" else 200


def _doorzending(token: str) -> Doorzending:
    kiem = seed_in(token, PARTIJ)
    doorzending = queries.doorzending_met(kiem) if kiem else None
    if doorzending is None or doorzending.is_verlopen(clock.now()):
        abort(404)
    return doorzending
