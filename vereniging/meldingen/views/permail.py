"""Answers that came by mail: an officer reads them and says what they mean."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.keys import CannotUnseal, Label, unseal
from vereniging.core.secrets import keys
from vereniging.core.web import done
from vereniging.logboek.acties import noteer_inzage
from vereniging.meldingen import acties, post
from vereniging.meldingen.forms.permail import BetekenisForm
from vereniging.meldingen.models import Antwoord, Betekenis, Doorzending
from vereniging.meldingen.views.blueprints import bestuur
from vereniging.post.citaat import WEGGELATEN
from vereniging.toegang.doelgroepen import moderatoren
from vereniging.toegang.sessions import current_session


@bestuur.get("/<kenmerk:kenmerk>/antwoord/<int:nummer>", allow=moderatoren)
def per_mail(kenmerk: str, nummer: int) -> ResponseReturnValue:
    sessie = current_session()
    noteer_inzage("melding.mail", kenmerk, sessie.account.id if sessie else None)
    antwoord = _antwoord(kenmerk, nummer)
    form = _form(antwoord, tekst=antwoord.tekst.partition(WEGGELATEN)[0].strip())
    return _pagina(antwoord, form)


@bestuur.post("/<kenmerk:kenmerk>/antwoord/<int:nummer>", allow=moderatoren)
def verwerk_mail(kenmerk: str, nummer: int) -> ResponseReturnValue:
    antwoord = _antwoord(kenmerk, nummer)
    form = _form(antwoord)
    if not form.validate_on_submit():
        return _pagina(antwoord, form), 422
    betekenis = Betekenis(form.betekenis.data)
    acties.verwerk(antwoord, betekenis, form.tekst.data or "", form.voor_datum.data, clock.now())
    return done("meldingen_bestuur.toon", _("Het antwoord is verwerkt."), kenmerk=kenmerk)


@bestuur.post("/<kenmerk:kenmerk>/opnieuw/<int:nummer>", allow=moderatoren)
def stuur_opnieuw(kenmerk: str, nummer: int) -> ResponseReturnValue:
    """The mail to the organisation came back; its address is right now."""
    doorzending = one_or_404(Doorzending, id=nummer)
    if doorzending.melding.kenmerk != kenmerk:
        abort(404)
    acties.verstuur_opnieuw(doorzending, clock.now())
    return done("meldingen_bestuur.toon", _("De melding gaat opnieuw weg."), kenmerk=kenmerk)


def _antwoord(kenmerk: str, nummer: int) -> Antwoord:
    antwoord = post.antwoord_per_mail(kenmerk, nummer)
    if antwoord is None:
        abort(404)
    return antwoord


def _form(antwoord: Antwoord, **velden: str) -> BetekenisForm:
    form = BetekenisForm(data=velden)
    if antwoord.wacht and not acties.permail.is_laatste(antwoord.doorzending):
        form.zonder_beweging()
    return form


def _pagina(antwoord: Antwoord, form: BetekenisForm) -> str:
    return render_template(
        "meldingen/bestuur_antwoord.html", antwoord=antwoord, form=form,
        melding=antwoord.doorzending.melding, origineel=_heel(antwoord),
    )  # fmt: skip


def _heel(antwoord: Antwoord) -> str:
    """All that was written; empty once it was forgotten, or its key is gone."""
    if antwoord.origineel is None:
        return ""
    try:
        return unseal(keys(Label.MAIL), antwoord.origineel)
    except CannotUnseal:
        return ""
