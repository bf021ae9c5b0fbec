"""The ways in that somebody has: passkeys, a code app, codes on paper."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core.clock import now
from vereniging.core.db import db
from vereniging.core.i18n import _
from vereniging.core.qr import qr_image
from vereniging.core.web import done, redirect, url_for
from vereniging.statuten.queries import instelling
from vereniging.toegang import factoren, passkeys
from vereniging.toegang.acties import meld_wijziging
from vereniging.toegang.doelgroepen import halverwege, heeft_ambt
from vereniging.toegang.forms import AppForm, NieuwePasskeyForm
from vereniging.toegang.models import Account
from vereniging.toegang.queries import herstelcodes_over
from vereniging.toegang.sessions import confirm_session
from vereniging.toegang.views.blueprint import bp
from vereniging.toegang.views.browser import binding
from vereniging.toegang.views.inloggen import too_often
from vereniging.toegang.views.stap import mine


@bp.get("/mijn/inlogmiddelen", allow=halverwege, fresh=True)
def inlogmiddelen() -> ResponseReturnValue:
    return _page(NieuwePasskeyForm(formdata=None))


def _page(form: NieuwePasskeyForm) -> str:
    account = mine().account
    return render_template(
        "toegang/inlogmiddelen.html",
        form=form,
        account=account,
        codes_over=herstelcodes_over(account.id),
        moet_nog=heeft_ambt() and not account.heeft_tweede_factor,
        passkeys=passkeys.is_mogelijk(),
    )


@bp.post("/mijn/inlogmiddelen/passkeys/opties", allow=halverwege, fresh=True)
def nieuwe_passkey_opties() -> ResponseReturnValue:
    naam = str(instelling("naam"))
    options = passkeys.vraag_om_toe_te_voegen(mine().account, naam, binding(), now())
    return Response(options, mimetype="application/json")


@bp.post("/mijn/inlogmiddelen/passkeys", allow=halverwege, fresh=True)
def voeg_passkey_toe() -> ResponseReturnValue:
    form, account, nu = NieuwePasskeyForm(), mine().account, now()
    if not form.validate_on_submit():
        return _page(form), 422
    nieuw = passkeys.Nieuw(form.antwoord.data or "", form.naam.data or "")
    if passkeys.voeg_toe(account, nieuw, binding(), nu) is None:
        form.naam.errors = [_("De passkey is niet toegevoegd. Probeer het opnieuw.")]
        return _page(form), 422
    meld_wijziging(account, "passkey_erbij", nu)
    confirm_session(second_factor=True)
    return done(".inlogmiddelen", _("Uw passkey is toegevoegd."))


@bp.post("/mijn/inlogmiddelen/passkeys/<slug:kenmerk>/weg", allow=halverwege, fresh=True)
def verwijder_passkey(kenmerk: str) -> ResponseReturnValue:
    account = mine().account
    passkey = next((key for key in account.passkeys if key.kenmerk == kenmerk), None)
    if passkey is None:
        abort(404)
    _refuse_last(account)
    db.session.delete(passkey)
    meld_wijziging(account, "passkey_weg", now())
    return done(".inlogmiddelen", _("De passkey is verwijderd."))


def _refuse_last(account: Account) -> None:
    if heeft_ambt() and account.is_laatste_middel():
        raise factoren.LaatsteMiddel


@bp.post("/mijn/inlogmiddelen/app", allow=halverwege, fresh=True)
def begin_app() -> ResponseReturnValue:
    factoren.nieuw_geheim(mine().account)
    return redirect(url_for(".app"), 303)


@bp.get("/mijn/inlogmiddelen/app", allow=halverwege, fresh=True)
def app() -> ResponseReturnValue:
    if not factoren.lees_geheim(mine().account):
        return redirect(url_for(".inlogmiddelen"), 303)
    return _app_page(AppForm(formdata=None))


def _app_page(form: AppForm) -> str:
    account = mine().account
    geheim = factoren.lees_geheim(account)
    uri = factoren.adres_voor_app(account, str(instelling("naam")))
    return render_template(
        "toegang/app.html",
        form=form,
        qr=qr_image(uri),
        geheim=" ".join(geheim[at : at + 4] for at in range(0, len(geheim), 4)),
    )


@bp.post("/mijn/inlogmiddelen/app/code", allow=halverwege, fresh=True)
def bevestig_app() -> ResponseReturnValue:
    form, account, nu = AppForm(), mine().account, now()
    if not factoren.lees_geheim(account):
        return redirect(url_for(".inlogmiddelen"), 303)
    if not form.validate_on_submit():
        return _app_page(form), 422
    outcome = factoren.bevestig_app(account, form.code.data or "", nu)
    if not outcome.goed:
        until = outcome.wachten_tot
        form.code.errors = [too_often(until) if until else _("Deze code klopt niet.")]
        return _app_page(form), 429 if until else 422
    meld_wijziging(account, "app_aan", nu)
    confirm_session(second_factor=True)
    return done(".inlogmiddelen", _("Uw code-app is gekoppeld."))


@bp.post("/mijn/inlogmiddelen/app/weg", allow=halverwege, fresh=True)
def verwijder_app() -> ResponseReturnValue:
    account = mine().account
    if account.totp_sinds is None:
        return redirect(url_for(".inlogmiddelen"), 303)
    _refuse_last(account)
    account.vergeet_totp()
    meld_wijziging(account, "app_uit", now())
    return done(".inlogmiddelen", _("De code-app is losgekoppeld."))


@bp.post("/mijn/inlogmiddelen/herstelcodes", allow=halverwege, fresh=True)
def maak_herstelcodes() -> ResponseReturnValue:
    account = mine().account
    codes = factoren.nieuwe_herstelcodes(account)
    meld_wijziging(account, "herstelcodes", now())
    return render_template("toegang/herstelcodes.html", codes=codes)
