"""The covenant on paper: every article, who signed, and above all whether it binds anybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from vereniging.convenant.models import Convenant, Partij
from vereniging.convenant.queries import niet_bindend, partijen_met_organisaties
from vereniging.core.i18n import _, current_language, datum
from vereniging.core.paper import print_pdf
from vereniging.core.tags import LABELS
from vereniging.statuten.queries import instelling


def maak_pdf(convenant: Convenant, dag: date) -> bytes:
    """The text as it is on this day; a frozen text is the same each time but for who signed."""
    return print_pdf("convenant/convenant.typ", velden(convenant, dag))


def velden(convenant: Convenant, dag: date) -> dict[str, Any]:
    """What stands in it; who signed by organisation, never by the name of a person."""
    zetels = partijen_met_organisaties()
    einde, code = convenant.geldig_tot, convenant.sha256
    return {
        "taal": current_language(),
        "titel": convenant.titel,
        "vereniging": instelling("naam"),
        "waarschuwing": niet_bindend(convenant, zetels, dag),
        "feiten": [
            [_("Versie"), convenant.versie],
            [_("Stand"), str(LABELS[convenant.stand.value])],
            *([[_("Geldig tot en met"), datum(einde)]] if einde else []),
            *([[_("Code van de tekst"), code]] if code else []),
        ],
        "tekst": _alineas(convenant.tekst),
        "artikelen": [
            {
                "kop": _("Artikel %(nr)s: %(titel)s", nr=each.nummer, titel=each.titel),
                "tekst": _alineas(each.tekst),
                "kort": _kort(each.in_het_kort),
            }
            for each in convenant.artikelen
        ],
        "tekenen_kop": _("Wie heeft getekend?"),
        "tekenen": [[partij.naam, _getekend(convenant, partij, dag)] for partij in zetels],
    }


def _kort(zin: str) -> str:
    return _("In het kort: %(kort)s", kort=zin) if zin else ""


def _alineas(tekst: str) -> list[str]:
    return [alinea.strip() for alinea in tekst.split("\n\n") if alinea.strip()]


def _getekend(convenant: Convenant, partij: Partij, dag: date) -> str:
    """Each signature of a party, and what is missing."""
    namen = [
        f"{each.organisatie.naam}, {datum(each.datum)}"
        for each in convenant.ondertekeningen
        if each.organisatie.partij_id == partij.id
    ]
    open_ = not convenant.is_ooit_getekend and not convenant.heeft_getekend(partij, dag)
    return "; ".join([*namen, *([_("nog niet getekend")] if open_ else [])]) or _("niet getekend")
