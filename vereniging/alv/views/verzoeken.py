"""Members ask for a general meeting, follow the board, and call it themselves if need be."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from vereniging.alv import acties, queries
from vereniging.alv.models import Alv, Alvverzoek
from vereniging.alv.verzoekforms import VerzoekForm, ZelfOproepForm
from vereniging.alv.views.blueprints import bestuur_bp, bp
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.leden.access import huidig_lid
from vereniging.statuten.queries import profiel
from vereniging.toegang.doelgroepen import leden, secretaris


@bp.get("/verzoeken", allow=leden)
def verzoeken() -> ResponseReturnValue:
    """Every request and how far it is."""
    return render_template(
        "alv/verzoeken.html", verzoeken=queries.verzoeken(), nu=clock.now(),
        drempel=profiel(clock.today()).alv_verzoek_drempel,
    )  # fmt: skip


@bp.route("/verzoeken/nieuw", methods=["GET", "POST"], allow=leden, limit="10/hour")
def vraag() -> ResponseReturnValue:
    """Ask for a meeting."""
    form = VerzoekForm()
    if not form.validate_on_submit():
        return render_template("alv/verzoek_nieuw.html", form=form), _status(form)
    verzoek = acties.begin_verzoek(
        huidig_lid(), form.onderwerp.data or "", form.toelichting.data or "", clock.now()
    )
    return done(".verzoek", _("Uw verzoek staat op de site. Andere leden kunnen het nu steunen."),
                nummer=verzoek.id)  # fmt: skip


@bp.get("/verzoeken/<int:nummer>", allow=leden)
def verzoek(nummer: int) -> ResponseReturnValue:
    """One request."""
    return _toon(one_or_404(Alvverzoek, id=nummer), ZelfOproepForm(), 200)


@bp.post("/verzoeken/<int:nummer>/steun", allow=leden)
def steun(nummer: int) -> ResponseReturnValue:
    """I ask for it too."""
    acties.steun_verzoek(one_or_404(Alvverzoek, id=nummer), huidig_lid(), clock.now())
    return done(".verzoek", _("U steunt dit verzoek."), nummer=nummer)


@bp.post("/verzoeken/<int:nummer>/steun/intrekken", allow=leden)
def steun_weg(nummer: int) -> ResponseReturnValue:
    """I do not ask for it any more."""
    acties.trek_steun_in(one_or_404(Alvverzoek, id=nummer), huidig_lid())
    return done(".verzoek", _("U steunt dit verzoek niet meer."), nummer=nummer)


@bp.post("/verzoeken/<int:nummer>/intrekken", allow=leden)
def verzoek_weg(nummer: int) -> ResponseReturnValue:
    """I stop asking."""
    acties.trek_verzoek_in(one_or_404(Alvverzoek, id=nummer), huidig_lid())
    return done(".verzoeken", _("Uw verzoek is ingetrokken."))


@bp.post("/verzoeken/<int:nummer>/oproepen", allow=leden)
def roep_zelf(nummer: int) -> ResponseReturnValue:
    """We call the members ourselves."""
    verzoek, form = one_or_404(Alvverzoek, id=nummer), ZelfOproepForm()
    if not form.validate_on_submit():
        return _toon(verzoek, form, 422)
    alv = acties.roep_zelf_op(
        verzoek, huidig_lid(), form.begin, form.plaats.data or "", clock.now()
    )
    return done(".toon", _("De leden zijn opgeroepen."), slug=alv.slug)


@bestuur_bp.post("/verzoeken/<int:nummer>", allow=secretaris)
def willig_in(nummer: int) -> ResponseReturnValue:
    """Say that a meeting is the answer of the board."""
    alv = one_or_404(Alv, slug=request.form.get("alv", ""))
    acties.willig_in(one_or_404(Alvverzoek, id=nummer), alv, clock.now())
    return done("alv.verzoek", _("Het verzoek hoort nu bij deze vergadering."), nummer=nummer)


def _toon(verzoek: Alvverzoek, form: ZelfOproepForm, status: int) -> ResponseReturnValue:
    nu, ik = clock.now(), huidig_lid()
    page = render_template(
        "alv/verzoek.html", verzoek=verzoek, form=form, nu=nu, ik=ik,
        gesteund=verzoek.steun_van(ik), passend=queries.past_bij(verzoek, nu),
        termijn=profiel(clock.today()).alv_oproeptermijn,
    )  # fmt: skip
    return page, status


def _status(form: VerzoekForm) -> int:
    return 422 if form.is_submitted() else 200
