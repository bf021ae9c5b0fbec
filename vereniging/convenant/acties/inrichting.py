"""The fixed rows: seven themes and five equal seats."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from vereniging.convenant.models import Contact, Organisatie, Partij, Thema
from vereniging.core.db import db
from vereniging.logboek.acties import schrijf

THEMAS = (
    ("inrichting", "Kwaliteit en onderhoud openbare inrichting"),
    ("parkeren", "Parkeerdruk"),
    ("verkeer", "Verkeerscirculatie"),
    ("groen", "Groenvoorzieningen"),
    ("bovenwijks", "Bovenwijkse voorzieningen"),
    ("sociaal", "Sociale samenhang"),
    ("milieu", "Milieukwaliteit"),
)
PARTIJEN = (
    ("bewoners", "Bewoners"),
    ("gemeente", "Gemeente Leiden"),
    ("corporaties", "Woningbouwcorporaties"),
    ("veiligheid", "Veiligheidscoördinator"),
    ("welzijn", "Welzijn"),
)


def seed_themas_en_partijen() -> None:
    """Add the themes and seats that are missing; what is there stays as it is."""
    known_themas = set(db.session.scalars(select(Thema.code)))
    known_partijen = set(db.session.scalars(select(Partij.code)))
    for volgorde, (code, naam) in enumerate(THEMAS, 1):
        if code not in known_themas:
            db.session.add(Thema(code=code, naam=naam, volgorde=volgorde))
    for volgorde, (code, naam) in enumerate(PARTIJEN, 1):
        if code not in known_partijen:
            db.session.add(
                Partij(code=code, naam=naam, volgorde=volgorde, is_eigen=code == "bewoners")
            )


def voeg_organisatie_toe(
    partij: Partij, naam: str, van: date, *, tekent: bool = True
) -> Organisatie:
    """Another organisation takes its place in a seat."""
    organisatie = Organisatie(partij=partij, naam=naam, van=van, tekent=tekent)
    db.session.add(organisatie)
    schrijf("organisatie.toegevoegd", partij=partij.code, gegevens={"naam": naam})
    return organisatie


def kies_post(organisatie: Organisatie, *, alleen_weekoverzicht: bool) -> None:
    """Write an organisation about each new report, or only once a week."""
    if organisatie.alleen_weekoverzicht == alleen_weekoverzicht:
        return
    organisatie.alleen_weekoverzicht = alleen_weekoverzicht
    gegevens = {"organisatie": organisatie.naam, "alleen_weekoverzicht": alleen_weekoverzicht}
    schrijf("organisatie.post", partij=organisatie.partij.code, gegevens=gegevens)


def laat_opvolgen(oud: Organisatie, nieuw: Organisatie, contact: Contact) -> None:
    """Hand a seat over; what the party promised stays with the party.

    Raises OpvolgingKanNiet.
    """
    db.session.add_all([nieuw, contact])
    db.session.flush()
    oud.opgevolgd_door(nieuw)
    schrijf(
        "organisatie.opgevolgd",
        partij=oud.partij.code,
        gegevens={"oud": oud.naam, "nieuw": nieuw.naam, "contact": contact.naam},
    )
