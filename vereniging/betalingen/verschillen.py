"""Money that does not add up is put before a person, and closed with what it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vereniging.betalingen.models import OPEN, Verschil
from vereniging.core.db import db, locked
from vereniging.logboek.acties import schrijf

# Found again each night: once somebody wrote what it is, the same fact is no news.
BLIJVEND = frozenset(
    {"andere_betaling", "onbekende_betaling", "onbekend_bij_mollie", "som_klopt_niet"}
)

TEGOED = ("te_veel_ontvangen", "terug_te_betalen")


def meld_verschil(soort: str, sleutel: str, tekst: str, nu: datetime) -> None:
    """Put doubtful money before a person; once as long as it is open."""
    if soort in BLIJVEND and _is_known(soort, sleutel, tekst):
        return
    insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgres_insert
    row = {"soort": soort, "sleutel": sleutel, "tekst": tekst, "ontdekt_op": nu, "uitleg": ""}
    query = insert(Verschil).values(row)
    db.session.execute(
        query.on_conflict_do_nothing(index_elements=["soort", "sleutel"], index_where=OPEN)
    )


def _is_known(soort: str, sleutel: str, tekst: str) -> bool:
    query = select(Verschil.id).where(
        Verschil.soort == soort,
        Verschil.sleutel == sleutel,
        Verschil.tekst == tekst,
        Verschil.opgelost_op.is_not(None),
    )
    return db.session.scalars(query.limit(1)).one_or_none() is not None


def sluit_verschil(nummer: int, uitleg: str, nu: datetime, door: int | None = None) -> None:
    """Close what a person found out, with their words. Raises VerschilGesloten."""
    verschil = locked(Verschil, id=nummer)
    if verschil is None:
        message = "a difference is closed by its number"
        raise LookupError(message)
    verschil.sluit(door, uitleg, nu)
    schrijf(
        "verschil.gesloten",
        verschil=verschil.soort,
        sleutel=verschil.sleutel,
        door=door,
        gegevens={"uitleg": uitleg},
    )


def is_voorbij(sleutel: str, uitleg: str, nu: datetime, soorten: tuple[str, ...] = TEGOED) -> None:
    """Credit that is gone needs nobody any more: it closes by itself, and says why."""
    query = select(Verschil.id).where(
        Verschil.soort.in_(soorten), Verschil.sleutel == sleutel, Verschil.opgelost_op.is_(None)
    )
    for nummer in db.session.scalars(query).all():
        sluit_verschil(nummer, uitleg, nu)
