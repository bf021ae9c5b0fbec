"""What everyone may see: the projection, never the reporter's own words."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.web import everyone
from vereniging.leden.access import huidig_lid
from vereniging.meldingen import queries
from vereniging.meldingen.gelijk import huishoudens
from vereniging.meldingen.mail import volglink
from vereniging.meldingen.spoor import maand, openbaar_spoor
from vereniging.meldingen.views.blueprints import bp
from vereniging.toegang.doelgroepen import leden_en_donateurs


@bp.get("/meldingen", allow=everyone)
def lijst() -> ResponseReturnValue:
    meldingen = queries.openbare()
    return render_template(
        "meldingen/lijst.html", meldingen=meldingen, nu=clock.now(), zin=queries.zin,
        aantallen=huishoudens(meldingen),
    )  # fmt: skip


@bp.get("/meldingen/<kenmerk:kenmerk>", allow=everyone)
def toon(kenmerk: str) -> ResponseReturnValue:
    melding = queries.melding_met(kenmerk=kenmerk)
    if melding is None or not melding.is_openbaar:
        abort(404)
    nu = clock.now()
    return render_template(
        "meldingen/toon.html", melding=melding, zin=queries.openbare_zin(melding), nu=nu,
        maand=maand(melding.ingediend_op), stops=openbaar_spoor(melding, nu),
        aantal=huishoudens([melding])[melding.id],
    )  # fmt: skip


@bp.get("/mijn/meldingen", allow=leden_en_donateurs)
def mijn() -> ResponseReturnValue:
    lid = huidig_lid()
    meldingen = queries.van_melder(lid.id, lid.email)
    return render_template(
        "meldingen/mijn.html", meldingen=meldingen, zin=queries.zin, volglink=volglink
    )
