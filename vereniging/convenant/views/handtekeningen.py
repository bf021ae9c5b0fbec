"""A signature: told by the secretary, checked against the paper by somebody else of the board."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.convenant import acties
from vereniging.convenant.bestanden import (
    BODY,
    BestandGeweigerd,
    Bewijsstuk,
    bewaar_upload,
    stuur,
)
from vereniging.convenant.forms import AfwijsForm, HandtekeningForm
from vereniging.convenant.models import (
    Convenant,
    ConvenantStand,
    Handtekeningopgave,
    Ondertekening,
    Organisatie,
)
from vereniging.convenant.queries import convenant_met
from vereniging.convenant.views.beheer import handtekeningform, toon_beheer
from vereniging.convenant.views.blueprints import bestuur as bp
from vereniging.core import clock
from vereniging.core.db import locked, one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import done
from vereniging.toegang.doelgroepen import bestuur, commissie, secretaris
from vereniging.toegang.sessions import current_session

SCANS = "handtekeningen"


@bp.post("/versie/<slug:versie>/handtekeningen", allow=secretaris, fresh=True, max_body=BODY)
def teken(versie: str) -> ResponseReturnValue:
    """Tell of a signature, with the scan of the paper if there is one."""
    convenant = _convenant(versie)
    form = handtekeningform(convenant)
    if not form.validate_on_submit():
        return toon_beheer(convenant, tekent=form), 422
    try:
        scan = bewaar_upload(SCANS, "scan")
    except BestandGeweigerd as refused:
        form.scan.errors = [str(refused)]
        return toon_beheer(_convenant(versie), tekent=form), 422
    acties.geef_handtekening_op(_opgave(_vast(versie), form, scan))
    zin = _("Een ander bestuurslid kijkt nu of dit klopt. Dan telt de handtekening.")
    return done(".beheer", zin, versie=versie)


def _convenant(versie: str) -> Convenant:
    return convenant_met(versie) or abort(404)


def _vast(versie: str) -> Convenant:
    return locked(Convenant, versie=versie) or abort(404)


def _opgave(convenant: Convenant, form: HandtekeningForm, scan: Bewijsstuk) -> Handtekeningopgave:
    return Handtekeningopgave(
        convenant=convenant,
        organisatie=one_or_404(Organisatie, id=int(form.organisatie.data)),
        naam=form.naam.data,
        functie=form.functie.data,
        bevoegdheid=form.bevoegdheid.data,
        datum=form.datum.data,
        door_id=_ik(),
        op=clock.now(),
        scan=scan.naam,
        scan_sha256=scan.sha256,
    )


def _ik() -> int:
    sessie = current_session()
    return sessie.account.id if sessie else abort(403)


@bp.get("/handtekeningen/<int:nummer>", allow=bestuur)
def opgave(nummer: int) -> ResponseReturnValue:
    """What was told, to compare with the paper."""
    return _toon(one_or_404(Handtekeningopgave, id=nummer), AfwijsForm())


def _toon(found: Handtekeningopgave, form: AfwijsForm) -> str:
    is_eigen = found.door_id == _ik()
    return render_template("convenant/opgave.html", opgave=found, form=form, is_eigen=is_eigen)


@bp.post("/handtekeningen/<int:nummer>/goed", allow=bestuur, fresh=True)
def keur_goed(nummer: int) -> ResponseReturnValue:
    """It is what the paper says: from now on it counts."""
    found = one_or_404(Handtekeningopgave, id=nummer)
    convenant = _vast(found.convenant.versie)
    acties.keur_handtekening_goed(found, _ik())
    zin = _("De handtekening staat vast.")
    if convenant.stand is ConvenantStand.GETEKEND:
        zin = _("De handtekening staat vast. Alle vijf partijen hebben nu getekend.")
    return done("convenant.versie", zin, versie=convenant.versie)


@bp.post("/handtekeningen/<int:nummer>/af", allow=bestuur)
def wijs_af(nummer: int) -> ResponseReturnValue:
    """It is not what the paper says."""
    found, form = one_or_404(Handtekeningopgave, id=nummer), AfwijsForm()
    if not form.validate_on_submit():
        return _toon(found, form), 422
    versie = found.convenant.versie
    acties.wijs_handtekening_af(found, form.reden.data, _ik())
    zin = _("Deze handtekening telt niet. De secretaris kan hem opnieuw opgeven.")
    return done("convenant.versie", zin, versie=versie)


@bp.get("/handtekeningen/<int:nummer>/opgave/scan", allow=bestuur)
def scan_van_opgave(nummer: int) -> ResponseReturnValue:
    """The paper, for who compares."""
    return stuur(SCANS, one_or_404(Handtekeningopgave, id=nummer).scan) or abort(404)


@bp.get("/handtekeningen/<int:nummer>/scan", allow=commissie)
def scan(nummer: int) -> ResponseReturnValue:
    """The paper that was signed: it has a name and a signature on it."""
    return stuur(SCANS, one_or_404(Ondertekening, id=nummer).scan) or abort(404)
