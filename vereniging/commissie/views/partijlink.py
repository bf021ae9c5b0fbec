"""A party answers about an advice without an account: a GET shows, only a POST does something."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.commissie import acties, mail, queries
from vereniging.commissie.forms import PartijAdviesForm, PartijReactieForm
from vereniging.commissie.forms.advies import REACTIES, SOORTEN
from vereniging.commissie.models import Advies, Adviesstand, Adviesstem, Adviesvraag
from vereniging.convenant.haken import register_partijlink
from vereniging.convenant.models import Partijantwoord
from vereniging.core import clock
from vereniging.core.db import locked
from vereniging.core.i18n import _
from vereniging.core.web import done

Formulier = PartijAdviesForm | PartijReactieForm


def _pagina(kiem: bytes, token: str) -> ResponseReturnValue:
    vraag = queries.adviesvraag_met(kiem) or abort(404)
    form = _formulier(vraag)
    if form is not None and form.validate_on_submit():
        _bewaar(vraag, form)
        return done("meldingen.antwoord", _("Dank u. Uw antwoord is bewaard."), token=token)
    shown = form or PartijAdviesForm()
    page = render_template(
        "commissie/partij_advies.html",
        vraag=vraag,
        form=form,
        token=token,
        soorten=SOORTEN,
        reacties=REACTIES,
        reageren=vraag.mag_reageren(),
    )
    return page, _status(shown, is_open=form is not None)


def _formulier(vraag: Adviesvraag) -> Formulier | None:
    """What may be answered now; nothing when it is too late or was done."""
    if vraag.mag_stemmen(clock.today()):
        return PartijAdviesForm()
    return PartijReactieForm() if vraag.mag_reageren() else None


def _status(form: Formulier, *, is_open: bool) -> int:
    if not form.is_submitted():
        return 200
    return 422 if is_open else 409


def _bewaar(vraag: Adviesvraag, form: Formulier) -> None:
    advies = locked(Advies, id=vraag.advies_id) or abort(404)
    naam = str(form.naam.data)
    if isinstance(form, PartijReactieForm):
        stand = Adviesstand(form.stand.data)
        acties.leg_reactie_vast(advies, stand, form.reactie.data or "", clock.today(), naam)
        return
    gezegd = Adviesstem(
        partij=vraag.partij,
        antwoord=Partijantwoord(form.antwoord.data),
        toelichting=form.toelichting.data or "",
    )
    acties.stem_over_advies(advies, gezegd, naam)


register_partijlink(mail.ADVIES, _pagina)
