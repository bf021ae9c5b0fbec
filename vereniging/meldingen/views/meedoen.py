"""`Ik heb dit ook`: from the public page, and before somebody reports the same once more."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.i18n import _, current_language
from vereniging.core.mailaddress import normal
from vereniging.core.web import done, everyone
from vereniging.leden.access import mogelijk_lid
from vereniging.leden.forms import LeegForm
from vereniging.leden.views.bevestigen import register_bevestiging
from vereniging.meldingen import acties, queries
from vereniging.meldingen.forms import IkOokForm, LidOokForm
from vereniging.meldingen.gelijk import huishoudens
from vereniging.meldingen.mail import IK_OOK
from vereniging.meldingen.models import IkOok, Melding
from vereniging.meldingen.views.blueprints import bp


def meedoe_formulier() -> IkOokForm | LidOokForm:
    """A member only presses; somebody else tells the door and an address to confirm by."""
    return LidOokForm() if _kan_als_lid() else IkOokForm()


def _kan_als_lid() -> bool:
    lid = mogelijk_lid()
    return lid is not None and lid.email is not None and lid.adres.in_werkgebied


def verwerk(melding: Melding, form: Any) -> str:
    """Let this household join; the sentence that says what comes next."""
    lid, nu = mogelijk_lid(), clock.now()
    if lid is not None and not isinstance(form, IkOokForm):
        acties.doe_mee(melding, acties.als_lid(lid, form.reden.data or ""), nu, is_lid=True)
        return _("Dank u. Wij tellen uw huishouden mee.")
    wie = acties.Meedoener(
        deur=form.deur or (), email=normal(form.email.data), taal=current_language(),
        reden=form.reden.data or "",
    )  # fmt: skip
    acties.doe_mee(melding, wie, nu, is_lid=False)
    return _("Kijk in uw mail. Klik op de link daarin, dan tellen wij uw huishouden mee.")


@bp.route(
    "/meldingen/<kenmerk:kenmerk>/ik-ook",
    allow=everyone, methods=["GET", "POST"], limit="20/day",
)  # fmt: skip
def ik_ook(kenmerk: str) -> ResponseReturnValue:
    melding = queries.melding_met(kenmerk=kenmerk)
    if melding is None or not melding.is_openbaar or melding.is_dicht:
        abort(404)
    form = meedoe_formulier()
    if form.validate_on_submit():
        return done("meldingen.toon", verwerk(melding, form), kenmerk=kenmerk)
    page = render_template("meldingen/ik_ook.html", form=form, melding=melding)
    return page, 422 if form.is_submitted() else 200


def _bevestigen(kiem: bytes, token: str) -> ResponseReturnValue:
    ikook = db.session.scalars(select(IkOok).where(IkOok.kiem == kiem)).one_or_none()
    if ikook is None or ikook.is_verlopen(clock.now()):
        abort(404)
    form = LeegForm()
    if form.validate_on_submit():
        if not ikook.telt:
            acties.bevestig_meedoen(ikook, clock.now())
        elif request.form.get("actie") == "stop":
            ikook.stop_mail()
        return done("leden.bevestigen", token=token)
    return render_template(
        "meldingen/ik_ook_bevestigen.html", ikook=ikook, melding=ikook.melding, form=form,
        token=token, aantal=huishoudens([ikook.melding])[ikook.melding.id],
        zin=queries.openbare_zin(ikook.melding),
    )  # fmt: skip


register_bevestiging(IK_OOK, _bevestigen)
