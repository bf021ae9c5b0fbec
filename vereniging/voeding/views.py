"""Voeding: give, read, support, reply."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant.models import Thema
from vereniging.convenant.queries import thema_met, themas
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import Blueprint, done
from vereniging.leden.access import huidig_lid, mogelijk_lid
from vereniging.toegang.doelgroepen import (
    afgevaardigden,
    everyone,
    leden,
    moderatoren,
    voeding_lezers,
)
from vereniging.voeding import acties
from vereniging.voeding.forms import LotForm, VoedingForm
from vereniging.voeding.models import Voeding, VoedingSoort
from vereniging.voeding.queries import PAGINA, aantal_zichtbaar, van_lid, zichtbaar

bp = Blueprint("voeding", __name__)


@bp.get("/voeding", allow=leden)
def lijst() -> ResponseReturnValue:
    """What members gave, newest first."""
    gekozen = request.args.get("thema", "")
    thema = thema_met(gekozen) if gekozen else None
    bladen = -(-aantal_zichtbaar(thema) // PAGINA) or 1
    blad = min(max(request.args.get("blad", 1, type=int), 1), bladen)
    return render_template(
        "voeding/lijst.html",
        voedingen=zichtbaar(thema, blad),
        themas=themas(),
        gekozen=thema,
        blad=blad,
        bladen=bladen,
    )


@bp.get("/voeding/nieuw", allow=leden)
def nieuw() -> ResponseReturnValue:
    """The form."""
    form = VoedingForm(themas(), gekozen=request.args.get("thema", ""))
    return render_template("voeding/nieuw.html", form=form)


@bp.post("/voeding", allow=leden, limit="30/hour")
def indienen() -> ResponseReturnValue:
    """Give input."""
    form = VoedingForm(themas())
    if not form.validate_on_submit():
        return render_template("voeding/nieuw.html", form=form), 422
    inbreng = acties.Inbreng(
        thema=thema_met(form.thema.data),
        tekst=form.tekst.data,
        soort=VoedingSoort(form.soort.data),
        naam_zichtbaar=form.naam_zichtbaar.data,
    )
    voeding = acties.geef(huidig_lid(), inbreng, clock.now())
    return done(".toon", _("Uw inbreng is bij de afgevaardigden."), kenmerk=voeding.kenmerk)


@bp.get("/voeding/<kenmerk:kenmerk>", allow=leden)
def toon(kenmerk: str) -> ResponseReturnValue:
    """One voeding with its fate."""
    return _toon(_zichtbare(kenmerk), LotForm(), 200)


@bp.post("/voeding/<kenmerk:kenmerk>/lot", allow=afgevaardigden)
def lot(kenmerk: str) -> ResponseReturnValue:
    """A delegate replies, takes it along, or says why not."""
    voeding, form = one_or_404(Voeding, kenmerk=kenmerk), LotForm()
    if not form.validate_on_submit():
        return _toon(voeding, form, 422)
    door, tekst, nu = huidig_lid(), form.tekst.data, clock.now()
    if form.besluit.data == "niet_overnemen":
        acties.neem_niet_over(voeding, door, tekst, nu)
    elif form.besluit.data == "meenemen":
        acties.neem_mee(voeding, door, tekst, nu)
    else:
        acties.antwoord(voeding, door, tekst, nu)
    return done(".toon", _("Het lid krijgt uw antwoord per mail."), kenmerk=kenmerk)


@bp.post("/voeding/<kenmerk:kenmerk>/plaatsen", allow=voeding_lezers)
def plaatsen(kenmerk: str) -> ResponseReturnValue:
    """Show it to all members."""
    acties.plaats(one_or_404(Voeding, kenmerk=kenmerk))
    return done(".toon", _("Alle leden kunnen dit nu lezen."), kenmerk=kenmerk)


@bp.post("/voeding/<kenmerk:kenmerk>/verbergen", allow=moderatoren)
def verbergen(kenmerk: str) -> ResponseReturnValue:
    """Hide what may not be shown."""
    voeding = one_or_404(Voeding, kenmerk=kenmerk)
    acties.verberg(voeding, _("Er staan persoonsgegevens of beledigingen in."), clock.now())
    return done(".toon", _("Deze inbreng is verborgen. De indiener hoort waarom."), kenmerk=kenmerk)


@bp.post("/voeding/<kenmerk:kenmerk>/steun", allow=leden)
def steunen(kenmerk: str) -> ResponseReturnValue:
    """Agree with it."""
    _zichtbare(kenmerk).steunen(huidig_lid(), clock.now())
    return done(".toon", _("U steunt deze inbreng."), kenmerk=kenmerk)


@bp.post("/voeding/<kenmerk:kenmerk>/geen-steun", allow=leden)
def steun_intrekken(kenmerk: str) -> ResponseReturnValue:
    """Agree no longer."""
    _zichtbare(kenmerk).steun_intrekken(huidig_lid())
    return done(".toon", _("U steunt deze inbreng niet meer."), kenmerk=kenmerk)


@bp.post("/voeding/<kenmerk:kenmerk>/intrekken", allow=leden)
def intrekken(kenmerk: str) -> ResponseReturnValue:
    """Take one's own input back."""
    voeding = one_or_404(Voeding, kenmerk=kenmerk)
    if voeding.lid is not huidig_lid():
        abort(404)
    acties.trek_in(voeding)
    return done(".toon", _("Uw inbreng is ingetrokken."), kenmerk=kenmerk)


@bp.get("/mijn/voeding", allow=leden)
def mijn() -> ResponseReturnValue:
    """My own input."""
    return render_template("voeding/mijn.html", voedingen=van_lid(huidig_lid()))


@bp.get("/themas/<slug:code>", allow=everyone)
def thema(code: str) -> ResponseReturnValue:
    """One theme: what members gave, for members; the rest for everyone."""
    gekozen: Thema = thema_met(code)
    voedingen = zichtbaar(gekozen) if leden() else []
    return render_template(
        "voeding/thema.html",
        thema=gekozen,
        voedingen=voedingen,
        aantal=aantal_zichtbaar(gekozen),
    )


def _zichtbare(kenmerk: str) -> Voeding:
    voeding = one_or_404(Voeding, kenmerk=kenmerk)
    if not voeding.mag_zien(huidig_lid(), is_lezer=voeding_lezers()):
        abort(404)
    return voeding


def _toon(voeding: Voeding, form: LotForm, status: int) -> ResponseReturnValue:
    lid = mogelijk_lid()
    steunt = any(steun.lid_id == lid.id for steun in voeding.steun) if lid else False
    page = render_template("voeding/toon.html", voeding=voeding, form=form, lid=lid, steunt=steunt)
    return page, status
