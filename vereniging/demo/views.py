"""Become a role, read all mail, move the clock, see every component. Absent in production."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import requests
from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.forms import Form, RadioField, Required, SelectChoice
from vereniging.core.i18n import _, _l
from vereniging.core.web import Blueprint, done, everyone
from vereniging.demo.postvak import berichten
from vereniging.demo.rollen import rolkaarten
from vereniging.demo.stijl import voorbeelden
from vereniging.leden.models import Lid
from vereniging.toegang.doelgroepen import rollen_van
from vereniging.toegang.models import Account, SessieSoort
from vereniging.toegang.sessions import start_session

STAPPEN = {
    "uur": (_l("Een uur later"), timedelta(hours=1)),
    "dag": (_l("Een dag later"), timedelta(days=1)),
    "week": (_l("Een week later"), timedelta(days=7)),
    "maand": (_l("Een maand later"), timedelta(days=30)),
}

bp = Blueprint("demo", __name__, url_prefix="/demo")


class KlokForm(Form):
    """How far the demo's clock jumps."""

    stap = RadioField(
        _l("Hoe ver vooruit?"),
        choices=[SelectChoice(naam, label) for naam, (label, _span) in STAPPEN.items()],
        validators=[Required(_l("Kies hoe ver de klok vooruit gaat."))],
    )


@bp.get("", allow=everyone)
def rollen() -> ResponseReturnValue:
    """Everybody a visitor can become."""
    return render_template("demo/rollen.html", kaarten=rolkaarten(clock.today()), nu=clock.now())


@bp.post("/<slug:sleutel>", allow=everyone)
def word(sleutel: str) -> ResponseReturnValue:
    """Sign in as this person, with their second factor done."""
    chosen = [kaart for kaart in rolkaarten(clock.today()) if kaart.sleutel == sleutel]
    if not chosen:
        return done(".rollen", _("Deze rol is er niet."))
    _sign_in(chosen[0].lid)
    return done("site.home", _("U bent nu %(naam)s.", naam=chosen[0].lid.naam))


def _sign_in(lid: Lid) -> None:
    """A session with its second factor done, as nobody gets in real life."""
    nu, account = clock.now(), _account(lid)
    account.totp_sinds = account.totp_sinds or nu
    db.session.add(account)
    db.session.flush()
    rollen = rollen_van(account, clock.today())
    sessie = start_session(account, SessieSoort.MAILCODE, rollen, eigen=True, apparaat="Demo")
    sessie.tweede_factor_op = nu


def _account(lid: Lid) -> Account:
    found = db.session.scalars(select(Account).where(Account.lid_id == lid.id)).one_or_none()
    return found or Account(email=lid.email or "", lid_id=lid.id, gemaakt_op=clock.now())


@bp.get("/postvak", allow=everyone)
def postvak() -> ResponseReturnValue:
    """All mail of everybody."""
    found = berichten(Path(setting("POST_FOLDER")), request.args.get("aan", ""))
    return render_template("demo/postvak.html", berichten=found)


@bp.get("/postvak.json", allow=everyone)
def postvak_json() -> ResponseReturnValue:
    """The same for a program."""
    found = berichten(Path(setting("POST_FOLDER")), request.args.get("aan", ""))
    return jsonify([bericht.as_dict() for bericht in found])


@bp.get("/klok", allow=everyone)
def klok() -> ResponseReturnValue:
    """What time it is in the demo."""
    return render_template("demo/klok.html", form=KlokForm(), nu=clock.now())


@bp.post("/klok", allow=everyone)
def zet_klok() -> ResponseReturnValue:
    """Move the clock, and the sandbox's along with it; back is not possible."""
    form = KlokForm()
    if not form.validate_on_submit():
        return render_template("demo/klok.html", form=form, nu=clock.now()), 422
    _label, span = STAPPEN[form.stap.data]
    clock.ShiftedClock(Path(setting("DATA_DIR")) / "klok.json").move(span)
    _move_sandbox(span)
    return done(".klok", _("De klok staat vooruit. Log zo nodig opnieuw in."))


def _move_sandbox(span: timedelta) -> None:
    address = f"{setting('MOLLIE_API_URL')}/_sandbox/clock"
    try:
        requests.post(address, json={"seconds": int(span.total_seconds())}, timeout=3)
    except requests.RequestException:
        return  # without its sandbox the demo still tells the time


@bp.get("/stijl", allow=everyone)
def stijl() -> ResponseReturnValue:
    """Every component in every state."""
    return render_template("demo/stijl.html", **voorbeelden(met_fouten="fouten" in request.args))
