"""What goes over with each office, and how far that is."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.bestuur.models import Overdracht
from vereniging.core.db import db
from vereniging.core.i18n import _l
from vereniging.leden.models import Functie, FunctieSoort

PUNTEN = {
    "lopend": _l("Lopende zaken besproken, met dit overzicht erbij"),
    "login": _l("De opvolger logt zelf in, met een tweede stap en eigen herstelcodes"),
    "papier": _l("Papieren mappen en formulieren"),
    "kvk": _l("De wissel is doorgegeven aan het KVK (binnen een week)"),
    "brievenbus": _l("Sleutel van de brievenbus en het postadres"),
    "mailbox": _l("Wachtwoord van de mailbox van de vereniging"),
    "stembus": _l("Waar het sleutelbestand van de stembus is, en waar de kopie"),
    "kopie": _l("De sleutel van de reservekopieën, op papier in een envelop"),
    "server": _l("Toegang tot de server, en het wachtwoord dat daarbij hoort"),
    "bank": _l("Bank: de opvolger is gemachtigd, de ander niet meer"),
    "mollie": _l("Mollie: de opvolger heeft een eigen login, de ander geen"),
    "kas": _l("Het kasgeld is samen geteld. Het bedrag staat op papier"),
    "boeken": _l("De boeken zijn bij en alle verschillen zijn afgesloten"),
    "partijen": _l("Wie de contactpersonen van de vijf partijen zijn"),
}
ALTIJD = ("lopend", "login", "papier")
EIGEN = {
    FunctieSoort.SECRETARIS: ("kvk", "brievenbus", "mailbox", "stembus", "kopie", "server"),
    FunctieSoort.PENNINGMEESTER: ("kvk", "bank", "mollie", "kas", "boeken"),
    FunctieSoort.VOORZITTER: ("kvk", "stembus", "kopie", "partijen"),
    FunctieSoort.BESTUURSLID: ("kvk",),
    FunctieSoort.AFGEVAARDIGDE: ("partijen",),
}


def punten_van(soort: FunctieSoort) -> tuple[str, ...]:
    """What goes over with this office."""
    return (*ALTIJD, *EIGEN.get(soort, ()))


def overdrachten() -> list[Overdracht]:
    """All that were begun, the newest first."""
    query = select(Overdracht).options(
        selectinload(Overdracht.punten), joinedload(Overdracht.functie).joinedload(Functie.lid)
    )
    return list(db.session.scalars(query.order_by(Overdracht.id.desc())))
