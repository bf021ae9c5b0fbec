"""Who sits in a seat, and who takes over."""

from __future__ import annotations

from datetime import date

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant import acties
from vereniging.convenant.forms import OpvolgerForm, PostForm
from vereniging.convenant.models import Contact, Organisatie
from vereniging.convenant.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import db, one_or_404
from vereniging.core.i18n import _
from vereniging.core.mailaddress import normal
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import commissie, secretaris


@bp.get("/organisaties/<int:nummer>", allow=commissie)
def organisatie(nummer: int) -> ResponseReturnValue:
    """One organisation: since when, until when, who comes after."""
    return _pagina(one_or_404(Organisatie, id=nummer), OpvolgerForm())


def _pagina(found: Organisatie, form: OpvolgerForm) -> str:
    return render_template(
        "convenant/organisatie.html",
        organisatie=found,
        form=form,
        post=PostForm(obj=found, formdata=None),
        dag=clock.today(),
    )


@bp.post("/organisaties/<int:nummer>/post", allow=secretaris)
def kies_post(nummer: int) -> ResponseReturnValue:
    """How often this organisation is written to."""
    found, form = one_or_404(Organisatie, id=nummer), PostForm()
    if not form.validate_on_submit():
        return _pagina(found, OpvolgerForm(formdata=None)), 422
    acties.kies_post(found, alleen_weekoverzicht=form.alleen_weekoverzicht.data)
    return done(".organisatie", _("Dit is bewaard."), nummer=found.id)


@bp.post("/organisaties/<int:nummer>/opvolger", allow=secretaris)
def laat_opvolgen(nummer: int) -> ResponseReturnValue:
    """Another organisation takes over from a day."""
    oud, form = one_or_404(Organisatie, id=nummer), OpvolgerForm()
    if not form.validate_on_submit():
        return _pagina(oud, form), 422
    nieuw = _opvolger(oud, form.naam.data, form.vanaf.data)
    contact = Contact(
        organisatie=nieuw,
        naam=form.contact.data,
        email=normal(form.email.data) or "",
        van=nieuw.van,
    )
    acties.laat_opvolgen(oud, nieuw, contact)
    sentence = _("%(naam)s neemt het over.", naam=nieuw.naam)
    return done(".organisatie", sentence, nummer=nieuw.id)


def _opvolger(oud: Organisatie, naam: str, van: date) -> Organisatie:
    nieuw = Organisatie(partij=oud.partij, naam=naam, van=van, tekent=oud.tekent)
    db.session.add(nieuw)
    return nieuw
