"""Figures of others, kept by the board with their source."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant.queries import thema_met, themas
from vereniging.core.db import one_or_404
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _, _l
from vereniging.core.web import done
from vereniging.leefbaarheid import acties, queries
from vereniging.leefbaarheid.forms import IndicatorForm, MetingForm
from vereniging.leefbaarheid.models import Indicator, Meting
from vereniging.leefbaarheid.views.blueprints import bestuur
from vereniging.toegang.doelgroepen import bestuur as bestuursleden


class AlGenoteerd(DomainError):
    """Each has a name of its own."""

    message = _l("Dit staat er al. Voeg daar een cijfer toe, of kies een andere naam.")


@bestuur.get("/cijfers", allow=bestuursleden)
def cijfers() -> ResponseReturnValue:
    """What others measured, and a form for more."""
    return _pagina(IndicatorForm(themas()), 200)


@bestuur.post("/cijfers", allow=bestuursleden)
def noteer() -> ResponseReturnValue:
    """Something new, with its first number."""
    form = IndicatorForm(themas())
    if not form.validate_on_submit():
        return _pagina(form, 422)
    if any(each.naam == form.naam.data for each in queries.indicatoren()):
        raise AlGenoteerd
    indicator = Indicator(
        thema=thema_met(form.thema.data) if form.thema.data else None,
        bronlink=form.bronlink.data or "",
        **{naam: form[naam].data for naam in ("naam", "eenheid", "gebied", "definitie", "bron")},
    )
    acties.noteer_indicator(indicator)
    acties.noteer_meting(indicator, _meting(form))
    return done(".cijfers", _("Bewaard. Het cijfer staat op de site, met de bron."))


@bestuur.get("/cijfers/<int:nummer>", allow=bestuursleden)
def cijfer(nummer: int) -> ResponseReturnValue:
    """One of them, with a form for its next number."""
    indicator = one_or_404(Indicator, id=nummer)
    return render_template("leefbaarheid/cijfer.html", indicator=indicator, form=MetingForm())


@bestuur.post("/cijfers/<int:nummer>", allow=bestuursleden)
def voeg_toe(nummer: int) -> ResponseReturnValue:
    """Its number of another period."""
    indicator, form = one_or_404(Indicator, id=nummer), MetingForm()
    if not form.validate_on_submit():
        return render_template("leefbaarheid/cijfer.html", indicator=indicator, form=form), 422
    acties.noteer_meting(indicator, _meting(form))
    return done(".cijfer", _("Bewaard."), nummer=nummer)


@bestuur.post("/metingen/<int:nummer>/weghalen", allow=bestuursleden)
def haal_weg(nummer: int) -> ResponseReturnValue:
    """Take back what was typed wrong."""
    acties.haal_weg(one_or_404(Meting, id=nummer))
    return done(".cijfers", _("Weggehaald."))


def _meting(form: MetingForm) -> Meting:
    return Meting(
        periode=form.periode.data,
        gepubliceerd_op=form.gepubliceerd_op.data,
        honderdsten=form.honderdsten,
        n=form.n.data,
    )


def _pagina(form: IndicatorForm, status: int) -> ResponseReturnValue:
    page = "leefbaarheid/cijfers.html"
    return render_template(page, form=form, indicatoren=queries.indicatoren()), status
