"""The table that says who takes care of what, kept by officers."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant.models import Organisatie, Partij
from vereniging.convenant.queries import partijen
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.forms import SelectChoice
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.meldingen import acties, queries, routes
from vereniging.meldingen.forms import RouteringForm, RouteringPlekForm
from vereniging.meldingen.models import MeldingCategorie, Plek, Routering
from vereniging.meldingen.views.bestuur import organisatie_keuzes
from vereniging.meldingen.views.blueprints import bestuur
from vereniging.toegang.doelgroepen import moderatoren, voeding_lezers

WEG = "/wie-lost-het-op"


@bestuur.get(WEG, allow=voeding_lezers)
def routering() -> ResponseReturnValue:
    return render_template(
        "meldingen/routering.html", categorieen=queries.categorieen(),
        plekken=routes.routeringen(),
    )  # fmt: skip


@bestuur.get(f"{WEG}/<slug:code>", allow=moderatoren)
def routering_toon(code: str) -> ResponseReturnValue:
    categorie, form = _categorie(code), _partijform()
    form.partij.data = categorie.partij.code
    return _pagina(categorie, form, _plekform(), 200)


@bestuur.post(f"{WEG}/<slug:code>", allow=moderatoren)
def wijs_toe(code: str) -> ResponseReturnValue:
    categorie, form = _categorie(code), _partijform()
    if not form.validate_on_submit():
        return _pagina(categorie, form, _plekform(), 422)
    acties.wijs_toe(categorie, one_or_404(Partij, code=form.partij.data))
    return done(".routering_toon", _("Bewaard. Dit geldt voor nieuwe meldingen."), code=code)


@bestuur.post(f"{WEG}/<slug:code>/plekken", allow=moderatoren)
def wijs_plek_toe(code: str) -> ResponseReturnValue:
    categorie, form = _categorie(code), _plekform()
    if not form.validate_on_submit():
        return _pagina(categorie, _partijform(), form, 422)
    plek = one_or_404(Plek, id=int(form.plek.data))
    organisatie = one_or_404(Organisatie, id=int(form.organisatie.data))
    acties.wijs_plek_toe(categorie, plek, organisatie)
    return done(".routering_toon", _("Bewaard. Dit geldt voor nieuwe meldingen."), code=code)


@bestuur.post(f"{WEG}/<slug:code>/plekken/<int:nummer>/weg", allow=moderatoren)
def haal_plek_weg(code: str, nummer: int) -> ResponseReturnValue:
    found = one_or_404(Routering, id=nummer, categorie=_categorie(code))
    acties.haal_plek_weg(found)
    return done(".routering_toon", _("De plek is van de lijst."), code=code)


def _categorie(code: str) -> MeldingCategorie:
    return queries.categorie_met(code) or abort(404)


def _partijform() -> RouteringForm:
    form = RouteringForm()
    form.partij.choices = [SelectChoice(each.code, each.naam) for each in partijen()]
    return form


def _plekform() -> RouteringPlekForm:
    form, leeg = RouteringPlekForm(), SelectChoice("", _("Maak een keuze"))
    form.plek.choices = [leeg, *(SelectChoice(str(p.id), p.naam) for p in queries.plekken())]
    form.organisatie.choices = [leeg, *organisatie_keuzes(clock.today())]
    return form


def _pagina(
    categorie: MeldingCategorie, form: RouteringForm, plekform: RouteringPlekForm, status: int
) -> ResponseReturnValue:
    page = render_template(
        "meldingen/routering_toon.html", categorie=categorie, formulieren=[form, plekform],
        partijform=form, plekform=plekform, plekken=routes.routeringen(categorie),
    )  # fmt: skip
    return page, status
