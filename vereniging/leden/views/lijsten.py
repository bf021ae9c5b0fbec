"""Saved lists of members: name a choice, then print labels and letters or write to them."""

from __future__ import annotations

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404, outside
from vereniging.core.i18n import _
from vereniging.core.paper import kan_pdf
from vereniging.core.web import done
from vereniging.leden import papier
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties import lijsten as acties
from vereniging.leden.forms.selectie import (
    EtikettenForm,
    LedenlijstForm,
    LijstbriefForm,
    in_woorden,
)
from vereniging.leden.models.ledenlijst import Ledenlijst
from vereniging.leden.selectie import Selectie
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.toegang.doelgroepen import bestuur, secretaris


@bp.get("/ledenlijsten", allow=bestuur)
def ledenlijsten() -> ResponseReturnValue:
    """The saved choices, by name."""
    rijen = [(lijst, in_woorden(lijst.keuze)) for lijst in acties.lijsten()]
    return render_template("leden/bestuur/lijsten.html", rijen=rijen)


@bp.get("/ledenlijsten/nieuw", allow=bestuur)
def nieuwe_ledenlijst() -> ResponseReturnValue:
    """A form; what the register was asked is filled in."""
    form = LedenlijstForm(formdata=None, data=Selectie.uit(request.args).als_keuze())
    return render_template("leden/bestuur/lijst_nieuw.html", form=form)


@bp.post("/ledenlijsten/nieuw", allow=bestuur)
def bewaar_ledenlijst() -> ResponseReturnValue:
    """Keep it under a name."""
    form = LedenlijstForm()
    if not form.validate():
        return render_template("leden/bestuur/lijst_nieuw.html", form=form), 422
    try:
        lijst = acties.bewaar(form.naam.data, form.selectie(), ingelogd_account(), clock.now())
    except acties.LijstnaamBezet as error:
        form.naam.errors = [str(error)]
        return render_template("leden/bestuur/lijst_nieuw.html", form=form), 422
    return _done(lijst)


def _done(lijst: Ledenlijst) -> ResponseReturnValue:
    return done(".ledenlijsten", _("De lijst %(naam)s is bewaard.", naam=lijst.naam))


@bp.get("/ledenlijsten/<int:nummer>", allow=bestuur)
def ledenlijst(nummer: int) -> ResponseReturnValue:
    """How many members fit now, and what can be done with them."""
    return _page(one_or_404(Ledenlijst, id=nummer))


def _page(
    lijst: Ledenlijst,
    etiketten: EtikettenForm | None = None,
    brief: LijstbriefForm | None = None,
) -> str:
    etiketten = etiketten or EtikettenForm(formdata=None)
    brief = brief or LijstbriefForm(formdata=None)
    selectie = Selectie.uit(lijst.keuze)
    return render_template(
        "leden/bestuur/ledenlijst.html",
        lijst=lijst,
        gekozen=in_woorden(lijst.keuze),
        bereik=acties.bereik(selectie),
        vraag=selectie.als_adres(),
        etiketten=etiketten,
        brief=brief,
        formulieren=[etiketten, brief],
        kan_pdf=kan_pdf(),
    )


@bp.post("/ledenlijsten/<int:nummer>/etiketten", allow=secretaris, fresh=True)
def print_etiketten(nummer: int) -> ResponseReturnValue:
    """Labels as PDF: addresses leave the program, so with a reason and a line in the log."""
    lijst, form = one_or_404(Ledenlijst, id=nummer), EtikettenForm()
    if not kan_pdf():
        abort(404)
    if not form.validate():
        return _page(lijst, etiketten=form), 422
    druk = papier.etiketten(lijst.naam, acties.voor_etiketten(lijst, form.reden.data))
    return _pdf(druk, f"etiketten-{nummer}")


@bp.post("/ledenlijsten/<int:nummer>/brieven", allow=secretaris, fresh=True)
def print_brieven(nummer: int) -> ResponseReturnValue:
    """A letter to each as PDF."""
    lijst, form = one_or_404(Ledenlijst, id=nummer), LijstbriefForm()
    if not kan_pdf():
        abort(404)
    if not form.validate():
        return _page(lijst, brief=form), 422
    letters = acties.voor_brieven(lijst, form.onderwerp.data, form.tekst.data)
    return _pdf(papier.brieven(lijst.naam, letters), f"brieven-{nummer}")


def _pdf(druk: papier.Druk, naam: str) -> Response:
    with outside():  # the log line is kept, and nobody waits for the printer's file
        made = druk.pdf()
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{naam}.pdf"'
    return response


@bp.post("/ledenlijsten/<int:nummer>/wissing", allow=bestuur)
def wis_ledenlijst(nummer: int) -> ResponseReturnValue:
    """Throw the list away; the members stay."""
    acties.wis(one_or_404(Ledenlijst, id=nummer))
    return done(".ledenlijsten", _("De lijst is gewist. De leden blijven gewoon lid."))
