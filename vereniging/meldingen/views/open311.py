"""`/open311/v2/…`: XML and JSON of the same rows; nothing can be written here."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.config import setting
from vereniging.core.i18n import _, in_language
from vereniging.core.opendata import open_answer
from vereniging.core.refusals import speak_protocol
from vereniging.core.web import everyone, link
from vereniging.meldingen import open311
from vereniging.meldingen.views.blueprints import bp

WEG = "/open311/v2/"
FORMATEN = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
GEEN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SPECIFICATIE = "http://wiki.open311.org/GeoReport_v2"
VASTGESTELD = "2026-11-23T00:00:00+01:00"  # when this interface last changed
ADRESSEN = open311.Adressen(foto=lambda stam: link("meldingen.foto", stam=stam, _external=True))


def _bied_aan(naam: str, weg: str, maak: Callable[..., Any]) -> None:
    """One resource in every format; each its own address, as the protocol wants."""

    def toon(**deel: str) -> ResponseReturnValue:
        with in_language("nl"):
            _ons_gebied()
            try:
                return _geef(maak(**deel))
            except open311.OngeldigeVraag as refused:
                return fout(400, refused.sentence)

    for formaat in FORMATEN:
        bp.get(f"{WEG}{weg}.{formaat}", endpoint=f"open311_{naam}_{formaat}", allow=everyone)(toon)


def _ons_gebied() -> None:
    asked = request.args.get("jurisdiction_id", "")
    if asked and asked != urlsplit(setting("BASE_URL")).hostname:
        abort(404)


def _diensten() -> Any:
    return {"services": open311.diensten()}


def _verzoeken() -> Any:
    found = open311.verzoeken(request.args, ADRESSEN, clock.now())
    if not found and request.args.get("service_request_id", "").strip(" ,"):
        abort(404)
    return {"service_requests": found}


def _verzoek(kenmerk: str) -> Any:
    return {"service_requests": open311.verzoek(kenmerk, ADRESSEN) or abort(404)}


def _wegwijzer() -> Any:
    return {
        "discovery": {
            "changeset": VASTGESTELD,
            "contact": link("site.vereniging", _external=True),
            "key_service": _("Lezen kan zonder sleutel. Melden kan op onze site."),
            "endpoints": [
                {
                    "specification": SPECIFICATIE,
                    "url": f"{setting('BASE_URL')}{WEG}".rstrip("/"),
                    "changeset": VASTGESTELD,
                    "type": "production",
                    "formats": [soort.partition(";")[0] for soort in FORMATEN.values()],
                }
            ],
        }
    }


def _geef(geheel: dict[str, Any], status: int = 200) -> Response:
    ((wortel, inhoud),) = geheel.items()
    if request.path.endswith(".json"):
        response = open_answer(json.dumps(inhoud, ensure_ascii=False), FORMATEN["json"])
    else:
        top = ET.Element(wortel)
        _vul(top, inhoud)
        body = ET.tostring(top, encoding="utf-8", xml_declaration=True)
        response = open_answer([body], FORMATEN["xml"])
    response.status_code = status
    return response


def _vul(element: ET.Element, inhoud: Any) -> None:
    if isinstance(inhoud, dict):
        for naam, waarde in inhoud.items():
            _vul(ET.SubElement(element, naam), waarde)
    elif isinstance(inhoud, list):
        een = element.tag.removeprefix("service_").removesuffix("s")
        for waarde in inhoud:
            _vul(ET.SubElement(element, een), waarde)
    elif inhoud is not None:
        tekst = str(inhoud).lower() if isinstance(inhoud, bool) else str(inhoud)
        element.text = GEEN_XML.sub("", tekst)


def fout(status: int, zin: str = "") -> Response:
    """A refusal as the protocol writes it."""
    with in_language("nl"):
        zinnen = {
            404: _("Dit bestaat niet, of het is niet openbaar."),
            405: _("Hier kunt u alleen lezen. Melden kan op onze site."),
            500: _("Er ging iets mis bij ons. Probeer het straks opnieuw."),
        }
        anders = zinnen[500] if status >= 500 else _("Deze vraag begrijpen wij niet.")
        description = zin or zinnen.get(status, anders)
    return _geef({"errors": [{"code": status, "description": description}]}, status)


_bied_aan("diensten", "services", _diensten)
_bied_aan("verzoeken", "requests", _verzoeken)
_bied_aan("verzoek", "requests/<kenmerk:kenmerk>", _verzoek)
_bied_aan("wegwijzer", "discovery", _wegwijzer)
speak_protocol(WEG, fout)
