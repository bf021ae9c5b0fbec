"""What members read before a meeting, and what they do: come, or let another one vote."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.alv import acties, queries
from vereniging.alv.models import Alv, Alvstuk
from vereniging.alv.views.blueprints import bp
from vereniging.convenant.bestanden import stuur
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.secrets import token_for
from vereniging.core.web import done
from vereniging.leden.access import huidig_lid
from vereniging.leden.acties.toestemmen import geef_toestemming, trek_toestemming_in
from vereniging.leden.models import Lid, Toestemmingsdoel
from vereniging.leden.toestemmingen import geldende
from vereniging.stembus.acties.volmacht import kan_volmacht
from vereniging.stembus.forms import VolmachtForm
from vereniging.stembus.models import Volmacht
from vereniging.stembus.queries import registerrij, volmachten_van
from vereniging.stembus.views.volmacht import DOEL
from vereniging.toegang.doelgroepen import leden

STUKKEN = "alvstukken"


@bp.get("/<slug:slug>", allow=leden)
def toon(slug: str) -> ResponseReturnValue:
    """The call, the papers, and what this member can do."""
    return _toon(_alv(slug), VolmachtForm(), 200)


@bp.post("/<slug:slug>/komst", allow=leden)
def komst(slug: str) -> ResponseReturnValue:
    """Say that I come, or not."""
    komt = request.form.get("komt") == "ja"
    acties.meld_komst(_alv(slug), huidig_lid(), clock.now(), komt=komt)
    klaar = _("Fijn, tot dan.") if komt else _("Jammer. Wij weten dat u niet komt.")
    return done(".toon", klaar, slug=slug)


@bp.post("/<slug:slug>/volmacht", allow=leden, limit="20/hour")
def geef(slug: str) -> ResponseReturnValue:
    """Let another member vote for me on all items."""
    alv, form = _alv(slug), VolmachtForm()
    houder = form.houder() if form.validate_on_submit() else None
    if houder is None:
        return _toon(alv, form, 422)
    acties.geef_volmachten(alv, huidig_lid(), houder, clock.now())
    return done(".toon", _("Uw volmacht is gegeven. U krijgt allebei een e-mail."), slug=slug)


@bp.post("/<slug:slug>/volmacht/intrekken", allow=leden)
def trek_in(slug: str) -> ResponseReturnValue:
    """Vote myself after all."""
    if not acties.trek_volmachten_in(_alv(slug), huidig_lid(), clock.now()):
        abort(404)
    return done(".toon", _("De volmacht is ingetrokken. U stemt zelf."), slug=slug)


@bp.post("/<slug:slug>/oproep", allow=leden)
def oproepwijze(slug: str) -> ResponseReturnValue:
    """Get the next call by e-mail, or by post."""
    alv, ik, nu = _alv(slug), huidig_lid(), clock.now()
    if request.form.get("mail") == "ja":
        geef_toestemming(ik, Toestemmingsdoel.ALV_OPROEP, nu)
        return done(".toon", _("De volgende oproep komt per e-mail."), slug=alv.slug)
    trek_toestemming_in(ik, Toestemmingsdoel.ALV_OPROEP, nu)
    return done(".toon", _("De volgende oproep komt per post."), slug=alv.slug)


@bp.get("/<slug:slug>/stukken/<int:nummer>", allow=leden)
def stuk(slug: str, nummer: int) -> ResponseReturnValue:
    """A paper."""
    found = one_or_404(Alvstuk, id=nummer, alv=_alv(slug))
    return stuur(STUKKEN, found.bestand) or abort(404)


def _alv(slug: str) -> Alv:
    """What members were called to; a concept is nobody's business yet."""
    alv = one_or_404(Alv, slug=slug)
    return alv if alv.opgeroepen_op is not None else abort(404)


def _toon(alv: Alv, form: VolmachtForm, status: int) -> ResponseReturnValue:
    ik, nu = huidig_lid(), clock.now()
    page = render_template(
        "alv/toon.html",
        alv=alv,
        form=form,
        nu=nu,
        oproeping=queries.oproeping_van(alv, ik),
        toestemming=geldende(ik, Toestemmingsdoel.ALV_OPROEP),
        heeft_mail=bool(ik.email),
        stukken=queries.stukken(alv),
        notulen=queries.notulen_van(alv),
        andere=[each for each in queries.zichtbare() if each is not alv],
        **_volmachten(alv, ik),
    )
    return page, status


def _volmachten(alv: Alv, ik: Lid) -> dict[str, object]:
    """Whom I let vote, for whom I may vote, and whether there is still something to give."""
    nu, stemmingen = clock.now(), queries.stemmingen(alv)
    alle = [each for stemming in stemmingen for each in volmachten_van(stemming)]
    return {
        "stemmingen": stemmingen,
        "gegeven": [each for each in alle if each.gever_id == ik.id],
        "gekregen": [
            (each, token_for(each.kiem, DOEL), _is_gestemd(each))
            for each in alle
            if each.houder_id == ik.id and each.is_geldig
        ],
        "kan_volmacht": any(kan_volmacht(stemming, nu) for stemming in stemmingen),
    }


def _is_gestemd(volmacht: Volmacht) -> bool:
    rij = registerrij(volmacht.stemming, volmacht.gever_id)
    return rij is not None and rij.revisie > 0
