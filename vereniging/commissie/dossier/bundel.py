"""Puts a dossier together.

Nothing in it depends on the moment or the machine: equal data make equal bytes, so the hash that
was recorded can be checked by making the dossier again.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select

from vereniging.commissie.dossier.regels import (
    Dossierinhoud,
    antwoordwoord,
    feiten,
    inhoud_van,
    periode,
    staptekst,
)
from vereniging.commissie.models import Dossierniveau, Opschaling
from vereniging.core.db import db
from vereniging.core.export import write_csv
from vereniging.core.i18n import _, current_language, in_language
from vereniging.core.paper import kan_pdf, print_pdf
from vereniging.logboek.models import Logboek
from vereniging.statuten.queries import instelling

TOEN = (1980, 1, 1, 0, 0, 0)  # the first moment a ZIP can hold
PDF = "dossier.pdf"


def maak_zip(opschaling: Opschaling, niveau: Dossierniveau) -> bytes:
    """Everything in one file, sorted by name, with the sums of what is in it."""
    bestanden = dict(_bestanden(opschaling, niveau))
    sommen = "".join(
        f"{hashlib.sha256(inhoud).hexdigest()}  {naam}\n"
        for naam, inhoud in sorted(bestanden.items())
    )
    bestanden["SHA256SUMS"] = sommen.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for naam, inhoud in sorted(bestanden.items()):
            info = zipfile.ZipInfo(naam, TOEN)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            info.create_system = 3
            archive.writestr(info, inhoud)
    return out.getvalue()


def pdf_uit(bundel: bytes) -> bytes | None:
    """The part to read of a bundle that was made; None when it was made without."""
    with zipfile.ZipFile(io.BytesIO(bundel)) as archive:
        return archive.read(PDF) if PDF in archive.namelist() else None


def _bestanden(opschaling: Opschaling, niveau: Dossierniveau) -> Iterator[tuple[str, bytes]]:
    with in_language("nl"):  # the parties and the court read Dutch, whoever presses
        inhoud = inhoud_van(opschaling, niveau)
        yield "index.csv", b"".join(write_csv(
            ["datum", "soort", "wat", "bestand"],
            ([each.dag, each.soort, each.tekst, each.bestand] for each in inhoud.regels),
        ))  # fmt: skip
        if kan_pdf():
            yield PDF, print_pdf("commissie/dossier.typ", _velden(opschaling, niveau, inhoud))
    yield "logboek.jsonl", "".join(_logboek(inhoud)).encode()
    yield from inhoud.bestanden.items()


def _logboek(inhoud: Dossierinhoud) -> Iterator[str]:
    """The lines of the log about it, without its own dossiers."""
    soorten = or_(*(Logboek.soort.startswith(begin) for begin, _kenmerk in inhoud.logs))
    for line in db.session.scalars(select(Logboek).where(soorten).order_by(Logboek.volgnr)):
        kenmerk = line.wat.get("wat", line.wat).get("kenmerk")
        if (f"{line.soort.partition('.')[0]}.", kenmerk) in inhoud.logs:
            row = {
                "volgnr": line.volgnr,
                "tijd": line.tijd.isoformat(),
                "soort": line.soort,
                "wat": line.wat,
                "vorige": line.vorige.hex(),
                "hash": line.hash.hex(),
            }
            yield json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def maak_pdf(opschaling: Opschaling, niveau: Dossierniveau) -> bytes:
    """The same to read, timeline first."""
    with in_language("nl"):
        velden = _velden(opschaling, niveau, inhoud_van(opschaling, niveau))
        return print_pdf("commissie/dossier.typ", velden)


def _velden(opschaling: Opschaling, niveau: Dossierniveau, inhoud: Dossierinhoud) -> dict[str, Any]:
    eens = [[i.partij.naam, antwoordwoord(i.antwoord, i.reden)] for i in inhoud.instemmingen]
    regels = [[f"{each.dag:%d-%m-%Y}", each.tekst] for each in inhoud.regels]
    stappen = [[periode(stap), staptekst(stap, niveau)] for stap in opschaling.stappen]
    delen = {
        _("Wat er gebeurde"): regels,
        _("De stappen van de opschaling"): stappen,
        _("Wat de partijen van de afspraak vonden"): eens,
        _("Bestanden bij dit dossier"): [
            [each.bestand, f"{each.dag:%d-%m-%Y}"] for each in inhoud.regels if each.bestand
        ],
    }
    return {
        "taal": current_language(),
        "titel": _("Dossier %(kenmerk)s", kenmerk=opschaling.kenmerk),
        "vereniging": instelling("naam"),
        "feiten": [*feiten(opschaling), [_("Voor wie"), VOOR_WIE[niveau]()]],
        "delen": [{"kop": kop, "regels": rijen} for kop, rijen in delen.items() if rijen],
    }


VOOR_WIE = {
    Dossierniveau.COMMISSIE: lambda: _("De vijf partijen van de commissie"),
    Dossierniveau.BEMIDDELAAR: lambda: _("De bemiddelaar"),
    Dossierniveau.RECHTER: lambda: _("De rechter"),
}
