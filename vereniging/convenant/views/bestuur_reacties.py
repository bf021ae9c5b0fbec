"""Moderators place reactions; the commission answers them."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant import acties
from vereniging.convenant.forms import ReactieantwoordForm, VerbergForm
from vereniging.convenant.forms.reacties import LOTEN, SOORTEN
from vereniging.convenant.models import Artikelreactie, Reactielot
from vereniging.convenant.queries import te_behandelen
from vereniging.convenant.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import commissie, moderatoren, voeding_lezers


@bp.get("/reacties", allow=voeding_lezers)
def reacties() -> ResponseReturnValue:
    """What waits: to be read, to be answered."""
    nieuw, zonder_antwoord = te_behandelen()
    return render_template(
        "convenant/bestuur_reacties.html",
        nieuw=nieuw,
        zonder_antwoord=zonder_antwoord,
        soorten=SOORTEN,
    )


def _reactie(nummer: int) -> Artikelreactie:
    return locked(Artikelreactie, id=nummer) or abort(404)


@bp.get("/reacties/<int:nummer>", allow=voeding_lezers)
def reactie(nummer: int) -> ResponseReturnValue:
    """One reaction with what can be done now."""
    return _pagina(one_or_404(Artikelreactie, id=nummer))


def _pagina(
    found: Artikelreactie,
    verberg: VerbergForm | None = None,
    antwoord: ReactieantwoordForm | None = None,
) -> str:
    forms = [verberg or VerbergForm(), antwoord or ReactieantwoordForm()]
    return render_template(
        "convenant/bestuur_reactie.html",
        reactie=found,
        verbergen=forms[0],
        beantwoorden=forms[1],
        formulieren=forms,
        soorten=SOORTEN,
        loten=LOTEN,
    )


@bp.post("/reacties/<int:nummer>/plaatsen", allow=moderatoren)
def plaats_reactie(nummer: int) -> ResponseReturnValue:
    """Show it to everyone."""
    acties.plaats(_reactie(nummer))
    return done(".reactie", _("De reactie staat op de site."), nummer=nummer)


@bp.post("/reacties/<int:nummer>/verbergen", allow=moderatoren)
def verberg_reactie(nummer: int) -> ResponseReturnValue:
    """Keep it from the page."""
    found, form = _reactie(nummer), VerbergForm()
    if not form.validate_on_submit():
        return _pagina(found, verberg=form), 422
    acties.verberg(found, form.reden.data)
    return done(".reacties", _("De reactie is niet zichtbaar. De schrijver krijgt de reden."))


@bp.post("/reacties/<int:nummer>/antwoord", allow=commissie)
def beantwoord_reactie(nummer: int) -> ResponseReturnValue:
    """Say what the commission does with it."""
    found, form = _reactie(nummer), ReactieantwoordForm()
    if not form.validate_on_submit():
        return _pagina(found, antwoord=form), 422
    acties.beantwoord(found, Reactielot(form.lot.data), form.antwoord.data, clock.now())
    return done(".reacties", _("Het antwoord staat bij het artikel."))
