"""The board decides about requests to be forgotten: two say yes, or one says no and why."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.avg import acties
from vereniging.avg.forms import WisAfwijsForm, WisPapierForm
from vereniging.avg.models import Wisverzoek, WisverzoekStand
from vereniging.avg.views.blueprints import bestuur_bp
from vereniging.avg.wisuitleg import BLIJFT, TAG, WEG, WOORD, stappen
from vereniging.avg.wisvragen import beletsels_van
from vereniging.avg.wisvragen import wisverzoeken as lees_wisverzoeken
from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _, _l
from vereniging.core.web import done
from vereniging.leden.access import ingelogd_account, mogelijk_lid
from vereniging.leden.queries import lid_met_nummer, naam_van_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import bestuur

ONBEKEND = _l("Dit lidnummer kennen wij niet.")


@bestuur_bp.get("/avg/wisverzoeken", allow=bestuur)
def wisverzoeken() -> ResponseReturnValue:
    noteer_inzage("leden.wisverzoeken", "register", ingelogd_account())
    return _list(WisPapierForm())


@bestuur_bp.post("/avg/wisverzoeken", allow=bestuur)
def wisverzoek_op_papier() -> ResponseReturnValue:
    """An officer writes down what came by letter or telephone."""
    form = WisPapierForm()
    lid = lid_met_nummer(form.lidnummer.data) if form.validate() and form.lidnummer.data else None
    if form.validate() and lid is None:
        form.lidnummer.errors = [ONBEKEND]
    if lid is None:
        return _list(form), 422
    toelichting, door = form.toelichting.data or "", ingelogd_account()
    verzoek = acties.vraag_wissen(lid, None, toelichting, clock.now(), door)
    return done("avg_bestuur.wisverzoek", _("Het verzoek is vastgelegd."), kenmerk=verzoek.kenmerk)


@bestuur_bp.get("/avg/wisverzoeken/<kenmerk:kenmerk>", allow=bestuur)
def wisverzoek(kenmerk: str) -> ResponseReturnValue:
    found = one_or_404(Wisverzoek, kenmerk=kenmerk)
    if found.lid is not None:
        noteer_inzage("leden.wisverzoek", str(found.lid.lidnummer), ingelogd_account())
    return _page(found, WisAfwijsForm())


@bestuur_bp.post("/avg/wisverzoeken/<kenmerk:kenmerk>/akkoord", allow=bestuur, fresh=True)
def wisverzoek_akkoord(kenmerk: str) -> ResponseReturnValue:
    """The first one agrees, or the second one."""
    found, nu = one_or_404(Wisverzoek, kenmerk=kenmerk), clock.now()
    if found.stand is WisverzoekStand.INGEDIEND:
        acties.ga_akkoord(found, _door(), nu)
        zin = _("U bent akkoord. Nu moet een tweede bestuurslid akkoord gaan.")
    else:
        acties.ken_toe(found, _door(), nu)
        zin = _("Twee bestuursleden zijn akkoord. Over zeven dagen wist het programma.")
    return done("avg_bestuur.wisverzoek", zin, kenmerk=kenmerk)


@bestuur_bp.post("/avg/wisverzoeken/<kenmerk:kenmerk>/afwijzing", allow=bestuur, fresh=True)
def wisverzoek_afwijzen(kenmerk: str) -> ResponseReturnValue:
    found, form = one_or_404(Wisverzoek, kenmerk=kenmerk), WisAfwijsForm()
    if not form.validate():
        return _page(found, form), 422
    acties.wijs_af(found, _door(), form.reden.data or "", clock.now())
    zin = _("Het verzoek is afgewezen. De reden is verstuurd.")
    return done("avg_bestuur.wisverzoek", zin, kenmerk=kenmerk)


@bestuur_bp.post("/avg/wisverzoeken/<kenmerk:kenmerk>/intrekken", allow=bestuur)
def wisverzoek_intrekken(kenmerk: str) -> ResponseReturnValue:
    """Somebody told an officer that they want to stay."""
    acties.trek_in(one_or_404(Wisverzoek, kenmerk=kenmerk))
    return done("avg_bestuur.wisverzoek", _("Het verzoek is ingetrokken."), kenmerk=kenmerk)


def _door() -> int:
    return ingelogd_account() or abort(403)


def _list(form: WisPapierForm) -> str:
    return render_template(
        "avg/wisverzoeken.html", verzoeken=lees_wisverzoeken(), form=form, dag=clock.today(),
        labels=WOORD, tags=TAG,
    )  # fmt: skip


def _page(found: Wisverzoek, form: WisAfwijsForm) -> str:
    ik, door = mogelijk_lid(), ingelogd_account()
    return render_template(
        "avg/wisverzoek.html",
        verzoek=found,
        form=form,
        stappen=stappen(found),
        label=WOORD[found.stand],
        tag=TAG[found.stand],
        beletsels=beletsels_van(found, clock.now()),
        is_eigen=found.is_van(door or 0, ik.id if ik else None),
        is_eerste=found.besloten_door_id == door,
        eerste=naam_van_account(found.besloten_door_id),
        weg=WEG,
        blijft=BLIJFT,
    )
