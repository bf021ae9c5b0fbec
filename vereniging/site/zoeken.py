"""A simple search over public pages and titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from vereniging.convenant.models import Afspraak
from vereniging.convenant.models.afspraakstand import BINNENSKAMERS
from vereniging.core.db import db
from vereniging.core.i18n import _, _l
from vereniging.leden.models.zoeken import fold
from vereniging.redactie.models import Nieuwsbericht, NieuwsStand
from vereniging.redactie.queries import documenten
from vereniging.site.adressen import pagina
from vereniging.site.begrippen import BEGRIPPEN
from vereniging.toegang.doelgroepen import leden_en_donateurs

MOST = 20
REFERENCE = re.compile(r"\s*([MAV])[\s-]*(\d{4})[\s-]*(\d{1,6})\s*", re.IGNORECASE)
PLACES = {"M": ("meldingen", 4), "A": ("afspraken", 3), "V": ("voeding", 4)}
PAGES: tuple[tuple[str, Any, Any], ...] = (
    ("/lid-worden", _l("Lid worden"), _l("aanmelden inschrijven contributie")),
    ("/opzeggen", _l("Lidmaatschap opzeggen"), _l("stoppen uitschrijven")),
    ("/contributie", _l("Contributie"), _l("betalen geld kosten nota minima")),
    ("/meldingen", _l("Meldingen"), _l("klacht overlast kapot vuil")),
    ("/meldingen/nieuw", _l("Meld iets"), _l("klacht overlast kapot vuil")),
    ("/vergaderingen", _l("Vergaderingen"), _l("agenda commissie datum")),
    ("/standpunten", _l("Standpunten en stemmingen"), _l("stemmen mening argument")),
    ("/convenant", _l("Convenant"), _l("samenwerking partijen tekst")),
    ("/afspraken", _l("Afspraken"), _l("beloofd nagekomen te laat")),
    ("/leefbaarheid", _l("Hoe gaat het met de buurt?"), _l("cijfers monitor enquête statistiek")),
    ("/stembus/controle", _l("Controleer uw stem"), _l("code bewijs")),
    ("/is-mijn-stem-geheim", _l("Is mijn stem geheim?"), _l("vertrouwelijk privacy stembus")),
    ("/nieuws", _l("Nieuws"), _l("berichten actueel")),
    ("/documenten", _l("Documenten"), _l("statuten reglement jaarverslag notulen pdf")),
    ("/vereniging", _l("De vereniging"), _l("contact bestuur adres telefoon")),
    ("/help", _l("Hulp bij deze site"), _l("uitleg vragen")),
    ("/begrippen", _l("Wat betekent dit woord?"), _l("uitleg woordenlijst")),
    ("/privacy", _l("Privacy"), _l("gegevens avg bewaren")),
    ("/toegankelijkheid", _l("Toegankelijkheid"), _l("slechtziend toetsenbord")),
    ("/betrouwbaarheid", _l("Kunt u ons vertrouwen?"), _l("logboek backup controle")),
    ("/voorkeuren", _l("Taal, letters en weergave"), _l("engels donker groot")),
)


@dataclass(frozen=True)
class Treffer:
    """One thing found."""

    titel: str
    url: str
    wat: str = ""


def bij_nummer(vraag: str) -> str:
    """The page of a reference that somebody typed, however spaced; else nothing."""
    found = REFERENCE.fullmatch(vraag)
    if found is None:
        return ""
    letter, jaar, nummer = found[1].upper(), found[2], int(found[3])
    place, width = PLACES[letter]
    return pagina(f"/{place}/{letter}-{jaar}-{nummer:0{width}d}")


def zoek(vraag: str) -> list[Treffer]:
    """Pages, words and promises that hold every word of the question."""
    words = fold(vraag).split()
    if not words:
        return []
    found = [*_pages(words), *_terms(words), *_news(words), *_documents(words), *_promises(words)]
    return found[:MOST]


def _holds(text: str, words: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in words)


def _pages(words: list[str]) -> list[Treffer]:
    return [
        Treffer(str(titel), path)
        for path, titel, extra in PAGES
        if pagina(path) and _holds(f"{titel} {extra}", words)
    ]


def _terms(words: list[str]) -> list[Treffer]:
    return [
        Treffer(str(woord), f"/begrippen#{code}", str(uitleg))
        for code, woord, uitleg in BEGRIPPEN
        if _holds(str(woord), words)
    ]


def _news(words: list[str]) -> list[Treffer]:
    query = select(Nieuwsbericht).where(Nieuwsbericht.stand == NieuwsStand.GEPUBLICEERD)
    for word in words:
        query = query.where(Nieuwsbericht.titel.icontains(word, autoescape=True))
    rows = db.session.scalars(query.order_by(Nieuwsbericht.id.desc()).limit(MOST))
    return [Treffer(row.titel, f"/nieuws/{row.slug}", str(_("Nieuws"))) for row in rows]


def _documents(words: list[str]) -> list[Treffer]:
    return [
        Treffer(row.titel, f"/documenten/{row.slug}", str(_("Document")))
        for row in documenten(openbaar=not leden_en_donateurs())
        if _holds(row.titel, words)
    ]


def _promises(words: list[str]) -> list[Treffer]:
    query = select(Afspraak).where(Afspraak.stand.not_in(BINNENSKAMERS))
    for word in words:
        query = query.where(Afspraak.tekst.icontains(word, autoescape=True))
    rows = db.session.scalars(query.order_by(Afspraak.kenmerk.desc()).limit(MOST))
    return [Treffer(row.tekst, f"/afspraken/{row.kenmerk}", row.kenmerk) for row in rows]
