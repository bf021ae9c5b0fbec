"""Publish, correct and take back; each of it is written down."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from vereniging.core.db import db, locked
from vereniging.logboek.acties import schrijf
from vereniging.redactie.models import Document, Documentsoort, Nieuwsbericht
from vereniging.stembus.slugs import eerste_vrije, maak_slug

GERESERVEERD = {"nieuw"}


def maak_nieuws(titel: str, tekst: str, nu: datetime) -> Nieuwsbericht:
    """A concept that only the board reads."""
    slug = _vrije_slug(Nieuwsbericht, titel, "nieuws")
    bericht = Nieuwsbericht(slug=slug, titel=titel, tekst=tekst, gemaakt_op=nu)
    db.session.add(bericht)
    schrijf("nieuws.gemaakt", nieuws=slug)
    return bericht


def wijzig_nieuws(bericht: Nieuwsbericht, titel: str, tekst: str, nu: datetime) -> None:
    """Other words; of published news the reader sees that."""
    locked(Nieuwsbericht, id=bericht.id)
    if bericht.schrijf(titel, tekst, nu):
        schrijf("nieuws.gewijzigd", nieuws=bericht.slug)


def publiceer(bericht: Nieuwsbericht, nu: datetime) -> None:
    """Everybody reads it."""
    locked(Nieuwsbericht, id=bericht.id)
    if bericht.publiceer(nu):
        schrijf("nieuws.gepubliceerd", nieuws=bericht.slug)


def trek_nieuws_in(bericht: Nieuwsbericht) -> None:
    """Nobody reads it any more; it can come back."""
    locked(Nieuwsbericht, id=bericht.id)
    if bericht.trek_in():
        schrijf("nieuws.ingetrokken", nieuws=bericht.slug)


def plaats_document(
    titel: str, soort: Documentsoort, bestand: tuple[str, str], nu: datetime, *, openbaar: bool
) -> Document:
    """A new document with its first file: `bestand` is its name in the store and its sha256."""
    slug = _vrije_slug(Document, titel, "document")
    document = Document(slug=slug, titel=titel, soort=soort, is_openbaar=openbaar)
    db.session.add(document)
    _leg_neer(document, bestand, nu)
    return document


def vervang_document(document: Document, bestand: tuple[str, str], nu: datetime) -> None:
    """Another file counts from now. Raises ZelfdeBestand."""
    locked(Document, id=document.id)
    _leg_neer(document, bestand, nu)


def _leg_neer(document: Document, bestand: tuple[str, str], nu: datetime) -> None:
    versie = document.vervang(*bestand, nu)
    schrijf(
        "document.geplaatst", document=document.slug, versie=versie.nummer, sha256=versie.sha256
    )


def wijzig_document(
    document: Document, titel: str, soort: Documentsoort, *, openbaar: bool, weg: bool
) -> None:
    """Another name, kind or audience; a withdrawn document nobody reads, and it can come back."""
    locked(Document, id=document.id)
    document.titel, document.soort = titel, soort
    document.is_openbaar, document.is_ingetrokken = openbaar, weg
    schrijf("document.gewijzigd", document=document.slug, openbaar=openbaar, ingetrokken=weg)


def _vrije_slug(model: type[Nieuwsbericht | Document], titel: str, anders: str) -> str:
    wanted = maak_slug(titel, anders)
    taken = set(db.session.scalars(select(model.slug).where(model.slug.like(f"{wanted}%"))))
    taken |= GERESERVEERD
    numbered = (f"{wanted}-{nummer}" for nummer in range(2, len(taken) + 3))
    return eerste_vrije((wanted, *numbered), taken)
