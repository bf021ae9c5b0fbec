"""Let another member vote for you, and vote for another member."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.secrets import seed_in, token_for
from vereniging.core.security import secret_page
from vereniging.core.web import Blueprint, done
from vereniging.leden.access import huidig_lid
from vereniging.leden.queries import lid_met_nummer
from vereniging.stembus.acties import sluit
from vereniging.stembus.acties import volmacht as acties
from vereniging.stembus.acties.stemmen import IntussenGestemd
from vereniging.stembus.forms import PapierVolmachtForm, VolmachtForm, stembiljet
from vereniging.stembus.kiezers import kiezers
from vereniging.stembus.models import Kiesregister, Stemming, StemmingStand, Volmacht
from vereniging.stembus.queries import regels_van, registerrij, volmachten_van
from vereniging.stembus.views.ingrijpen import account_id
from vereniging.stembus.views.stembureau import Stembureau
from vereniging.toegang.doelgroepen import kantoor, secretaris

DOEL = "volmacht"

volmacht_bp = Blueprint("stembus_volmacht", __name__, url_prefix="/stemmen")
namens_bp = Blueprint("stembus_namens", __name__, url_prefix="/stemmen")
papier_volmacht_bp = Blueprint(
    "stembus_volmacht_bestuur", __name__, url_prefix="/bestuur/stemmingen"
)


@volmacht_bp.get("/<slug:slug>/volmacht", allow=kiezers)
def mijn(slug: str) -> ResponseReturnValue:
    """Whom I let vote, and for whom I may vote."""
    return _mijn(_stemming(slug), VolmachtForm(), 200)


@volmacht_bp.post("/<slug:slug>/volmacht", allow=kiezers, limit="20/hour")
def geef(slug: str) -> ResponseReturnValue:
    """Let another member vote for me."""
    stemming, form = _stemming(slug), VolmachtForm()
    houder = form.houder() if form.validate_on_submit() else None
    if houder is None:
        return _mijn(stemming, form, 422)
    acties.geef_volmacht(stemming, huidig_lid(), houder, clock.now())
    klaar = _("Uw volmacht is gegeven. U krijgt allebei een e-mail.")
    return done(".mijn", klaar, slug=slug)


@volmacht_bp.post("/<slug:slug>/volmacht/intrekken", allow=kiezers)
def intrekken(slug: str) -> ResponseReturnValue:
    """Vote myself after all."""
    stemming = _stemming(slug)
    gegeven = [each for each in volmachten_van(stemming) if each.gever_id == huidig_lid().id]
    acties.trek_volmacht_in(gegeven[0] if gegeven else abort(404), clock.now())
    return done(".mijn", _("De volmacht is ingetrokken. U stemt zelf."), slug=slug)


@namens_bp.get("/<slug:slug>/namens/<token:token>", allow=kiezers)
def biljet(slug: str, token: str) -> ResponseReturnValue:
    """The ballot of the giver, for the holder."""
    volmacht = _volmacht(slug, token)
    if not volmacht.stemming.is_open(clock.now()):
        return _dicht(volmacht, 200)
    form = stembiljet(regels_van(volmacht.stemming))
    return _bureau(volmacht, token).biljet(form, _rij(volmacht), 200)


@namens_bp.post("/<slug:slug>/namens/<token:token>", allow=kiezers)
def wijzig(slug: str, token: str) -> ResponseReturnValue:
    """The ballot again, filled in as it was on the check page."""
    volmacht = _volmacht(slug, token)
    if not volmacht.stemming.is_open(clock.now()):
        return _dicht(volmacht, 409)
    form = stembiljet(regels_van(volmacht.stemming))
    return _bureau(volmacht, token).biljet(form, _rij(volmacht), 200)


@namens_bp.post("/<slug:slug>/namens/<token:token>/controle", allow=kiezers)
def controle(slug: str, token: str) -> ResponseReturnValue:
    """Show the choices in words; nothing is written."""
    volmacht = _volmacht(slug, token)
    if not volmacht.stemming.is_open(clock.now()):
        return _dicht(volmacht, 409)
    rij, form = _rij(volmacht), stembiljet(regels_van(volmacht.stemming))
    bureau = _bureau(volmacht, token)
    keuzes = bureau.lees(form)
    if keuzes is None:
        return bureau.biljet(form, rij, 422)
    form.maak_klaar(rij.revisie)
    return bureau.controle(form, keuzes, rij)


@namens_bp.post("/<slug:slug>/namens/<token:token>/bevestigen", allow=kiezers)
def bevestigen(slug: str, token: str) -> ResponseReturnValue:
    """Cast the giver's vote; the receipt is this answer and is shown once."""
    volmacht = _volmacht(slug, token)
    if not volmacht.stemming.is_open(clock.now()):
        return _dicht(volmacht, 409)
    rij, form = _rij(volmacht), stembiljet(regels_van(volmacht.stemming))
    bureau = _bureau(volmacht, token)
    keuzes = bureau.lees(form)
    formulier = form.formulier(keuzes) if keuzes else None
    if formulier is None:
        return bureau.biljet(form, rij, 422)
    try:
        return bureau.bewijs(formulier, *acties.stem_namens(volmacht, formulier))
    except IntussenGestemd:
        return bureau.controle(form, formulier.keuzes, rij, intussen=True)


@namens_bp.post("/<slug:slug>/namens/<token:token>/sluiten", allow=kiezers)
def sluiten(slug: str, token: str) -> ResponseReturnValue:
    """A holder too may close a box whose time is over."""
    sluit(_volmacht(slug, token).stemming, clock.now())
    return done(".biljet", _("De stembus is dicht."), slug=slug, token=token)


@papier_volmacht_bp.get("/<slug:slug>/volmachten", allow=kantoor)
def lijst(slug: str) -> ResponseReturnValue:
    """Who votes for whom, and which signed papers wait for a second officer."""
    return _lijst(one_or_404(Stemming, slug=slug), PapierVolmachtForm(), 200)


@papier_volmacht_bp.post("/<slug:slug>/volmachten", allow=secretaris)
def noteer(slug: str) -> ResponseReturnValue:
    """Enter a signed paper."""
    stemming, form = one_or_404(Stemming, slug=slug), PapierVolmachtForm()
    wie = form.wie(lid_met_nummer) if form.validate_on_submit() else None
    if wie is None:
        return _lijst(stemming, form, 422)
    acties.noteer_volmacht(stemming, wie, account_id(), clock.now())
    return done(".lijst", _("Genoteerd. Een ander moet dit bevestigen."), slug=slug)


@papier_volmacht_bp.post("/<slug:slug>/volmachten/<int:nummer>/bevestigen", allow=kantoor)
def bevestig(slug: str, nummer: int) -> ResponseReturnValue:
    """A second officer saw the paper."""
    acties.bevestig_volmacht(_van(slug, nummer), account_id(), clock.now())
    return done(".lijst", _("De volmacht geldt. Gever en houder krijgen een e-mail."), slug=slug)


@papier_volmacht_bp.post("/<slug:slug>/volmachten/<int:nummer>/intrekken", allow=secretaris)
def haal_weg(slug: str, nummer: int) -> ResponseReturnValue:
    """The giver asked for it, or the paper was not right."""
    acties.trek_volmacht_in(_van(slug, nummer), clock.now())
    return done(".lijst", _("De volmacht is ingetrokken."), slug=slug)


def _van(slug: str, nummer: int) -> Volmacht:
    return one_or_404(Volmacht, id=nummer, stemming=one_or_404(Stemming, slug=slug))


def _stemming(slug: str) -> Stemming:
    secret_page()
    stemming = one_or_404(Stemming, slug=slug)
    if stemming.grondslag.is_raadpleging or stemming.stand is StemmingStand.GEANNULEERD:
        abort(404)
    return stemming


def _volmacht(slug: str, token: str) -> Volmacht:
    """The one behind this link, for its holder alone."""
    stemming, kiem = _stemming(slug), seed_in(token, DOEL)
    volmacht = one_or_404(Volmacht, kiem=kiem, stemming=stemming) if kiem else abort(404)
    if not volmacht.is_geldig or volmacht.houder_id != huidig_lid().id:
        abort(404)
    return volmacht


def _rij(volmacht: Volmacht) -> Kiesregister:
    rij = registerrij(volmacht.stemming, volmacht.gever_id)
    return rij if rij is not None else abort(404)


def _bureau(volmacht: Volmacht, token: str) -> Stembureau:
    return Stembureau(volmacht.stemming, volmacht.gever, token)


def _dicht(volmacht: Volmacht, status: int) -> ResponseReturnValue:
    """A late POST shuts the box itself: no worker is needed for that."""
    stemming, nu = volmacht.stemming, clock.now()
    if status == 409:
        sluit(stemming, nu)
    page = render_template(
        "stembus/namens_dicht.html", stemming=stemming, gever=volmacht.gever,
        rij=registerrij(stemming, volmacht.gever_id), nog_niet=nu < stemming.open_op,
    )  # fmt: skip
    return page, status


def _mijn(stemming: Stemming, form: VolmachtForm, status: int) -> ResponseReturnValue:
    ik, nu = huidig_lid(), clock.now()
    alle = volmachten_van(stemming)
    page = render_template(
        "stembus/volmacht.html",
        stemming=stemming,
        form=form,
        gegeven=next((each for each in alle if each.gever_id == ik.id), None),
        gekregen=[
            (each, token_for(each.kiem, DOEL), registerrij(stemming, each.gever_id))
            for each in alle
            if each.houder_id == ik.id and each.is_geldig
        ],
        rij=registerrij(stemming, ik.id),
        kan=acties.kan_volmacht(stemming, nu),
        nu=nu,
    )
    return page, status


def _lijst(stemming: Stemming, form: PapierVolmachtForm, status: int) -> ResponseReturnValue:
    nu = clock.now()
    page = render_template(
        "stembus/volmachten.html",
        stemming=stemming,
        form=form,
        volmachten=volmachten_van(stemming),
        kan=acties.kan_volmacht(stemming, nu),
        ik=account_id(),
    )
    return page, status
