"""What everyone may read, download and recount."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import one_or_404
from vereniging.core.i18n import _
from vereniging.core.web import Blueprint, done
from vereniging.leden.access import huidig_lid
from vereniging.stembus import natellen, uitkomsten
from vereniging.stembus.acties import maak_bezwaar
from vereniging.stembus.acties.sleutels import stemsleutels
from vereniging.stembus.forms import BezwaarForm, ControleForm, in_woorden
from vereniging.stembus.geheim import feiten
from vereniging.stembus.kalender import ics
from vereniging.stembus.kiezers import bezwaarmakers, op_register
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.protocol import canonical
from vereniging.stembus.protocol.codes import is_code, normaliseer
from vereniging.stembus.publicatie import MINSTE_VOLLEDIG
from vereniging.stembus.queries import (
    besluit_met,
    bestand,
    bestandsnamen,
    biljet_met,
    bus_met,
    eerste_opening,
    herstemming_op,
    herstemming_van,
    regels_van,
    tellernamen,
    uitslag_van,
    vernietiging_van,
    vervanger_van,
)
from vereniging.stembus.regels import Regels, tijd
from vereniging.toegang.doelgroepen import everyone, leden

TYPES = {
    ".json": "application/json",
    ".csv": "text/csv",
    ".txt": "text/plain",
    ".py": "text/x-python",
}
ALTIJD_OPENBAAR = {"kiesgerechtigd.json", "regels.json", "natellen.py"}

publicatie_bp = Blueprint("stembus_publicatie", __name__, url_prefix="/stembus")


@publicatie_bp.get("/<slug:slug>/", allow=everyone)
def uitslag(slug: str) -> ResponseReturnValue:
    """The result with its files, for everyone or for members first."""
    stemming = _stemming(slug)
    if stemming.stand is StemmingStand.VERNIETIGD or not stemming.is_uitgeteld:
        return _wacht(stemming)
    if not _mag_zien(stemming):
        return render_template("stembus/bij_leden.html", stemming=stemming)
    return _uitslag(stemming, regels_van(stemming))


def _wacht(stemming: Stemming) -> str:
    """Why there is no result to see."""
    voorstel = vernietiging_van(stemming)
    return render_template(
        "stembus/wacht.html", stemming=stemming, voorstel=voorstel, nu=clock.now()
    )


def _uitslag(stemming: Stemming, regels: Regels) -> ResponseReturnValue:
    gevonden = uitslag_van(stemming)
    assert gevonden is not None  # noqa: S101  counted votes have one
    return render_template(
        "stembus/uitslag.html",
        stemming=stemming,
        uitslag=gevonden.inhoud,
        vragen=list(zip(regels.vragen, gevonden.inhoud["vragen"], strict=True)),
        uitkomsten=uitkomsten,
        vervanger=vervanger_van(stemming),
        herstemming=herstemming_van(stemming),
        eerder=herstemming_op(stemming),
        besluit=besluit_met(stemming.besluit_id),
        bestanden=[*bestandsnamen(stemming), "natellen.py"],
        form=BezwaarForm() if bezwaarmakers() and stemming.kan_bezwaar(clock.now()) else None,
    )


@publicatie_bp.post("/<slug:slug>/bezwaar", allow=bezwaarmakers)
def bezwaar(slug: str) -> ResponseReturnValue:
    """A member on the roll objects."""
    stemming, form = _stemming(slug), BezwaarForm()
    if not form.validate_on_submit():
        return render_template("stembus/bezwaar.html", stemming=stemming, form=form), 422
    maak_bezwaar(stemming, huidig_lid(), form.tekst.data, clock.now())
    return done("stembus_publicatie.uitslag", _("Uw bezwaar is bij het bestuur."), slug=slug)


@publicatie_bp.get("/<slug:slug>/<naam>", allow=everyone)
def bestanden(slug: str, naam: str) -> ResponseReturnValue:
    """One published file, byte for byte."""
    stemming = _stemming(slug)
    if naam == "natellen.py":
        return _bytes(Path(natellen.__file__).read_bytes(), naam)
    inhoud = bestand(stemming, naam)
    if naam not in ALTIJD_OPENBAAR:
        if inhoud is not None and stemming.stand is StemmingStand.VERNIETIGD:
            return _wacht(stemming), 410  # kept for the record, no longer a result
        if not _mag_zien(stemming):
            abort(404)
    return _bytes(inhoud, naam) if inhoud is not None else abort(404)


@publicatie_bp.get("/<slug:slug>/is-mijn-stem-geheim", allow=everyone)
def geheim(slug: str) -> ResponseReturnValue:
    """The honest answer for this vote, from its real settings."""
    stemming = _stemming(slug)
    return render_template(
        "stembus/geheim.html",
        stemming=stemming,
        feiten=feiten(stemming, regels_van(stemming)),
        tellers=tellernamen(stemming),
    )


@publicatie_bp.get("/<slug:slug>/stemming.ics", allow=everyone)
def kalender(slug: str) -> ResponseReturnValue:
    """The hours of this vote, for a calendar."""
    response = Response(ics(_stemming(slug), clock.now()), mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{slug}.ics"'
    return response


@publicatie_bp.get("/sleutels.json", allow=everyone)
def sleutels() -> ResponseReturnValue:
    """The public signing keys, oldest first."""
    sleutel = stemsleutels().ondertekenaar.publieke_sleutel.hex()
    vanaf = eerste_opening()
    rows = [{"publieke_sleutel": sleutel, "tot": None, "vanaf": tijd(vanaf) if vanaf else None}]
    return _bytes(canonical.encode({"sleutels": rows, "versie": 1}), "sleutels.json")


@publicatie_bp.get("/controle", allow=everyone)
def controle() -> ResponseReturnValue:
    """Look whether a ballot or an envelope was counted; the query is never logged."""
    form = ControleForm()
    gevraagd = request.args.get("code") or request.args.get("zegel") or ""
    return _controle(form, gevraagd)


@publicatie_bp.post("/controle", allow=everyone, limit="60/minute")
def controleer() -> ResponseReturnValue:
    """The same, with the code in the form instead of the address."""
    form = ControleForm()
    if not form.validate_on_submit():
        return render_template("stembus/zoek.html", form=form), 422
    return _controle(form, form.code.data)


def _controle(form: ControleForm, gevraagd: str) -> ResponseReturnValue:
    form.code.data = gevraagd
    gevonden = _zoek(gevraagd) if gevraagd else None
    page = render_template("stembus/zoek.html", form=form, gevonden=gevonden, gevraagd=gevraagd)
    response = Response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _zoek(gevraagd: str) -> list[str]:
    schoon = normaliseer(gevraagd)
    if is_code(schoon):
        return [_gevonden(*found) for found in biljet_met(schoon)]
    if (stemming := bus_met(gevraagd.strip().lower())) is not None:
        return [_("Deze envelop zat in de bus van: %(titel)s.", titel=stemming.titel)]
    return []


def _gevonden(stemming: Stemming, woord: str, waarden: str) -> str:
    if stemming.stand is StemmingStand.VERNIETIGD:
        return _("Deze stemming is vernietigd. De uitslag telt niet.")
    if stemming.stand is StemmingStand.BETWIST:
        return f"{_keuze(stemming, woord, waarden)} {_('Deze uitslag is betwist en telt niet.')}"
    return _keuze(stemming, woord, waarden)


def _keuze(stemming: Stemming, woord: str, waarden: str) -> str:
    uitslag = uitslag_van(stemming)
    weinig = uitslag is None or uitslag.inhoud["stembiljetten"]["aantal"] < MINSTE_VOLLEDIG
    if not _mag_zien(stemming) or (weinig and stemming.niveau != "openbaar"):
        return _("Meegeteld.")
    regels = regels_van(stemming)
    words = [
        "*" if vraag.is_opgeteld else in_woorden(vraag, waarde)
        for vraag, waarde in zip(regels.vragen, json.loads(waarden), strict=True)
    ]
    chosen = _("Meegeteld. %(titel)s: %(keuzes)s.", titel=stemming.titel, keuzes="; ".join(words))
    return chosen + (" " + _("Woord: %(woord)s.", woord=woord) if woord else "")


def _stemming(slug: str) -> Stemming:
    stemming = one_or_404(Stemming, slug=slug)
    if stemming.stand in {StemmingStand.CONCEPT, StemmingStand.GEANNULEERD}:
        abort(404)
    return stemming


def _mag_zien(stemming: Stemming) -> bool:
    return stemming.is_openbaar(clock.now()) or leden() or op_register(stemming)


def _bytes(inhoud: bytes, naam: str) -> Response:
    kind = TYPES[naam[naam.rindex(".") :]]
    response = Response(inhoud, mimetype=kind)
    response.headers["Content-Disposition"] = f'inline; filename="{naam}"'
    return response
