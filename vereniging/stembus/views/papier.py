"""Paper ballots: print, hand out, receive and type, with four eyes."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.security import secret_page
from vereniging.core.web import Blueprint, done
from vereniging.leden.queries import lid_met_nummer
from vereniging.stembus.acties import papier as acties
from vereniging.stembus.forms import AantalForm, PapierstemmerForm, TypForm
from vereniging.stembus.forms import opties as keuzes_van
from vereniging.stembus.models import Kiesregister, Stemming
from vereniging.stembus.papier import Leesfout
from vereniging.stembus.protocol.codes import leesbaar
from vereniging.stembus.queries import (
    op_papier,
    papier_onbevestigd,
    papier_ontvangen,
    papierinvoeren,
    regels_van,
    registerrij,
)
from vereniging.stembus.views.ingrijpen import account_id
from vereniging.toegang.doelgroepen import kantoor, secretaris, tellers

papier_bp = Blueprint("stembus_papier", __name__, url_prefix="/bestuur/stemmingen")


@papier_bp.get("/<slug:slug>/papier", allow=kantoor)
def toon(slug: str) -> ResponseReturnValue:
    """Who votes on paper, and what is next."""
    return _toon(one_or_404(Stemming, slug=slug), 200)


@papier_bp.post("/<slug:slug>/papier", allow=secretaris)
def uitreiken(slug: str) -> ResponseReturnValue:
    """Hand out a paper ballot instead of voting online."""
    stemming, form = one_or_404(Stemming, slug=slug), PapierstemmerForm()
    lid = lid_met_nummer(form.lidnummer.data) if form.validate_on_submit() else None
    if form.errors:
        return _toon(stemming, 422, uitreik=form)
    acties.reik_uit(stemming, registerrij(stemming, lid.id) if lid else None, clock.now())
    return done(".toon", _("Dit lid stemt nu op papier. Geef een biljet mee."), slug=slug)


@papier_bp.post("/<slug:slug>/papier/biljetten", allow=secretaris)
def biljetten(slug: str) -> ResponseReturnValue:
    """Ballots with fresh codes to print; the answer is shown once and kept nowhere."""
    secret_page()
    stemming, form = one_or_404(Stemming, slug=slug), AantalForm()
    if not form.validate_on_submit():
        return _toon(stemming, 422, druk=form)
    codes = acties.druk_biljetten(stemming, form.aantal.data, clock.now())
    return render_template(
        "stembus/papier_druk.html",
        stemming=stemming,
        codes=[leesbaar(code) for code in codes],
        vragen=[(vraag, keuzes_van(vraag)) for vraag in regels_van(stemming).vragen],
    )


@papier_bp.post("/<slug:slug>/papier/<int:nummer>/innemen", allow=kantoor)
def innemen(slug: str, nummer: int) -> ResponseReturnValue:
    """The closed envelope goes into the box."""
    nu = clock.now()
    _doe(slug, nummer, lambda stemming, rij: acties.neem_in(stemming, rij, account_id(), nu))
    return done(".toon", _("Genoteerd. Een ander moet dit bevestigen."), slug=slug)


@papier_bp.post("/<slug:slug>/papier/<int:nummer>/bevestigen", allow=kantoor)
def bevestigen(slug: str, nummer: int) -> ResponseReturnValue:
    """Somebody else saw it too."""
    nu = clock.now()
    _doe(slug, nummer, lambda stemming, rij: acties.bevestig(stemming, rij, account_id(), nu))
    return done(".toon", _("Bevestigd. Deze stem doet mee."), slug=slug)


@papier_bp.post("/<slug:slug>/papier/<int:nummer>/weigeren", allow=kantoor)
def weigeren(slug: str, nummer: int) -> ResponseReturnValue:
    """Somebody else looked, and the envelope is not there."""
    nu = clock.now()
    _doe(slug, nummer, lambda stemming, rij: acties.weiger(stemming, rij, account_id(), nu))
    return done(".toon", _("Geweigerd. Deze envelop telt niet mee."), slug=slug)


@papier_bp.post("/<slug:slug>/papier/<int:nummer>/terug", allow=kantoor)
def terug(slug: str, nummer: int) -> ResponseReturnValue:
    """The blank ballot came back: vote online after all."""
    nu = clock.now()
    _doe(slug, nummer, lambda stemming, rij: acties.haal_terug(stemming, rij, account_id(), nu))
    klaar = _("Genoteerd. Na bevestiging door een ander kan dit lid online stemmen.")
    return done(".toon", klaar, slug=slug)


@papier_bp.post("/<slug:slug>/papier/typen", allow=tellers, fresh=True)
def typen(slug: str) -> ResponseReturnValue:
    """A teller types all ballots; two equal lists are accepted."""
    stemming, form = one_or_404(Stemming, slug=slug), TypForm()
    if not form.validate_on_submit():
        return _toon(stemming, 422, typ=form)
    try:
        anders = acties.typ_in(stemming, account_id(), form.regels.data, clock.now())
    except Leesfout as fout:
        form.regels.errors = [str(fout)]
        return _toon(stemming, 422, typ=form)
    if anders:
        return _toon(stemming, 200, typ=form, anders=anders)
    klaar = _("Beide tellers typten hetzelfde. De stemmen worden geteld.")
    wacht = _("Bewaard. Nu typt de andere teller alles.")
    return done(".toon", klaar if stemming.papier_akkoord_op else wacht, slug=slug)


def _doe(slug: str, nummer: int, verb: Callable[[Stemming, Kiesregister], None]) -> None:
    stemming = one_or_404(Stemming, slug=slug)
    verb(stemming, acties.rij_met(stemming, nummer) or abort(404))


def _toon(stemming: Stemming, status: int, **extra: object) -> ResponseReturnValue:
    nu = clock.now()
    page = render_template(
        "stembus/papier.html",
        stemming=stemming,
        rijen=op_papier(stemming),
        ontvangen=papier_ontvangen(stemming) if stemming.is_dicht(nu) else None,
        onbevestigd=0 if stemming.papier_ligt_vast(nu) else papier_onbevestigd(stemming),
        getypt=[each.teller_id for each in papierinvoeren(stemming)],
        ik=account_id(),
        nu=nu,
        formulieren=[form for form in extra.values() if hasattr(form, "errors")],
        **{"uitreik": PapierstemmerForm(), "druk": AantalForm(),
           "typ": TypForm(), "anders": [], **extra},
    )  # fmt: skip
    return page, status
