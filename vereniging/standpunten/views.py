"""Positions: read, argue, and for delegates make and bring to a vote."""

from __future__ import annotations

import random

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.commissie.queries import aankomend, vergadering_met
from vereniging.convenant.queries import thema_met, themas
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import Blueprint, done
from vereniging.leden.access import huidig_lid, mogelijk_lid
from vereniging.standpunten import acties, queries
from vereniging.standpunten.forms import ArgumentForm, StandpuntForm
from vereniging.standpunten.haken import vervolg
from vereniging.standpunten.keten import keten
from vereniging.standpunten.models import Argument, Richting, Standpunt, StandpuntStand
from vereniging.standpunten.verloop import verloop
from vereniging.stembus.forms import StemdagForm
from vereniging.stembus.queries import losse_uitslagen, open_stemmingen
from vereniging.toegang.doelgroepen import afgevaardigden, commissie, everyone, leden
from vereniging.voeding.queries import met_kenmerken, te_bundelen

bp = Blueprint("standpunten", __name__, url_prefix="/standpunten")
werk_bp = Blueprint("standpunten_werk", __name__, url_prefix="/afgevaardigde/standpunten")
blueprints = (bp, werk_bp)


@bp.get("", allow=everyone)
def lijst() -> ResponseReturnValue:
    """What members may vote on now, and every position."""
    nu, is_lezer = clock.now(), leden() or commissie()
    found = queries.lijst(openbaar=not is_lezer)
    return render_template(
        "standpunten/lijst.html",
        stemmingen=open_stemmingen(nu),
        uitslagen=losse_uitslagen(nu, is_lid=leden()),
        standpunten=found if is_lezer else list(filter(_is_bekend, found)),
        nu=nu,
    )


@bp.get("/<slug:slug>", allow=everyone)
def toon(slug: str) -> ResponseReturnValue:
    """One position with its chain and arguments."""
    return _toon(_zichtbaar(slug), ArgumentForm(), 200)


@bp.get("/<slug:slug>/verloop", allow=everyone)
def toon_verloop(slug: str) -> ResponseReturnValue:
    """The whole story on one line, from the first input to the last promise."""
    standpunt = _zichtbaar(slug)
    return render_template(
        "standpunten/verloop.html",
        standpunt=standpunt,
        haltes=verloop(standpunt, clock.now(), is_lezer=leden()),
    )


@bp.post("/<slug:slug>/argumenten", allow=leden, limit="20/hour")
def argument(slug: str) -> ResponseReturnValue:
    """Give a reason."""
    standpunt, form = _zichtbaar(slug), ArgumentForm()
    if not form.validate_on_submit():
        return _toon(standpunt, form, 422)
    richting = Richting(form.richting.data)
    acties.geef_argument(standpunt, huidig_lid(), richting, form.tekst.data, clock.now())
    return done(".toon", _("Uw argument staat erbij."), slug=slug)


@bp.post("/<slug:slug>/argumenten/<int:nummer>/herken", allow=leden)
def herken(slug: str, nummer: int) -> ResponseReturnValue:
    """Recognise an argument."""
    return _herken(slug, nummer, herkent=True)


@bp.post("/<slug:slug>/argumenten/<int:nummer>/herken-niet", allow=leden)
def herken_niet(slug: str, nummer: int) -> ResponseReturnValue:
    """Do not recognise an argument."""
    return _herken(slug, nummer, herkent=False)


@werk_bp.get("", allow=commissie)
def werklijst() -> ResponseReturnValue:
    """Every position, concepts too."""
    return render_template(
        "standpunten/werklijst.html",
        standpunten=queries.alle(),
        signalen=queries.vraagt_standpunt(clock.now()),
    )


@werk_bp.get("/nieuw", allow=commissie)
def nieuw() -> ResponseReturnValue:
    """The form for a position, with the voeding that waits."""
    form = StandpuntForm(themas(), te_bundelen())
    form.thema.data = request.args.get("thema", "")
    return render_template("standpunten/nieuw.html", form=form)


@werk_bp.post("", allow=commissie)
def maak() -> ResponseReturnValue:
    """Make a position and bundle voeding into it."""
    form, nu = StandpuntForm(themas(), te_bundelen()), clock.now()
    if not form.validate_on_submit():
        return render_template("standpunten/nieuw.html", form=form), 422
    standpunt = acties.stel_op(form.titel.data, thema_met(form.thema.data), form.versie(), nu)
    acties.bundel(standpunt, met_kenmerken(form.bronnen.data or []), nu)
    return done(".werk", _("Het standpunt staat klaar als concept."), slug=standpunt.slug)


@werk_bp.get("/<slug:slug>", allow=commissie)
def werk(slug: str) -> ResponseReturnValue:
    """One position with the next step."""
    return _werk(_standpunt(slug), StemdagForm(), 200)


@werk_bp.post("/<slug:slug>/openen", allow=afgevaardigden)
def openen(slug: str) -> ResponseReturnValue:
    """Let members argue."""
    acties.open_standpunt(_standpunt(slug))
    return done(".werk", _("Leden kunnen nu argumenten geven."), slug=slug)


@werk_bp.post("/<slug:slug>/bevriezen", allow=commissie)
def bevriezen(slug: str) -> ResponseReturnValue:
    """Fix the text."""
    acties.bevries(_standpunt(slug))
    return done(".werk", _("De tekst staat vast."), slug=slug)


@werk_bp.post("/<slug:slug>/agenda/<slug:vergadering>", allow=commissie)
def agendeer(slug: str, vergadering: str) -> ResponseReturnValue:
    """Put it on the agenda of a meeting."""
    meeting = vergadering_met(vergadering) or abort(404)
    acties.zet_op_vergadering(_standpunt(slug), meeting)
    return done(".werk", _("Het standpunt staat op de agenda."), slug=slug)


@werk_bp.post("/<slug:slug>/stemming", allow=commissie)
def in_stemming(slug: str) -> ResponseReturnValue:
    """Prepare the vote."""
    standpunt, form = _standpunt(slug), StemdagForm()
    if not form.validate_on_submit():
        return _werk(standpunt, form, 422)
    acties.breng_in_stemming(standpunt, *form.momenten(clock.now()))
    return done(".werk", _("De stemming staat klaar. Zij gaat vanzelf open."), slug=slug)


def _herken(slug: str, nummer: int, *, herkent: bool) -> ResponseReturnValue:
    standpunt = _zichtbaar(slug)
    found = one_or_404(Argument, id=nummer, versie=standpunt.versie)
    acties.herken(found, huidig_lid(), herkent=herkent)
    return done(".toon", _("Dank u wel."), slug=slug)


def _standpunt(slug: str) -> Standpunt:
    return queries.standpunt_met(slug) or abort(404)


def _zichtbaar(slug: str) -> Standpunt:
    standpunt = _standpunt(slug)
    if commissie() or _is_bekend(standpunt):
        return standpunt
    if not leden() or standpunt.stand is StandpuntStand.CONCEPT:
        abort(404)
    return standpunt


def _is_bekend(standpunt: Standpunt) -> bool:
    """Whether everyone may read it: decided, and our lower limit no longer a secret."""
    stemming = queries.stemming_over(standpunt)
    return standpunt.is_openbaar and (stemming is None or stemming.is_openbaar(clock.now()))


def _toon(standpunt: Standpunt, form: ArgumentForm, status: int) -> ResponseReturnValue:
    nu, lid = clock.now(), mogelijk_lid()
    stemming = queries.stemming_over(standpunt)
    reasons = list(standpunt.versie.argumenten)
    # an order of one's own each day, so that no reason always comes first
    random.Random(f"{lid.id if lid else 0}:{nu.date()}").shuffle(reasons)  # noqa: S311  not a secret
    page = render_template(
        "standpunten/toon.html",
        standpunt=standpunt,
        stemming=stemming,
        keten=keten(standpunt, stemming, nu),
        te_laat=[halte for halte in vervolg(standpunt, nu) if halte.soort == "laat"],
        argumenten=reasons,
        form=form,
        lid=lid,
        nu=nu,
    )
    return page, status


def _werk(standpunt: Standpunt, form: StemdagForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "standpunten/werk.html",
        standpunt=standpunt,
        stemming=queries.stemming_over(standpunt),
        vergaderingen=aankomend(),
        form=form,
    )
    return page, status
