"""The secretary runs votes, the chair declares results."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import Blueprint, done
from vereniging.logboek.acties import schrijf
from vereniging.stembus.acties import (
    annuleer,
    maak_raadpleging,
    open_stemming,
    sluit,
    stel_vast,
    tel,
)
from vereniging.stembus.acties.herstemmen import vragen_bij_gelijk
from vereniging.stembus.forms import AntwoordForm, NieuweStemmingForm
from vereniging.stembus.models import Stemming, Uitslagbezwaar
from vereniging.stembus.queries import (
    alle_stemmingen,
    bezwaren_van,
    herstemming_van,
    open_bezwaren,
    vernietiging_van,
    vervanger_van,
)
from vereniging.toegang.doelgroepen import kantoor, secretaris, voorzitter

bestuur_bp = Blueprint("stembus_bestuur", __name__, url_prefix="/bestuur/stemmingen")


@bestuur_bp.get("", allow=kantoor)
def lijst() -> ResponseReturnValue:
    """All votes, newest first."""
    return render_template(
        "stembus/bestuur_lijst.html", stemmingen=alle_stemmingen(), nu=clock.now()
    )


@bestuur_bp.get("/nieuw", allow=secretaris)
def nieuw() -> ResponseReturnValue:
    """The form for a consultation that does not begin at a position."""
    return render_template("stembus/bestuur_nieuw.html", form=NieuweStemmingForm())


@bestuur_bp.post("", allow=secretaris)
def maak() -> ResponseReturnValue:
    """Prepare it; it opens at its hour."""
    form = NieuweStemmingForm()
    if not form.validate_on_submit():
        return render_template("stembus/bestuur_nieuw.html", form=form), 422
    stemming = maak_raadpleging(form.titel.data, form.vragen(), **form.keuzes_van(clock.now()))
    if stemming.is_geheim:
        wie = _("De stemming staat klaar. Kies nu de tellers.")
        return done("stembus_tellers.toon", wie, slug=stemming.slug)
    klaar = _("De stemming staat klaar. Zij gaat vanzelf open.")
    return done(".toon", klaar, slug=stemming.slug)


@bestuur_bp.get("/<slug:slug>", allow=kantoor)
def toon(slug: str) -> ResponseReturnValue:
    """One vote with what can be done now; never the turnout before the close."""
    return _toon(one_or_404(Stemming, slug=slug), AntwoordForm(), 200)


@bestuur_bp.post("/<slug:slug>/openen", allow=secretaris, fresh=True)
def openen(slug: str) -> ResponseReturnValue:
    """Open by hand what the clock did not open yet."""
    open_stemming(one_or_404(Stemming, slug=slug), clock.now())
    return done(".toon", _("De stemming is open. Alle leden krijgen een e-mail."), slug=slug)


@bestuur_bp.post("/<slug:slug>/annuleren", allow=secretaris)
def annuleren(slug: str) -> ResponseReturnValue:
    """Drop a vote that never opened."""
    annuleer(one_or_404(Stemming, slug=slug), clock.now())
    return done(".toon", _("De stemming gaat niet door."), slug=slug)


@bestuur_bp.post("/<slug:slug>/tellen", allow=secretaris)
def tellen(slug: str) -> ResponseReturnValue:
    """Close and count by hand, when the worker does not run."""
    stemming, nu = one_or_404(Stemming, slug=slug), clock.now()
    sluit(stemming, nu)
    if tel(stemming, nu):
        return done(".toon", _("De stemmen zijn geteld."), slug=slug)
    waarom = _("Tellen kan nog niet. De getuigen hebben de wortel nog niet.")
    if stemming.storing:
        waarom = _("Er is niets geteld. Lees hieronder wat er niet klopt.")
    return done(".toon", waarom, slug=slug)


@bestuur_bp.post("/<slug:slug>/vaststellen", allow=voorzitter, fresh=True)
def vaststellen(slug: str) -> ResponseReturnValue:
    """The chair declares the result; the key goes."""
    stel_vast(one_or_404(Stemming, slug=slug), clock.now())
    return done(".toon", _("De uitslag staat vast. De sleutel wordt vernietigd."), slug=slug)


@bestuur_bp.post("/<slug:slug>/bezwaren/<int:nummer>", allow=secretaris)
def antwoord(slug: str, nummer: int) -> ResponseReturnValue:
    """Answer an objection."""
    stemming, form = one_or_404(Stemming, slug=slug), AntwoordForm()
    bezwaar = one_or_404(Uitslagbezwaar, id=nummer, stemming=stemming)
    if not form.validate_on_submit():
        return _toon(stemming, form, 422)
    bezwaar.beantwoorden(form.antwoord.data, gegrond=form.oordeel.data == "gegrond")
    schrijf("uitslagbezwaar.beantwoord", stemming=slug, oordeel=bezwaar.stand.value)
    return done(".toon", _("Uw antwoord is bewaard."), slug=slug)


def _toon(stemming: Stemming, form: AntwoordForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "stembus/bestuur_toon.html",
        stemming=stemming,
        bezwaren=bezwaren_van(stemming),
        open_bezwaren=open_bezwaren(stemming),
        voorstel=vernietiging_van(stemming),
        vervanger=vervanger_van(stemming),
        herstemming=herstemming_van(stemming),
        gelijk=stemming.is_uitgeteld and vragen_bij_gelijk(stemming),
        form=form,
        nu=clock.now(),
    )
    return page, status
