"""The tellers of a secret vote: who they are, and each teller's own step."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.forms import Form
from vereniging.core.i18n import _, ngettext
from vereniging.core.security import secret_page
from vereniging.core.web import Blueprint, done
from vereniging.leden.access import huidig_lid, mogelijk_lid
from vereniging.stembus.acties import tellers as acties
from vereniging.stembus.acties.tellers import Tellerstap
from vereniging.stembus.forms import TellersForm, TellersleutelForm, WachtzinForm, WortelForm
from vereniging.stembus.models import Stemming, Stemteller
from vereniging.stembus.models.teller import POGINGEN
from vereniging.stembus.queries import tellers_van, tussenwaarde_van
from vereniging.toegang.doelgroepen import kantoor, secretaris, tellers

tellers_bp = Blueprint("stembus_tellers", __name__, url_prefix="/bestuur/stemmingen")


@tellers_bp.get("/<slug:slug>/tellers", allow=kantoor)
def toon(slug: str) -> ResponseReturnValue:
    """Who the tellers are and how far each of them is."""
    stemming = _geheime(slug)
    return _toon(stemming, _tellersform(stemming), 200)


@tellers_bp.post("/<slug:slug>/tellers", allow=secretaris)
def benoem(slug: str) -> ResponseReturnValue:
    """Choose the three, or replace one of them before the vote opens."""
    stemming = _geheime(slug)
    form, nu = _tellersform(stemming), clock.now()
    if not form.validate_on_submit():
        return _toon(stemming, form, 422)
    acties.benoem_tellers(stemming, form.gekozen(), nu)
    return done(".toon", _("De tellers zijn gekozen. Wie nieuw is, krijgt een e-mail."), slug=slug)


@tellers_bp.get("/<slug:slug>/tellers/ik", allow=tellers, fresh=True)
def ik(slug: str) -> ResponseReturnValue:
    """The one step that this teller takes now."""
    return _ik(_teller(slug), 200)


@tellers_bp.post("/<slug:slug>/tellers/ik/sleutel", allow=tellers, fresh=True)
def maak_sleutel(slug: str) -> ResponseReturnValue:
    """Make a key under a wachtzin."""
    teller, form = _teller(slug), TellersleutelForm()
    if not form.validate_on_submit():
        return _ik(teller, 422, sleutel=form)
    acties.maak_tellersleutel(teller, form.wachtzin.data, clock.now())
    return done(".ik", _("Uw sleutel is gemaakt. Probeer nu uw wachtzin."), slug=slug)


@tellers_bp.post("/<slug:slug>/tellers/ik/proef", allow=tellers, fresh=True)
def proef(slug: str) -> ResponseReturnValue:
    """Try the wachtzin before the vote opens."""
    teller, form = _teller(slug), WachtzinForm()
    if not form.validate_on_submit():
        return _ik(teller, 422, wachtzin=form)
    if not acties.probeer_wachtzin(teller, form.wachtzin.data, clock.now()):
        return _fout(teller, form)
    return done(".ik", _("Uw wachtzin werkt. U bent klaar tot de bus dicht is."), slug=slug)


@tellers_bp.post("/<slug:slug>/tellers/ik/wortel", allow=tellers, fresh=True)
def wortel(slug: str) -> ResponseReturnValue:
    """Say that the root is written down."""
    teller, form = _teller(slug), WortelForm()
    if not form.validate_on_submit():
        return _ik(teller, 422, wortel=form)
    acties.noteer_wortel(teller, clock.now())
    return done(".ik", _("Genoteerd. Nu kunt u meehelpen openen."), slug=slug)


@tellers_bp.post("/<slug:slug>/tellers/ik/openen", allow=tellers, fresh=True)
def openen(slug: str) -> ResponseReturnValue:
    """The first or the second half of opening the box."""
    teller, form = _teller(slug), WachtzinForm()
    if not form.validate_on_submit():
        return _ik(teller, 422, wachtzin=form)
    stap = acties.open_als_teller(teller, form.wachtzin.data, clock.now())
    if stap is Tellerstap.WACHTZIN_FOUT:
        return _fout(teller, form)
    return done(".toon", _klaar(stap), slug=slug)


def _klaar(stap: Tellerstap) -> str:
    if stap is Tellerstap.EERSTE:
        return _("Uw deel is klaar. Nu is nog één andere teller nodig, binnen 24 uur.")
    if stap is Tellerstap.GETELD:
        return _("De bus is open en de stemmen zijn geteld.")
    return _("Er is niets geteld: er klopt iets niet. De secretaris en de voorzitter weten het.")


def _fout(teller: Stemteller, form: WachtzinForm) -> ResponseReturnValue:
    over = POGINGEN - teller.pogingen
    form.wachtzin.errors = [
        ngettext(
            "Deze wachtzin klopt niet. U kunt het nog %(num)s keer proberen.",
            "Deze wachtzin klopt niet. U kunt het nog %(num)s keer proberen.",
            over,
        )
        if over
        else _("Deze wachtzin klopt niet. Wacht een kwartier en probeer het dan opnieuw.")
    ]
    return _ik(teller, 422, wachtzin=form)


def _geheime(slug: str) -> Stemming:
    stemming = one_or_404(Stemming, slug=slug)
    return stemming if stemming.is_geheim else abort(404)


def _teller(slug: str) -> Stemteller:
    secret_page()
    mijn = huidig_lid().id
    found = [teller for teller in tellers_van(_geheime(slug)) if teller.lid_id == mijn]
    return found[0] if found else abort(404)


def _tellersform(stemming: Stemming) -> TellersForm:
    gekozen = [teller.lid.lidnummer for teller in tellers_van(stemming)]
    return TellersForm(acties.kandidaat_tellers(clock.now()), gekozen)


def _toon(stemming: Stemming, form: TellersForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "stembus/tellers.html",
        stemming=stemming,
        tellers=tellers_van(stemming),
        eerste=tussenwaarde_van(stemming, clock.now()),
        form=form,
        ik=mogelijk_lid(),
    )
    return page, status


def _ik(teller: Stemteller, status: int, **formulier: Form) -> ResponseReturnValue:
    nu = clock.now()
    page = render_template(
        "stembus/teller.html",
        stemming=teller.stemming,
        teller=teller,
        eerste=tussenwaarde_van(teller.stemming, nu),
        nu=nu,
        formulieren=list(formulier.values()),
        **{
            "sleutel": TellersleutelForm(),
            "wachtzin": WachtzinForm(),
            "wortel": WortelForm(),
            **formulier,
        },
    )
    return page, status
