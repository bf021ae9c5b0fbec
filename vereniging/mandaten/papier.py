"""A mandate on one side of A4, with the address where anybody can check it."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import segno

from vereniging.core.clock import AMSTERDAM
from vereniging.core.i18n import _, current_language, datum
from vereniging.core.paper import print_pdf
from vereniging.core.web import link
from vereniging.leden.queries import functionarissen
from vereniging.mandaten.models import Binding, Mandaat, MandaatStand
from vereniging.mandaten.queries import is_vervangen
from vereniging.standpunten.models import Richting
from vereniging.statuten.queries import instelling
from vereniging.stembus.models import StemmingStand

REDENEN = 3


def redenen(mandaat: Mandaat) -> list[tuple[str, list[str]]]:
    """The three reasons a side that most members recognise."""
    sides = ((Richting.VOOR, _("Voor")), (Richting.TEGEN, _("Tegen")))
    heard = sorted(mandaat.versie.argumenten, key=lambda each: -each.herkend)
    return [(kop, [a.tekst for a in heard if a.richting is kant][:REDENEN]) for kant, kop in sides]


def pdf(mandaat: Mandaat, dag: date) -> bytes:
    """The sheet for the table: question, numbers, limits, reasons, and a QR code to the result."""
    return print_pdf("mandaten/mandaat.typ", _velden(mandaat, dag))


def _velden(mandaat: Mandaat, dag: date) -> dict[str, Any]:
    adres = link("stembus_publicatie.uitslag", slug=mandaat.stemming.slug, _external=True)
    return {
        "taal": current_language(),
        "titel": _("Mandaat: %(titel)s", titel=mandaat.titel),
        "vereniging": instelling("naam"),
        "let_op": _let_op(mandaat, dag),
        "gegeven": _("Gegeven op %(dag)s.", dag=_dag(mandaat)),
        "vraag": mandaat.vraag,
        "cijfers": _cijfers(mandaat),
        "feiten": [[kop, tekst] for kop, tekst in _feiten(mandaat, dag) if tekst],
        "redenen": [[kop, teksten] for kop, teksten in redenen(mandaat) if teksten],
        "geen_handtekening": _(
            "Een ja van een afgevaardigde is geen handtekening van de vereniging (BW 2:45)."
        ),
        "controleer": _("Klopt dit? De uitslag en alle stemmen staan op:"),
        "adres": adres,
        "qr": _qr(adres),
        "qr_tekst": _("QR-code naar de uitslag: %(adres)s", adres=adres),
        "wortel": mandaat.stemming.bus_wortel,
        "wortel_kop": _("Wortel van de bus:"),
    }


def _let_op(mandaat: Mandaat, dag: date) -> str:
    """What somebody at the table must know before they rely on this sheet."""
    if mandaat.stemming.stand is StemmingStand.BETWIST:
        return _("De uitslag is betwist. De leden stemmen opnieuw.")
    if mandaat.stand(dag, is_vervangen=is_vervangen(mandaat)) is not MandaatStand.GELDIG:
        return _("Dit mandaat geldt niet meer.")
    return ""


def _dag(mandaat: Mandaat) -> str:
    return datum(mandaat.gegeven_op.astimezone(AMSTERDAM).date())


def _cijfers(mandaat: Mandaat) -> str:
    c = mandaat.cijfers
    return _(
        "%(gestemd)s van de %(totaal)s leden stemden: %(voor)s voor, %(tegen)s tegen, "
        "%(blanco)s blanco.",
        gestemd=c.gestemd,
        totaal=c.kiesgerechtigd,
        voor=c.voor,
        tegen=c.tegen,
        blanco=c.blanco,
    )


def _feiten(mandaat: Mandaat, dag: date) -> list[tuple[str, str]]:
    namen = [functie.lid.naam for functie in functionarissen("afgevaardigde", dag) if functie.lid]
    ruggespraak = f"{_hoe_ver(mandaat)} {mandaat.ruggespraak_bij}".strip()
    return [
        (_("Inzet"), mandaat.inzet),
        (_("Ondergrens"), mandaat.ondergrens),
        (_("Breekpunt"), mandaat.breekpunten),
        (_("Ruilruimte"), mandaat.ruimte),
        (_("Ruggespraak"), ruggespraak),
        (_("Geldig tot en met"), datum(mandaat.geldig_tot)),
        (_("Afgevaardigden"), ", ".join(namen)),
    ]


def _hoe_ver(mandaat: Mandaat) -> str:
    words = {
        Binding.GEBONDEN: _("Buiten deze grenzen alleen onder voorbehoud. Dan beslissen de leden."),
        Binding.RICHTINGGEVEND: _("De afgevaardigden mogen afwijken. Zij leggen dan uit waarom."),
        Binding.VRIJ: _("De afgevaardigden wegen zelf. Zij vertellen wat zij deden."),
    }
    return words[mandaat.binding]


def _qr(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=4, border=4)
    return out.getvalue().decode()
