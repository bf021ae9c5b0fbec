"""`/bevestigen/<token>`: a GET shows, a POST confirms; what it is about follows from the token."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.i18n import _
from vereniging.core.secrets import seed_in, token_for
from vereniging.core.security import secret_page
from vereniging.core.web import done, everyone
from vereniging.leden import acties, haken, mail
from vereniging.leden.forms import LeegForm
from vereniging.leden.forms.opzeggen import WanneerForm
from vereniging.leden.models import Aanmelding, Opzegging
from vereniging.leden.models.aanmelding import LinkVerlopen
from vereniging.leden.models.opzegging import OpzeggingStand, OpzeglinkVerlopen
from vereniging.leden.vensters import venster_voor
from vereniging.leden.views.blueprints import bp

Page = Callable[[bytes, str], ResponseReturnValue]
PAGES: dict[str, Page] = {}


def register_bevestiging(doel: str, page: Page) -> None:
    """Another purpose for links to this address: page(kiem, token) answers GET and POST."""
    PAGES[doel] = page


@bp.route("/bevestigen/<token:token>", allow=everyone, methods=["GET", "POST"], limit="60/hour")
def bevestigen(token: str) -> ResponseReturnValue:
    secret_page()
    seeds = {doel: kiem for doel in PAGES if (kiem := seed_in(token, doel))}
    if not seeds:
        abort(404)
    doel, kiem = next(iter(seeds.items()))
    return PAGES[doel](kiem, token)


def _aanmelding(kiem: bytes, token: str) -> ResponseReturnValue:
    aanmelding = _found(kiem)
    form = LeegForm()
    if form.validate_on_submit():
        acties.bevestigen(aanmelding, clock.now())
        return done("leden.bevestigen", token=token)
    link = haken.betaallink(aanmelding) if aanmelding.is_open else None
    return render_template(
        "leden/bevestigen.html", form=form, aanmelding=aanmelding, token=token, betaallink=link
    )


def _found(kiem: bytes) -> Aanmelding:
    query = select(Aanmelding).where(Aanmelding.kiem == kiem)
    aanmelding = db.session.scalars(query).one_or_none()
    if aanmelding is None or (request.method == "GET" and aanmelding.is_verlopen(clock.now())):
        raise LinkVerlopen
    return aanmelding


@bp.post("/bevestigen/<token:token>/intrekking", allow=everyone, limit="30/hour")
def trek_aanmelding_in(token: str) -> ResponseReturnValue:
    secret_page()
    kiem = seed_in(token, mail.AANMELDING)
    if kiem is None:
        abort(404)
    acties.intrekken(_found(kiem), clock.now())
    return done("leden.bevestigen", _("U trok uw aanmelding in."), token=token)


def _opzegging(kiem: bytes, token: str) -> ResponseReturnValue:
    opzegging = db.session.scalars(select(Opzegging).where(Opzegging.kiem == kiem)).one_or_none()
    if opzegging is None:
        raise OpzeglinkVerlopen
    venster = venster_voor(opzegging.lid, opzegging.ontvangen_op)
    form = WanneerForm(venster, opzegging.ontvangen_op, opzegging.einddatum)
    volgen = token_for(kiem, mail.VOLGEN)
    if form.validate_on_submit():
        acties.bevestig_opzegging(opzegging, clock.now(), meteen=form.is_meteen)
        return done("leden.opzegging", token=volgen)
    if opzegging.stand is not OpzeggingStand.TE_BEVESTIGEN:
        return done("leden.opzegging", token=volgen)
    page = render_template("leden/opzeggen_bevestigen.html", form=form, opzegging=opzegging,
                           token=token, venster=venster)  # fmt: skip
    return (page, 422) if form.errors else page


register_bevestiging(mail.AANMELDING, _aanmelding)
register_bevestiging(mail.OPZEGGING, _opzegging)
