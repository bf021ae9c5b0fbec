"""The secretary reads a file of members into the register, and takes it back."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.errors import DomainError
from vereniging.core.export import GeenCsv
from vereniging.core.i18n import _, ngettext
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties import invoeren as acties
from vereniging.leden.forms import LeegForm
from vereniging.leden.forms.importeren import InvoerForm, LedenbestandForm, antwoorden_uit
from vereniging.leden.invoer import KOLOMMEN
from vereniging.leden.models import Invoer, InvoerStand
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import secretaris

BODY = acties.GROOTST + 4096
GETOOND = 100


@bp.get("/leden/import", allow=secretaris)
def ledenimport() -> ResponseReturnValue:
    """Choose a file; what was read before stands below."""
    return _lijst(LedenbestandForm(formdata=None))


def _lijst(form: LedenbestandForm) -> str:
    return render_template(
        "leden/bestuur/import.html", form=form, invoeren=acties.invoeren(), kolommen=KOLOMMEN
    )


@bp.post("/leden/import", allow=secretaris, max_body=BODY)
def lees_ledenbestand() -> ResponseReturnValue:
    """Keep the file until tomorrow and show what it would do."""
    form, upload = LedenbestandForm(), request.files.get("bestand")
    if not form.validate() or upload is None:
        return _lijst(form), 422
    try:
        naam = "".join(letter for letter in upload.filename or "" if letter.isprintable())
        invoer = acties.lees_in(naam, upload.read(), clock.now(), ingelogd_account())
    except (GeenCsv, DomainError) as error:
        form.bestand.errors = [str(error)]
        return _lijst(form), 422
    return done("leden_bestuur.ledeninvoer", nummer=invoer.id)


@bp.get("/leden/import/<int:nummer>", allow=secretaris)
def ledeninvoer(nummer: int) -> ResponseReturnValue:
    """What the file would do, or what it did."""
    noteer_inzage("leden.invoer", str(nummer), ingelogd_account())
    invoer = one_or_404(Invoer, id=nummer)
    if invoer.stand is InvoerStand.CONCEPT:
        return _voorbeeld(invoer, InvoerForm(formdata=None))
    blijft, waarom = acties.waarom_blijft(invoer)
    return render_template(
        "leden/bestuur/import_klaar.html",
        form=LeegForm(),
        invoer=invoer,
        nog=acties.aantal_nog(invoer),
        blijft=blijft,
        waarom=waarom,
    )


def _voorbeeld(invoer: Invoer, form: InvoerForm) -> str:
    beeld = acties.bekijk(invoer)
    antwoorden = antwoorden_uit(request.form)
    return render_template(
        "leden/bestuur/import_voorbeeld.html",
        form=form,
        invoer=invoer,
        beeld=beeld,
        antwoorden=antwoorden,
        keuzes=beeld.keuzes(antwoorden),
        fouten=sorted(beeld.bestand.fouten),
        getoond=GETOOND,
    )


@bp.post("/leden/import/<int:nummer>/uitvoering", allow=secretaris)
def voer_leden_in(nummer: int) -> ResponseReturnValue:
    """Store them all at once."""
    invoer, form = one_or_404(Invoer, id=nummer), InvoerForm()
    try:
        acties.voer_in(
            invoer,
            antwoorden_uit(request.form),
            clock.now(),
            goede_rijen=form.validate() and bool(form.goede_rijen.data),
        )
    except acties.Regelsfout as error:
        form.goede_rijen.errors = [str(error)]
        return _voorbeeld(invoer, form), 422
    zin = ngettext("%(num)s lid is ingevoerd.", "%(num)s leden zijn ingevoerd.", invoer.aantal)
    return done("leden_bestuur.ledeninvoer", zin, nummer=nummer)


@bp.post("/leden/import/<int:nummer>/ongedaan", allow=secretaris)
def maak_invoer_ongedaan(nummer: int) -> ResponseReturnValue:
    """Take the members out again, but for those that something hangs on."""
    blijft = acties.maak_ongedaan(one_or_404(Invoer, id=nummer), clock.now())
    zin = ngettext("%(num)s lid blijft staan.", "%(num)s leden blijven staan.", blijft)
    klaar = _("De invoer is ongedaan gemaakt.")
    return done("leden_bestuur.ledeninvoer", f"{klaar} {zin}" if blijft else klaar, nummer=nummer)


@bp.post("/leden/import/<int:nummer>/wissing", allow=secretaris)
def gooi_invoer_weg(nummer: int) -> ResponseReturnValue:
    """Forget a file that was looked at."""
    acties.gooi_weg(one_or_404(Invoer, id=nummer))
    return done("leden_bestuur.ledenimport", _("Het bestand is weg. Er is niets ingevoerd."))
