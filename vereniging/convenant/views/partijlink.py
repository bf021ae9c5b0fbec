"""A party answers without an account: a GET shows, only a POST does something."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant import acties, mail
from vereniging.convenant.forms import PartijInstemmingForm, WederhoorForm
from vereniging.convenant.haken import register_partijlink
from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Instemming,
    Instemmingsvraag,
    Partijantwoord,
    Verweer,
    Verweerschrift,
    Wederhoor,
)
from vereniging.convenant.queries import vraag_met, wederhoor_met
from vereniging.core import clock
from vereniging.core.db import locked
from vereniging.core.i18n import _
from vereniging.core.web import done


def _instemming(kiem: bytes, token: str) -> ResponseReturnValue:
    vraag = vraag_met(kiem) or abort(404)
    form = PartijInstemmingForm()
    open_ = vraag.afspraak.stand is AfspraakStand.VOORGELEGD and clock.today() <= vraag.tot
    if open_ and form.validate_on_submit():
        locked(Afspraak, id=vraag.afspraak_id)
        acties.leg_vast_instemming(vraag.afspraak, _antwoord(vraag, form))
        return done("meldingen.antwoord", _("Dank u. Uw antwoord is bewaard."), token=token)
    page = render_template(
        "convenant/partij_instemming.html", vraag=vraag, form=form, token=token, open=open_
    )
    return page, _status(form, is_open=open_)


def _status(form: PartijInstemmingForm | WederhoorForm, *, is_open: bool) -> int:
    if not form.is_submitted():
        return 200
    return 422 if is_open else 409


def _antwoord(vraag: Instemmingsvraag, form: PartijInstemmingForm) -> Instemming:
    return Instemming(
        partij=vraag.partij,
        antwoord=Partijantwoord(form.antwoord.data),
        reden=form.reden.data or "",
        op=clock.now(),
        door=form.naam.data,
    )


def _wederhoor(kiem: bytes, token: str) -> ResponseReturnValue:
    gevraagd = wederhoor_met(kiem) or abort(404)
    form = WederhoorForm()
    open_ = gevraagd.antwoord is None and clock.today() <= gevraagd.tot
    if open_ and form.validate_on_submit():
        acties.geef_wederhoor(_locked(gevraagd), _verweer(form), clock.now())
        return done("meldingen.antwoord", _("Dank u. Uw antwoord is bewaard."), token=token)
    page = render_template(
        "convenant/partij_wederhoor.html", wederhoor=gevraagd, form=form, token=token, open=open_
    )
    return page, _status(form, is_open=open_)


def _locked(gevraagd: Wederhoor) -> Wederhoor:
    return locked(Wederhoor, id=gevraagd.id) or abort(404)


def _verweer(form: WederhoorForm) -> Verweerschrift:
    return Verweerschrift(
        Verweer(form.antwoord.data),
        form.naam.data,
        tekst=form.tekst.data or "",
        voor_datum=form.voor_datum.data,
    )


register_partijlink(mail.INSTEMMING, _instemming)
register_partijlink(mail.WEDERHOOR, _wederhoor)
