"""Contest a result and vote again; annul a vote with four eyes."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import Blueprint, done
from vereniging.stembus import acties
from vereniging.stembus.acties.herstemmen import vragen_bij_gelijk
from vereniging.stembus.forms import BetwistForm, StemdagForm, VernietigForm
from vereniging.stembus.models import Stemming, Vernietiging
from vereniging.stembus.queries import vernietiging_van
from vereniging.toegang.doelgroepen import bestuur, secretaris
from vereniging.toegang.sessions import current_session

ingrijpen_bp = Blueprint("stembus_ingrijpen", __name__, url_prefix="/bestuur/stemmingen")


@ingrijpen_bp.get("/<slug:slug>/betwisten", allow=secretaris)
def betwisten(slug: str) -> ResponseReturnValue:
    """The form to contest a result."""
    stemming = one_or_404(Stemming, slug=slug)
    return render_template("stembus/betwisten.html", stemming=stemming, form=BetwistForm())


@ingrijpen_bp.post("/<slug:slug>/betwisten", allow=secretaris, fresh=True)
def betwist(slug: str) -> ResponseReturnValue:
    """Contest it by decision; members vote again."""
    stemming, form, nu = one_or_404(Stemming, slug=slug), BetwistForm(), clock.now()
    if not form.validate_on_submit():
        return render_template("stembus/betwisten.html", stemming=stemming, form=form), 422
    nieuw = acties.betwist(stemming, form.reden.data, form.momenten(nu), nu)
    klaar = _("De uitslag is betwist. De nieuwe stemming staat klaar.")
    return done("stembus_bestuur.toon", klaar, slug=nieuw.slug)


@ingrijpen_bp.get("/<slug:slug>/herstemming", allow=secretaris)
def herstemming(slug: str) -> ResponseReturnValue:
    """The form to let members vote again on a tie."""
    return _herstemming(one_or_404(Stemming, slug=slug), StemdagForm(), 200)


@ingrijpen_bp.post("/<slug:slug>/herstemming", allow=secretaris)
def herstem(slug: str) -> ResponseReturnValue:
    """Prepare it; it opens at its hour."""
    stemming, form, nu = one_or_404(Stemming, slug=slug), StemdagForm(), clock.now()
    if not form.validate_on_submit():
        return _herstemming(stemming, form, 422)
    nieuw = acties.herstem(stemming, form.momenten(nu), nu)
    return done("stembus_bestuur.toon", _("De herstemming staat klaar."), slug=nieuw.slug)


@ingrijpen_bp.get("/<slug:slug>/vernietigen", allow=bestuur)
def vernietigen(slug: str) -> ResponseReturnValue:
    """The form to ask for annulment, or the request that waits for a second officer."""
    return _vernietigen(one_or_404(Stemming, slug=slug), VernietigForm(), 200)


@ingrijpen_bp.post("/<slug:slug>/vernietigen", allow=secretaris, fresh=True)
def stel_voor(slug: str) -> ResponseReturnValue:
    """Ask for it."""
    stemming, form = one_or_404(Stemming, slug=slug), VernietigForm()
    if not form.validate_on_submit():
        return _vernietigen(stemming, form, 422)
    acties.stel_vernietiging_voor(stemming, form.reden.data, account_id(), clock.now())
    klaar = _("Een ander bestuurslid moet dit nu goedkeuren.")
    return done(".vernietigen", klaar, slug=slug)


@ingrijpen_bp.post("/<slug:slug>/vernietigen/goedkeuren", allow=bestuur, fresh=True)
def goedkeuren(slug: str) -> ResponseReturnValue:
    """A second officer agrees."""
    acties.vernietig_stemming(_voorstel(slug), account_id(), clock.now())
    klaar = _("De stemming is vernietigd. De leden krijgen een e-mail.")
    return done("stembus_bestuur.toon", klaar, slug=slug)


@ingrijpen_bp.post("/<slug:slug>/vernietigen/intrekken", allow=bestuur)
def intrekken(slug: str) -> ResponseReturnValue:
    """Let the vote go on."""
    acties.trek_vernietiging_in(_voorstel(slug))
    return done("stembus_bestuur.toon", _("Het voorstel is ingetrokken."), slug=slug)


def account_id() -> int:
    """The account of who is signed in."""
    sessie = current_session()
    return (sessie.account_id or 0) if sessie else 0


def _voorstel(slug: str) -> Vernietiging:
    return vernietiging_van(one_or_404(Stemming, slug=slug)) or abort(404)


def _herstemming(stemming: Stemming, form: StemdagForm, status: int) -> ResponseReturnValue:
    vragen = vragen_bij_gelijk(stemming) or abort(404)
    page = render_template("stembus/herstemming.html", stemming=stemming, vragen=vragen, form=form)
    return page, status


def _vernietigen(stemming: Stemming, form: VernietigForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "stembus/vernietigen.html",
        stemming=stemming,
        voorstel=vernietiging_van(stemming),
        form=form,
        ik=account_id(),
    )
    return page, status
