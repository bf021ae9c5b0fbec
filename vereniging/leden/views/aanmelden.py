"""Joining: three steps without script, then a mail with a link and a code."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, render_template, request, session
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _, current_language
from vereniging.core.mailaddress import normal
from vereniging.core.secrets import token_for
from vereniging.core.security import limiter
from vereniging.core.web import done, everyone
from vereniging.leden import acties, haken, mail
from vereniging.leden.acties import Adresgegevens, Gegevens
from vereniging.leden.forms import (
    JA,
    SOORTEN,
    AanmeldForm,
    BevestigcodeForm,
    options,
    read_telefoon,
)
from vereniging.leden.models import LidSoort
from vereniging.leden.views.blueprints import bp
from vereniging.statuten.queries import profiel, statuten_op

STAPPEN = (
    ("soort", "leeftijd", "ouder", "huisgenoot"),
    ("voornaam", "tussenvoegsel", "achternaam", "postcode", "huisnummer", "straat", "plaats",
     "email", "telefoon"),
    ("akkoord",),
)  # fmt: skip
KEPT = "aanmelding"


def is_ingediend(response: Response) -> bool:
    """Only a whole application counts, not the steps to it."""
    return response.status_code == HTTPStatus.SEE_OTHER


def hele_site() -> str:
    """One count for everybody together."""
    return "lid-worden"


@bp.route("/lid-worden", allow=everyone, methods=["GET", "POST"], limit="60/hour")
@limiter.limit("10/hour", methods=["POST"], deduct_when=is_ingediend)
@limiter.limit("200/hour", methods=["POST"], key_func=hele_site, deduct_when=is_ingediend)
def aanmelden() -> ResponseReturnValue:
    form = _form()
    if not form.is_submitted():
        return _page(form, 1)
    nummer = _number(form.stap.data)
    if terug := _number(request.form.get("naar"), none=0):
        return _page(form, terug)
    if fout := _first_fault(form, nummer):
        return _page(form, fout), 422
    if nummer < len(STAPPEN):
        return _page(form, nummer + 1)
    session[KEPT] = acties.aanvragen(_gegevens(form), clock.now()).hex()
    return done("leden.kijk_in_mail")


def _form() -> AanmeldForm:
    rules = profiel(clock.today())
    form = AanmeldForm()
    form.minimumleeftijd = rules.minimumleeftijd
    form.bedrijf_mag_lid = rules.bedrijf_mag_lid
    form.alleen_donateur_buiten = rules.buiten_werkgebied == "donateur"
    form.soort.choices = options(SOORTEN if rules.bedrijf_mag_lid else SOORTEN[:2])
    if request.form.get("actie") == "donateur":
        form.soort.data = LidSoort.DONATEUR.value
    return form


def _number(typed: str | None, *, none: int = 1) -> int:
    return int(typed) if typed in {"1", "2", "3"} else none


def _first_fault(form: AanmeldForm, nummer: int) -> int:
    """The first step, up to this one, that has something to put right; errors after it go."""
    form.validate()
    faulty = [
        stap
        for stap, namen in enumerate(STAPPEN[:nummer], 1)
        if any(form[naam].errors for naam in namen)
    ]
    shown = faulty[0] if faulty else 0
    for stap, namen in enumerate(STAPPEN, 1):
        for naam in namen:
            form[naam].errors = form[naam].errors if stap == shown else []
    return shown


def _page(form: AanmeldForm, nummer: int) -> str:
    form.stap.data = str(nummer)
    dag = clock.today()
    soort = LidSoort(form.soort.data) if form.soort.data in set(LidSoort) else LidSoort.LID
    prijzen = {waarde: haken.prijs(LidSoort(waarde), dag) for waarde, _label in SOORTEN}
    return render_template(
        f"leden/aanmelden_{nummer}.html",
        form=form,
        nummer=nummer,
        zichtbaar=STAPPEN[nummer - 1],
        prijs=prijzen[soort] if soort.value in prijzen else None,
        prijzen=prijzen,
        profiel=profiel(dag),
        soort=soort,
    )


def _gegevens(form: AanmeldForm) -> Gegevens:
    statuten = statuten_op(clock.today())
    versie = statuten.geldig_vanaf if statuten else _("de wet")
    return Gegevens(
        voornaam=form.voornaam.data or "",
        tussenvoegsel=form.tussenvoegsel.data or "",
        achternaam=form.achternaam.data or "",
        email=normal(form.email.data),
        telefoon=read_telefoon(form.telefoon.data),
        taal=current_language(),
        adres=Adresgegevens(**form.deur()),
        soort=LidSoort(form.soort.data),
        is_zestien=form.leeftijd.data == JA,
        huisgenoot_is_lid=form.huisgenoot.data == JA,
        akkoord=f"statuten {versie}; privacy 1",
    )


@bp.route("/lid-worden/mail", allow=everyone, methods=["GET", "POST"], limit="30/hour")
def kijk_in_mail() -> ResponseReturnValue:
    form = BevestigcodeForm()
    if not form.is_submitted():
        return render_template("leden/kijk_in_mail.html", form=form)
    kiem = bytes.fromhex(session.get(KEPT, ""))
    good = form.validate() and acties.door_code(kiem, form.code.data or "")
    if not good:
        wrong = _("Deze code klopt niet. Kijk opnieuw in onze e-mail, of open de link daarin.")
        form.code.errors = form.code.errors or [wrong]
        return render_template("leden/kijk_in_mail.html", form=form), 422
    acties.bevestigen(good, clock.now())
    session.pop(KEPT, None)
    return done("leden.bevestigen", token=token_for(kiem, mail.AANMELDING))
