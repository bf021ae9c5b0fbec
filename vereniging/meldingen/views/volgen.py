"""`/meldingen/volgen`: mail per street or theme, without an account."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.convenant.models import Thema
from vereniging.core import clock
from vereniging.core.db import db, locked, one_or_404
from vereniging.core.i18n import _, current_language
from vereniging.core.mailaddress import normal
from vereniging.core.secrets import seed_in
from vereniging.core.security import secret_page
from vereniging.core.web import done, everyone
from vereniging.leden.access import mogelijk_lid
from vereniging.leden.forms import LeegForm
from vereniging.meldingen.acties import volgen as verbs
from vereniging.meldingen.forms.volgen import PLEK, THEMA, VolgForm
from vereniging.meldingen.models import Plek, Volger, Volgritme
from vereniging.meldingen.views.blueprints import bp
from vereniging.meldingen.volgmail import VOLGEN
from vereniging.post.views import register_afmelding


@bp.route("/meldingen/volgen", allow=everyone, methods=["GET", "POST"], limit="10/hour")
def volgen() -> ResponseReturnValue:
    lid = mogelijk_lid()
    mine = {"ritme": Volgritme.WEEK.value, "wat": request.args.get("wat", ""),
            "email": lid.email if lid else ""}  # fmt: skip
    form = VolgForm(data=mine)
    form.vul_keuzes()
    if form.validate_on_submit():
        wens = _wens(form)
        is_eigen = lid is not None and wens.email == lid.email
        verbs.vraag(wens, clock.now(), is_eigen=is_eigen)
        return done("meldingen.volgen_gevraagd", eigen="ja" if is_eigen else None)
    page = render_template("meldingen/volgen.html", form=form)
    return page, 422 if form.is_submitted() else 200


def _wens(form: VolgForm) -> verbs.Volgwens:
    wat = form.wat.data or ""
    is_plek = wat.startswith(PLEK)
    return verbs.Volgwens(
        email=normal(form.email.data) or "",
        plek=one_or_404(Plek, id=int(wat.removeprefix(PLEK))) if is_plek else None,
        thema=None if is_plek else one_or_404(Thema, code=wat.removeprefix(THEMA)),
        ritme=Volgritme(form.ritme.data),
        taal=current_language(),
    )


@bp.get("/meldingen/volgen/gevraagd", allow=everyone)
def volgen_gevraagd() -> ResponseReturnValue:
    is_eigen = request.args.get("eigen") == "ja" and mogelijk_lid() is not None
    return render_template("meldingen/volgen_gevraagd.html", is_eigen=is_eigen)


def _volger(token: str) -> Volger | None:
    """Who has this link; None when everything was stopped, 404 when we never made it."""
    secret_page()
    kiem = seed_in(token, VOLGEN)
    if kiem is None:
        abort(404)
    if request.method == "POST":
        return locked(Volger, kiem=kiem)
    return db.session.scalars(select(Volger).where(Volger.kiem == kiem)).one_or_none()


def _pagina(volger: Volger | None, token: str) -> str:
    return render_template(
        "meldingen/volgen_toon.html", volger=volger, token=token, form=LeegForm(formdata=None),
        onbevestigd=volger.onbevestigd(clock.now()) if volger else [],
        gevolgd=[each for each in volger.volgingen if each.telt] if volger else [],
    )  # fmt: skip


@bp.get("/meldingen/volgen/<token:token>", allow=everyone)
def volgen_toon(token: str) -> ResponseReturnValue:
    return _pagina(_volger(token), token)


@bp.post("/meldingen/volgen/<token:token>", allow=everyone, limit="60/hour")
def volgen_bevestig(token: str) -> ResponseReturnValue:
    if volger := _volger(token):
        verbs.bevestig(volger, clock.now())
    return done("meldingen.volgen_toon", _("U krijgt hierover mail."), token=token)


@bp.post("/meldingen/volgen/<token:token>/stop", allow=everyone, limit="60/hour")
def volgen_stop(token: str) -> ResponseReturnValue:
    volger = _volger(token)
    if volger is None:
        return _pagina(None, token)
    nummer = request.form.get("nummer", "")
    verbs.stop(volger, int(nummer) if nummer.isdecimal() and len(nummer) < 10 else None)
    return _pagina(volger if nummer and volger.volgingen else None, token)


def _afmelden(_kiem: bytes, token: str) -> ResponseReturnValue:
    """The address in every mail: one press, or the mail program by itself, stops it all."""
    volger = _volger(token)
    if request.method != "POST":
        return _pagina(volger, token)
    if volger is not None:
        verbs.stop(volger)
    return _pagina(None, token)


register_afmelding(VOLGEN, _afmelden)
