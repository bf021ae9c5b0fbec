"""A party that was not at the table answers without an account; a GET only shows."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.commissie import acties, mail, queries
from vereniging.commissie.forms import PartijPuntForm
from vereniging.commissie.haken import aanleidingen
from vereniging.commissie.models import Partijstandpunt, Standpuntvraag
from vereniging.convenant.forms.afspraken import ANTWOORDEN
from vereniging.convenant.haken import register_partijlink
from vereniging.convenant.models import Partijantwoord
from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done


def _pagina(kiem: bytes, token: str) -> ResponseReturnValue:
    vraag, form = queries.standpuntvraag_met(kiem) or abort(404), PartijPuntForm()
    is_open = vraag.is_open(clock.today())
    if is_open and form.validate_on_submit():
        acties.antwoord_alsnog(vraag, _gezegd(vraag, form), clock.now())
        return done("meldingen.antwoord", _("Dank u. Uw antwoord is bewaard."), token=token)
    page = render_template(
        "commissie/partij_punt.html",
        vraag=vraag,
        form=form,
        token=token,
        is_open=is_open,
        eigen=vraag.agendapunt.gezegd_door(vraag.partij),
        antwoorden=ANTWOORDEN,
        aanleidingen=aanleidingen([vraag.agendapunt_id]).get(vraag.agendapunt_id, []),
    )
    return page, _status(form, is_open=is_open)


def _status(form: PartijPuntForm, *, is_open: bool) -> int:
    if not form.is_submitted():
        return 200
    return 422 if is_open else 409


def _gezegd(vraag: Standpuntvraag, form: PartijPuntForm) -> Partijstandpunt:
    return Partijstandpunt(
        partij=vraag.partij,
        antwoord=Partijantwoord(form.antwoord.data),
        toelichting=form.toelichting.data or "",
        naam=form.naam.data,
        op=clock.now(),
    )


register_partijlink(mail.STANDPUNT, _pagina)
