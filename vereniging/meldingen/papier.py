"""Reports on paper: a receipt with a code to follow it, made by the house's typesetter."""

from __future__ import annotations

import io
from typing import Any

import segno

from vereniging.core.i18n import _, current_language, datum, datumtijd
from vereniging.core.paper import print_pdf
from vereniging.meldingen.mail import volglink
from vereniging.meldingen.models import Inname
from vereniging.statuten.queries import instelling


def maak(sjabloon: str, velden: dict[str, Any]) -> bytes:
    """A PDF/UA of a template of ours with these facts."""
    vast = {"taal": current_language(), "vereniging": instelling("naam")}
    return print_pdf(f"meldingen/{sjabloon}", {**vast, **velden})


def bon(inname: Inname) -> dict[str, Any]:
    """What the reporter gets to take home: number, what was written down, what comes next."""
    melding = inname.melding
    return {
        "titel": _("Bewijs van uw melding"),
        "nummer": melding.kenmerk,
        "feiten": [
            [_("Opgenomen op"), datumtijd(inname.akkoord_op)],
            [_("Waar"), melding.straat],
            [_("Waarover"), melding.categorie.naam],
            [_("Doorsturen"), _doorsturen(inname)],
        ],
        "tekst_kop": _("Dit schreven wij op"),
        "tekst": melding.tekst,
        "akkoord": _("Wij lazen dit voor. U was het ermee eens."),
        "straks": _(
            "Wij kijken er voor %(dag)s naar. U hoort wie het oppakt.", dag=datum(melding.termijn)
        )
        if melding.termijn
        else "",
        "volg": _("Volg uw melding met deze code. Laat de code aan niemand zien."),
        "adres": volglink(melding),
        "bellen": _bellen(),
    }


def _doorsturen(inname: Inname) -> str:
    if not inname.melding.is_doorzendbaar:
        return _("Nee, wij sturen uw tekst niet door.")
    if inname.melding.mag_contact_delen:
        return _("Ja, met uw naam erbij.")
    return _("Ja, zonder uw naam.")


def _bellen() -> str:
    nummer = instelling("telefoon")
    return _("Geen computer? Bel %(nummer)s.", nummer=nummer) if nummer else ""


def bon_pdf(inname: Inname) -> bytes:
    """The receipt on A5."""
    velden = bon(inname)
    uitleg = _("QR-code naar de pagina van deze melding")
    return maak("bon.typ", {**velden, "qr": _qr(str(velden["adres"])), "qr_tekst": uitleg})


def _qr(text: str) -> str:
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", scale=4, border=4)
    return out.getvalue().decode()
