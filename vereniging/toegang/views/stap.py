"""Proving again who you are, and the second factor of officers."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core.clock import now
from vereniging.core.i18n import _
from vereniging.core.security import limiter
from vereniging.core.web import flash, local_path, redirect, url_for
from vereniging.toegang import factoren, passkeys
from vereniging.toegang.acties import gebruik_code, meld_wijziging, vraag_bevestigcode
from vereniging.toegang.doelgroepen import everyone, halverwege, heeft_ambt
from vereniging.toegang.forms import CodeForm, PasskeyForm, TweedeStapForm
from vereniging.toegang.herstel import middel_gebruikt
from vereniging.toegang.models import Doel, Sessie, SessieSoort
from vereniging.toegang.sessions import confirm_session, current_session
from vereniging.toegang.views.blueprint import bp, is_wrong
from vereniging.toegang.views.browser import binding, known_secret
from vereniging.toegang.views.inloggen import sign_in, too_often, wrong


def mine() -> Sessie:
    """The session of a view that only lets in who is signed in."""
    sessie = current_session()
    assert sessie is not None  # noqa: S101  the audience of the view
    return sessie


def may_use_mail(sessie: Sessie) -> bool:
    """A mailed code is enough, except for an officer who has a second factor."""
    return not (heeft_ambt() and sessie.account.heeft_tweede_factor)


@bp.get("/inloggen/tweede-stap", allow=halverwege)
def tweede_stap() -> ResponseReturnValue:
    return _ask(TweedeStapForm(formdata=None, naar=local_path(request.args.get("naar"))))


def _ask(form: CodeForm) -> str:
    sessie = mine()
    return render_template(
        "toegang/tweede_stap.html",
        form=form,
        passkey=PasskeyForm(formdata=None, naar=form.naar.data),
        account=sessie.account,
        met_mail=may_use_mail(sessie),
        passkeys=passkeys.is_mogelijk() and sessie.account.passkeys,
    )


@bp.post("/inloggen/tweede-stap", allow=halverwege)
@limiter.limit("60/hour", deduct_when=is_wrong)
def zet_tweede_stap() -> ResponseReturnValue:
    form, nu, account = TweedeStapForm(), now(), mine().account
    if not form.validate_on_submit():
        return _ask(form), 422
    outcome = factoren.controleer(account, form.code.data or "", nu)
    if outcome.goed:
        if outcome.herstelcode:
            meld_wijziging(account, "herstelcode_gebruikt", nu)
        middel_gebruikt(account, nu)
        return _confirmed(form.naar.data, second_factor=True)
    until = outcome.wachten_tot
    form.code.errors = [too_often(until) if until else _("Deze code klopt niet of is al gebruikt.")]
    return _ask(form), 429 if until else 422


def _confirmed(naar: str | None, *, second_factor: bool) -> ResponseReturnValue:
    confirm_session(second_factor=second_factor)
    return redirect(local_path(naar), 303)


@bp.post("/inloggen/tweede-stap/mail", allow=halverwege)
def mail_code() -> ResponseReturnValue:
    sessie, naar = mine(), local_path(request.form.get("naar"))
    if not may_use_mail(sessie):
        return redirect(url_for(".tweede_stap", naar=naar), 303)
    if until := vraag_bevestigcode(sessie, now()):
        flash(too_often(until), "late")
        return redirect(url_for(".tweede_stap", naar=naar), 303)
    return redirect(url_for(".gemailde_code", naar=naar), 303)


@bp.get("/inloggen/tweede-stap/code", allow=halverwege)
def gemailde_code() -> ResponseReturnValue:
    form = CodeForm(formdata=None, naar=local_path(request.args.get("naar")))
    return render_template("toegang/gemailde_code.html", form=form)


@bp.post("/inloggen/tweede-stap/code", allow=halverwege)
@limiter.limit("60/hour", deduct_when=is_wrong)
def bevestig_code() -> ResponseReturnValue:
    form, sessie = CodeForm(), mine()
    if not may_use_mail(sessie):
        return redirect(url_for(".tweede_stap"), 303)
    typed = form.code.data if form.validate_on_submit() else ""
    if typed and gebruik_code(Doel.STAP, sessie.sleutel_hash, typed, now()):
        return _confirmed(form.naar.data, second_factor=False)
    if typed:
        form.code.errors = [wrong()]
    return render_template("toegang/gemailde_code.html", form=form), 422


@bp.post("/inloggen/passkey/opties", allow=everyone)
def passkey_opties() -> ResponseReturnValue:
    options = passkeys.vraag_om_te_tonen(binding(), now())
    return Response(options, mimetype="application/json")


@bp.post("/inloggen/passkey", allow=everyone)
def met_passkey() -> ResponseReturnValue:
    form, sessie = PasskeyForm(), current_session()
    answer = (form.antwoord.data or "") if form.validate_on_submit() else ""
    account = passkeys.controleer(answer, binding(), now()) if sessie or known_secret() else None
    if account is None or (sessie and sessie.account_id != account.id):
        return render_template("toegang/passkey_fout.html", naar=local_path(form.naar.data)), 422
    middel_gebruikt(account, now())
    if sessie:
        return _confirmed(form.naar.data, second_factor=True)
    sign_in(account, SessieSoort.PASSKEY, eigen=False)
    return redirect(local_path(form.naar.data), 303)
