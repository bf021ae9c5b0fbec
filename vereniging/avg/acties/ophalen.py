"""Somebody takes what we keep of them, as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime

from vereniging.avg.models import PER_DAG, InzageTeVaak, Inzageverzoek, Inzagevorm
from vereniging.avg.queries import Hoofdstuk, aantal_vandaag, bewaard_van
from vereniging.core.db import db, locked
from vereniging.core.export import Cell, write_csv
from vereniging.core.money import Bedrag
from vereniging.logboek.acties import schrijf
from vereniging.logboek.inzage import Wie
from vereniging.toegang.models import Account

KOLOMMEN = ("onderdeel", "nummer", "veld", "waarde")


def haal_op(persoon: Wie, vorm: Inzagevorm, nu: datetime) -> bytes:
    """The file of this person; raises InzageTeVaak after ten in 24 hours."""
    locked(Account, id=persoon.account_id)  # two tabs at once are counted one after the other
    if aantal_vandaag(persoon.account_id, nu) >= PER_DAG:
        raise InzageTeVaak
    found = bewaard_van(persoon)
    db.session.add(Inzageverzoek(account_id=persoon.account_id, vorm=vorm, op=nu))
    schrijf("inzage.opgehaald", account=persoon.account_id, vorm=vorm.value)
    return als_json(found, nu) if vorm is Inzagevorm.JSON else als_csv(found)


def als_json(hoofdstukken: list[Hoofdstuk], nu: datetime) -> bytes:
    """Everything by kind; days and moments in ISO 8601, amounts as `"12.50"`."""
    delen = {
        deel.naam: [{veld: _json(value) for veld, value in rij.items()} for rij in deel.rijen]
        for deel in hoofdstukken
    }
    whole = {"opgehaald_op": nu.isoformat(), "gegevens": delen}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def als_csv(hoofdstukken: list[Hoofdstuk]) -> bytes:
    """Everything below each other: kind, which row of it, field, value; amounts as `12,50`."""
    return b"".join(write_csv(KOLOMMEN, _regels(hoofdstukken)))


def _regels(hoofdstukken: list[Hoofdstuk]) -> Iterator[tuple[Cell, ...]]:
    for deel in hoofdstukken:
        for nummer, rij in enumerate(deel.rijen, 1):
            for veld, value in rij.items():
                yield deel.naam, nummer, veld, _cel(value)


def _json(value: object) -> object:
    if isinstance(value, Bedrag):
        euros, cents = divmod(abs(value.centen), 100)
        return f"{'-' if value.centen < 0 else ''}{euros}.{cents:02d}"
    if isinstance(value, date):  # a moment is one too
        return value.isoformat()
    return value if isinstance(value, bool | int) else str(value)


def _cel(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.isoformat()
    return value if isinstance(value, bool | int | Bedrag | date) else str(value)
