"""All that is kept of one person, read from every package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from vereniging.avg.models import DAG, Inzageverzoek
from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.logboek.inzage import DELEN, Wie
from vereniging.toegang.models import Account


@dataclass(frozen=True)
class Hoofdstuk:
    """The rows of one kind, with their title; never without rows."""

    naam: str
    titel: Any
    rijen: list[dict[str, object]]


def wie(account: Account, lid: Lid | None) -> Wie:
    """Whom an account stands for."""
    return Wie(
        lid_id=lid.id if lid else 0,
        lidnummer=lid.lidnummer if lid else 0,
        account_id=account.id,
        email=account.email.lower(),
    )


def bewaard_van(persoon: Wie) -> list[Hoofdstuk]:
    """What we keep of this person, a chapter for each kind that there is."""
    delen = sorted(DELEN.values(), key=lambda deel: deel.achteraan)
    found = (Hoofdstuk(deel.naam, deel.titel, deel.rijen(persoon)) for deel in delen)
    return [hoofdstuk for hoofdstuk in found if hoofdstuk.rijen]


def aantal_vandaag(account_id: int, nu: datetime) -> int:
    """How many files this account took in the last 24 hours."""
    query = select(func.count()).select_from(Inzageverzoek)
    mine = (Inzageverzoek.account_id == account_id, Inzageverzoek.op > nu - DAG)
    return db.session.scalar(query.where(*mine)) or 0
