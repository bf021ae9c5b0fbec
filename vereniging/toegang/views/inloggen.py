"""Signing in with a mailed link or code, and signing out."""

from __future__ import annotations

from datetime import datetime

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core.clock import now, today
from vereniging.core.i18n import _, tijd
from vereniging.core.security import limiter, secret_page
from vereniging.core.web import done, local_path, redirect, url_for
from vereniging.toegang.acties import (
    Aanvraag,
    account_bij,
    gebruik_code,
    gebruik_link,
    vraag_inloggen,
)
from vereniging.toegang.doelgroepen import everyone, rollen_van
from vereniging.toegang.forms import CodeForm, InlogForm, PasskeyForm
from vereniging.toegang.models import Account, Doel, Inlogverzoek, SessieSoort, hashed
from vereniging.toegang.passkeys import is_mogelijk
from vereniging.toegang.queries import open_verzoek
from vereniging.toegang.sessions import current_session, end_session, start_session
from vereniging.toegang.views.blueprint import bp, is_wrong
from vereniging.toegang.views.browser import (
    browser_secret,
    device_name,
    forget_secret,
    known_secret,
)


def too_often(until: datetime) -> str:
    """Says when it can be tried again."""
    return str(_("U probeerde dit te vaak. Vanaf %(tijd)s kan het weer.", tijd=tijd(until)))


def wrong() -> str:
    """One sentence for every code or link that does not work, whatever the reason."""
    return str(_("Deze code of link klopt niet of is verlopen. Vraag een nieuwe aan."))


@bp.get("/inloggen", allow=everyone)
def inloggen() -> ResponseReturnValue:
    naar = local_path(request.args.get("naar"))
    if current_session():
        return redirect(naar, 303)
    browser_secret()
    return _ask(InlogForm(formdata=None, naar=naar))


def _ask(form: InlogForm) -> str:
    passkey = PasskeyForm(formdata=None, naar=form.naar.data)
    return render_template(
        "toegang/inloggen.html", form=form, passkey=passkey, passkeys=is_mogelijk()
    )


@bp.post("/inloggen", allow=everyone, limit="200/hour")
def vraag_code() -> ResponseReturnValue:
    form = InlogForm()
    if not form.validate_on_submit():
        return _ask(form), 422
    naar, eigen = local_path(form.naar.data), bool(form.eigen_apparaat.data)
    until = vraag_inloggen(Aanvraag(form.adres, browser_secret(), naar, eigen), now())
    if until:
        form.email.errors = [too_often(until)]
        return _ask(form), 429
    return redirect(url_for(".code", naar=naar), 303)


@bp.get("/inloggen/code", allow=everyone)
def code() -> ResponseReturnValue:
    form = CodeForm(formdata=None, naar=local_path(request.args.get("naar")))
    return render_template("toegang/code.html", form=form)


@bp.post("/inloggen/code", allow=everyone)
@limiter.limit("60/hour", deduct_when=is_wrong)
def met_code() -> ResponseReturnValue:
    form, nu = CodeForm(), now()
    if not form.validate_on_submit():
        return render_template("toegang/code.html", form=form), 422
    browser = hashed(known_secret())
    verzoek = gebruik_code(Doel.INLOGGEN, browser, form.code.data or "", nu)
    account = account_bij(verzoek, nu) if verzoek else None
    if verzoek is None or account is None:
        form.code.errors = [wrong()]
        return render_template("toegang/code.html", form=form), 422
    return _welcome(account, verzoek)


@bp.get("/inloggen/<token:token>", allow=everyone)
def link(token: str) -> ResponseReturnValue:
    secret_page()
    verzoek = open_verzoek(token, now())
    if verzoek is None:
        return render_template("toegang/link_oud.html"), 404
    if verzoek.browser_hash != hashed(known_secret()):
        return render_template("toegang/link_elders.html")
    return render_template("toegang/link.html", token=token)


@bp.post("/inloggen/<token:token>", allow=everyone)
@limiter.limit("60/hour", deduct_when=is_wrong)
def met_link(token: str) -> ResponseReturnValue:
    secret_page()
    nu = now()
    verzoek = gebruik_link(token, known_secret(), nu)
    account = account_bij(verzoek, nu) if verzoek else None
    if verzoek and account:
        return _welcome(account, verzoek)
    page = "link_elders" if open_verzoek(token, nu) else "link_oud"
    return render_template(f"toegang/{page}.html"), 422


def _welcome(account: Account, verzoek: Inlogverzoek) -> ResponseReturnValue:
    sign_in(account, SessieSoort.MAILCODE, eigen=verzoek.eigen_apparaat)
    return redirect(local_path(verzoek.naar), 303)


def sign_in(account: Account, soort: SessieSoort, *, eigen: bool) -> None:
    """Sign this browser in, with the roles of today."""
    rollen = rollen_van(account, today())
    start_session(account, soort, rollen, eigen=eigen, apparaat=device_name())
    forget_secret()


@bp.post("/uitloggen", allow=everyone)
def uitloggen() -> ResponseReturnValue:
    """Sign out; the next person at this browser finds no page in its cache (ASVS 14.3.1)."""
    end_session()
    answer = make_response(done("toegang.inloggen", _("U bent uitgelogd.")))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer
