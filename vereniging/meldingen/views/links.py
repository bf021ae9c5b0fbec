"""Pages behind a secret link: a GET shows, only a POST does something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant.haken import partijpagina
from vereniging.core import clock
from vereniging.core.forms import Form
from vereniging.core.i18n import _
from vereniging.core.mailaddress import normal
from vereniging.core.secrets import seed_in
from vereniging.core.security import secret_page
from vereniging.core.web import done, everyone
from vereniging.meldingen import acties, queries
from vereniging.meldingen.forms import FotoForm, LinkForm, PartijAntwoordForm, TekstForm
from vereniging.meldingen.mail import PARTIJ
from vereniging.meldingen.models import Antwoord, AntwoordSoort, Doorzending, Melding
from vereniging.meldingen.views.blueprints import bp
from vereniging.meldingen.views.fotos import BODY, laat_zien, ontvang_fotos
from vereniging.meldingen.views.volgpagina import melding_achter, volgpagina

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


@bp.get("/volg/<token:token>", allow=everyone)
def volg(token: str) -> ResponseReturnValue:
    return volgpagina(melding_achter(token), token)


@bp.post("/volg/<token:token>/<slug:daad>", allow=everyone, limit="60/hour")
def reageer(token: str, daad: str) -> ResponseReturnValue:
    melding, form, nu = melding_achter(token), TekstForm(), clock.now()
    if daad == "bevestigen" and melding.is_vastgehouden:
        abort(404)  # without an address an officer releases it
    if daad in ZONDER_TEKST:
        ZONDER_TEKST[daad](melding, nu)
    elif daad not in MET_TEKST:
        abort(404)
    elif form.validate():
        MET_TEKST[daad](melding, form.tekst.data or "", nu)
    else:
        return volgpagina(melding, token, form=form), 422
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
    page = _antwoordpagina(doorzending, token, form=form)
    return page, 422 if request.method == "POST" else 200


@bp.post("/a/<token:token>/fotos", allow=everyone, limit="60/hour", max_body=BODY)
def fotos_van_partij(token: str) -> ResponseReturnValue:
    """The party shows what it did; apart from the words, so that a big photo costs none."""
    secret_page()
    al = [foto for foto in _doorzending(token).melding.fotos if foto.is_van_partij]
    form, namen = ontvang_fotos(len(al))
    doorzending = _doorzending(token)
    acties.fotos_van_partij(doorzending, namen, clock.now())
    if form.errors:
        return _antwoordpagina(doorzending, token, fotos=form), 422
    return done("meldingen.antwoord", _("Dank u. Uw foto’s zijn bewaard."), token=token)


def _antwoordpagina(doorzending: Doorzending, token: str, **forms: Form) -> str:
    laat_zien([foto.naam for foto in doorzending.melding.fotos])
    leeg = {"form": PartijAntwoordForm(formdata=None), "fotos": FotoForm(formdata=None)}
    return render_template(
        "meldingen/antwoord.html", doorzending=doorzending, melding=doorzending.melding,
        token=token, nu=clock.now(), **leeg | forms,
    )  # fmt: skip


def _doorzending(token: str) -> Doorzending:
    kiem = seed_in(token, PARTIJ)
    doorzending = queries.doorzending_met(kiem) if kiem else None
    if doorzending is None or doorzending.is_verlopen(clock.now()):
        abort(404)
    return doorzending
