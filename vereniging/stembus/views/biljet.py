"""The ballot: two screens and a receipt; choices live only in the form (stembus.md section 1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _, _l
from vereniging.core.security import secret_page
from vereniging.core.web import Blueprint, done
from vereniging.leden.access import huidig_lid
from vereniging.leden.models import Lid
from vereniging.statuten.queries import instelling, profiel
from vereniging.stembus.acties import breng_uit, sluit
from vereniging.stembus.acties.stemmen import (
    IntussenGestemd,
    NietOpRegister,
    OpPapier,
    VolmachtGegeven,
)
from vereniging.stembus.forms import stembiljet
from vereniging.stembus.kiesrecht import stemrecht
from vereniging.stembus.kiezers import kiezers
from vereniging.stembus.models import Kiesregister, Stemming, StemmingStand
from vereniging.stembus.queries import regels_van, registerrij, vernietiging_van
from vereniging.stembus.views.stembureau import Stembureau

GRONDEN = {
    "donateur": _l("u bent donateur"),
    "wachttijd": _l("u bent nog te kort lid"),
    "geen_stemrecht": _l("u had op die dag geen stemrecht"),
}
ANDERE_SOORT = _l("uw soort lidmaatschap geeft geen stem")
KNOP_NA = timedelta(minutes=2)

bp = Blueprint("stembus", __name__, url_prefix="/stemmen")


@bp.get("/<slug:slug>", allow=kiezers, urgent=True)
def biljet(slug: str) -> ResponseReturnValue:
    """An empty ballot, or why there is none."""
    stemming, lid, nu = _stemming(slug), huidig_lid(), clock.now()
    if not stemming.is_open(nu):
        return _dicht(stemming, lid, nu, 200)
    rij = registerrij(stemming, lid.id)
    if rij is None:
        return _kiesregister(stemming, lid, 409)
    _expect_web(rij)
    return Stembureau(stemming, lid).biljet(stembiljet(regels_van(stemming)), rij, 200)


@bp.get("/<slug:slug>/kiesregister", allow=kiezers)
def kiesregister(slug: str) -> ResponseReturnValue:
    """Why I am on the roll of this vote, or not."""
    return _kiesregister(_stemming(slug), huidig_lid(), 200)


@bp.post("/<slug:slug>", allow=kiezers)
def wijzig(slug: str) -> ResponseReturnValue:
    """The ballot again, filled in as it was on the check page."""
    stemming, lid, nu = _stemming(slug), huidig_lid(), clock.now()
    if not stemming.is_open(nu):
        return _te_laat(stemming, lid, nu)
    form, rij = stembiljet(regels_van(stemming)), _rij(stemming, lid)
    return Stembureau(stemming, lid).biljet(form, rij, 200)


@bp.post("/<slug:slug>/controle", allow=kiezers)
def controle(slug: str) -> ResponseReturnValue:
    """Show the choices in words; nothing is written."""
    stemming, lid, nu = _stemming(slug), huidig_lid(), clock.now()
    if not stemming.is_open(nu):
        return _te_laat(stemming, lid, nu)
    rij, form = _rij(stemming, lid), stembiljet(regels_van(stemming))
    bureau = Stembureau(stemming, lid)
    keuzes = bureau.lees(form)
    if keuzes is None:
        return bureau.biljet(form, rij, 422)
    form.maak_klaar(rij.revisie)
    return bureau.controle(form, keuzes, rij)


@bp.post("/<slug:slug>/bevestigen", allow=kiezers)
def bevestigen(slug: str) -> ResponseReturnValue:
    """Cast the vote; the receipt is this answer and is shown once."""
    stemming, lid, nu = _stemming(slug), huidig_lid(), clock.now()
    if not stemming.is_open(nu):
        return _te_laat(stemming, lid, nu)
    rij, form = _rij(stemming, lid), stembiljet(regels_van(stemming))
    bureau = Stembureau(stemming, lid)
    keuzes = bureau.lees(form)
    formulier = form.formulier(keuzes) if keuzes else None
    if formulier is None:
        return bureau.biljet(form, rij, 422)
    try:
        return bureau.bewijs(formulier, *breng_uit(stemming, lid, formulier))
    except IntussenGestemd:
        return bureau.controle(form, formulier.keuzes, rij, intussen=True)


@bp.post("/<slug:slug>/sluiten", allow=kiezers)
def sluiten(slug: str) -> ResponseReturnValue:
    """Any member may close a box whose time is over, when nobody else did."""
    stemming = _stemming(slug)
    sluit(stemming, clock.now())
    return done("stembus.biljet", _("De stembus is dicht."), slug=slug)


def _stemming(slug: str) -> Stemming:
    secret_page()
    stemming = one_or_404(Stemming, slug=slug)
    if stemming.stand in {StemmingStand.CONCEPT, StemmingStand.GEANNULEERD}:
        abort(404)
    return stemming


def _rij(stemming: Stemming, lid: Lid) -> Kiesregister:
    rij = registerrij(stemming, lid.id)
    if rij is None:
        raise NietOpRegister(grond=_grond(stemming, lid))
    _expect_web(rij)
    return rij


def _expect_web(rij: Kiesregister) -> None:
    if rij.is_papier:
        raise OpPapier(telefoon=instelling("telefoon"))
    if rij.houder is not None:
        raise VolmachtGegeven(naam=rij.houder.naam)


def _peildag(stemming: Stemming) -> date:
    return stemming.open_op.astimezone(clock.AMSTERDAM).date()


def _grond(stemming: Stemming, lid: Lid) -> str:
    dag = _peildag(stemming)
    if lid.lidmaatschap_op(dag) is None:
        return _("u was op die dag nog geen lid")
    return str(GRONDEN.get(stemrecht(lid, dag, profiel(dag)).grond, ANDERE_SOORT))


def _kiesregister(stemming: Stemming, lid: Lid, status: int) -> ResponseReturnValue:
    rij, dag = registerrij(stemming, lid.id), _peildag(stemming)
    page = render_template(
        "stembus/kiesregister.html",
        stemming=stemming,
        rij=rij,
        waarom=None if rij else _grond(stemming, lid),
        peildag=dag,
        regels=profiel(dag),
        register=regels_van(stemming),
    )
    return page, status


def _te_laat(stemming: Stemming, lid: Lid, nu: datetime) -> ResponseReturnValue:
    """A late POST shuts the box itself: no worker is needed for that."""
    sluit(stemming, nu)
    return _dicht(stemming, lid, nu, 409)


def _dicht(stemming: Stemming, lid: Lid, nu: datetime, status: int) -> ResponseReturnValue:
    if stemming.stand is StemmingStand.VERNIETIGD:
        voorstel = vernietiging_van(stemming)
        page = render_template("stembus/wacht.html", stemming=stemming, voorstel=voorstel, nu=nu)
        return page, status
    page = render_template(
        "stembus/dicht.html",
        stemming=stemming,
        rij=registerrij(stemming, lid.id),
        nog_niet=nu < stemming.open_op,
        te_sluiten=stemming.moet_sluiten(nu - KNOP_NA),
    )
    return page, status
