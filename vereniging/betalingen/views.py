"""The payer's pages and Mollie's door: links with a token, no account needed."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.betalingen import acties
from vereniging.betalingen.betaalwijzen import betaalwijzen
from vereniging.betalingen.forms import BetaalForm
from vereniging.betalingen.gateway import GatewayError
from vereniging.betalingen.haken import Rekening, boeker
from vereniging.betalingen.mail import BETALEN, TERUG, WEBHOOK
from vereniging.betalingen.models import Betaling, BetalingSoort
from vereniging.betalingen.queries import met_kiem
from vereniging.betalingen.sync import sync_payment
from vereniging.betalingen.terugkeer import terugkeer
from vereniging.betalingen.webhook import ontvang
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.secrets import seed_in, token_for
from vereniging.core.security import leads_to_payment, secret_page
from vereniging.core.web import Blueprint, done, everyone, redirect

bp = Blueprint("betalingen", __name__)
JAAR = timedelta(days=365)
TR = re.compile(r"tr_[A-Za-z0-9]{1,64}")


def _rekening(token: str) -> Rekening:
    kiem = seed_in(token, BETALEN)
    rekening = boeker().met_kiem(kiem) if kiem else None
    if rekening is None:
        abort(404)
    paid = rekening.betaald_op
    if rekening.is_ingetrokken or (paid and clock.today() - paid > JAAR):
        abort(410)
    return rekening


def _betaling(token: str, doel: str) -> Betaling:
    kiem = seed_in(token, doel)
    betaling = met_kiem(kiem) if kiem else None
    if betaling is None:
        abort(404)
    return betaling


@bp.get("/betalen/<token:token>", allow=everyone)
def betalen(token: str) -> ResponseReturnValue:
    secret_page()
    leads_to_payment()
    return _betaalpagina(_rekening(token), token, BetaalForm(formdata=None))


def _betaalpagina(rekening: Rekening, token: str, form: BetaalForm) -> str:
    return render_template(
        "betalingen/betalen.html", rekening=rekening, token=token, form=form,
        wijzen=betaalwijzen(),
    )  # fmt: skip


@bp.post("/betalen/<token:token>", allow=everyone, limit="60/hour")
def betaal(token: str) -> ResponseReturnValue:
    secret_page()
    leads_to_payment()
    rekening, form = _rekening(token), BetaalForm()
    if not form.validate():
        return _betaalpagina(rekening, token, form), 422
    try:
        return redirect(acties.maak_betaling(rekening.nota_id, clock.now(), form.bijdrage), 303)
    except GatewayError:
        return _away(rekening, token, form)


def _away(rekening: Rekening, token: str, form: BetaalForm) -> ResponseReturnValue:
    body = render_template(
        "betalingen/niet_bereikbaar.html", rekening=rekening, token=token, gift=form.gift.data
    )
    response = make_response(body, 503)
    response.headers["Retry-After"] = "120"
    return response


@bp.get("/betalingen/terug/<token:token>", allow=everyone)
def terug(token: str) -> ResponseReturnValue:
    secret_page()
    leads_to_payment()
    betaling = _betaling(token, TERUG)
    shown = terugkeer(betaling, clock.now())
    rekening = boeker().met_id(betaling.nota_id)
    return render_template(
        "betalingen/terug.html",
        terugkeer=shown,
        rekening=rekening,
        bedrag=betaling.bedrag,
        met_machtiging=betaling.soort is BetalingSoort.EERSTE,
        token=token,
        betalen=token_for(rekening.kiem, BETALEN),
    )


@bp.post("/betalingen/terug/<token:token>", allow=everyone, limit="60/hour")
def controleer(token: str) -> ResponseReturnValue:
    secret_page()
    betaling = _betaling(token, TERUG)
    try:
        if betaling.mollie_id is not None:
            sync_payment(betaling.id, clock.now())
    except GatewayError:
        return done("betalingen.terug", _("De betaaldienst antwoordt nog niet."), token=token)
    return done("betalingen.terug", token=token)


@bp.post("/betalingen/webhook/<token:token>", allow=everyone, csrf=False, max_body=1024)
def webhook(token: str) -> ResponseReturnValue:
    status = ontvang(seed_in(token, WEBHOOK), _id_in_body(), clock.now())
    return Response(status=status, mimetype="text/plain")


def _id_in_body() -> str | None:
    form = request.form
    ids = form.getlist("id")
    if request.args or list(form) != ["id"] or len(ids) != 1 or not TR.fullmatch(ids[0]):
        return None
    return ids[0]
