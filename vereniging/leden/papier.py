"""Letters and labels for members, as one PDF for the printer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.i18n import _, current_language, datum, kort
from vereniging.core.qr import qr_svg
from vereniging.core.resources import resource
from vereniging.leden.models import Lid
from vereniging.statuten.queries import instelling

LINK = re.compile(r"https?://[^\s<>]+")


@dataclass(frozen=True)
class Ledenbrief:
    """One letter: to whom, what it says, and the page that its QR code opens."""

    lid: Lid
    onderwerp: str
    tekst: str
    link: str = ""


@dataclass(frozen=True)
class Druk:
    """What goes on paper; making the PDF takes a while and needs no database."""

    vorm: str
    data: dict[str, Any]

    def pdf(self) -> bytes:
        """The file for the printer."""
        import typst  # noqa: PLC0415  heavy, and only for who prints

        source = (resource("templates") / "leden" / "papier" / self.vorm).read_bytes()
        inputs = {"data": json.dumps(self.data)}
        made: bytes = typst.compile(source, sys_inputs=inputs, ignore_system_fonts=True)
        return made


def eerste_link(tekst: str) -> str:
    """The first address in a letter: nobody types it over, so it becomes a QR code."""
    found = LINK.search(tekst)
    return found[0] if found else ""


def leden_met(nummers: Iterable[int]) -> dict[int, Lid]:
    """Living members and their front doors, by the number of their row."""
    alive = Lid.overleden_op.is_(None)
    query = select(Lid).where(Lid.id.in_(list(nummers)), alive).options(joinedload(Lid.adres))
    return {lid.id: lid for lid in db.session.scalars(query)}


def adresregels(lid: Lid) -> list[str]:
    """What stands on the envelope."""
    adres = lid.adres
    return [lid.naam, str(adres), f"{adres.postcode[:4]} {adres.postcode[4:]}  {adres.plaats}"]


def brieven(titel: str, post: list[Ledenbrief]) -> Druk:
    """A list to tick off, then each letter on a page of its own."""
    return _druk(
        "brieven.typ",
        titel=titel,
        aantal=_("Brieven: %(aantal)s", aantal=len(post)),
        koppen=[_("Nr."), _("Naam"), _("Adres"), _("Op de post")],
        vereniging=instelling("naam"),
        postadres=instelling("postadres"),
        plaats_en_datum=f"{instelling('plaats')}, {datum(clock.today())}",
        qr_tekst=_("Richt de camera van uw telefoon hierop. Dan opent de pagina uit deze brief."),
        brieven=[
            {
                "adres": adresregels(brief.lid),
                "onderwerp": brief.onderwerp,
                "qr": qr_svg(brief.link) if brief.link else "",
                "alineas": [
                    part.splitlines() for part in brief.tekst.strip().split("\n\n") if part.strip()
                ],
            }
            for brief in post
        ],
    )


def etiketten(titel: str, leden: Iterable[Lid]) -> Druk:
    """Labels of 70 by 37 mm, 24 on a sheet of A4."""
    return _druk("etiketten.typ", titel=titel, etiketten=[adresregels(lid) for lid in leden])


def lidkaart(lid: Lid, url: str) -> Druk:
    """A card to cut out; its code says whether the membership runs, and nothing else."""
    begin = min(periode.begin for periode in lid.lidmaatschappen)
    return _druk(
        "lidkaart.typ",
        titel=_("Lidkaart van %(naam)s", naam=lid.naam),
        uitleg=_("Knip de kaart uit. De code laat alleen zien of de kaart geldig is."),
        vereniging=instelling("naam"),
        naam=lid.naam,
        lidnummer=_("Lidnummer %(nummer)s", nummer=lid.lidnummer),
        sinds=_("Lid sinds %(dag)s", dag=kort(begin)),
        qr=qr_svg(url),
        qr_tekst=_("QR-code om de kaart te controleren"),
    )


def _druk(vorm: str, **data: Any) -> Druk:
    return Druk(vorm, {"taal": current_language(), **data})
