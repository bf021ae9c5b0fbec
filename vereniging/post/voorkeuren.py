"""What members choose to get: by themselves, or with one click in a mail (RFC 8058)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vereniging.core.db import db
from vereniging.logboek.acties import schrijf
from vereniging.post.mailing_haken import onderwerpen
from vereniging.post.mailing_queries import voorkeuren_van
from vereniging.post.models import Mailniveau, Mailvoorkeur

WEEK = Mailniveau.WEEKOVERZICHT.value  # in a link: stop the overview, whatever it is about


def kies(lid_id: int, keuzes: dict[str, Mailniveau], nu: datetime) -> bool:
    """Keep these choices; whether anything changed."""
    known = voorkeuren_van(lid_id)
    changed = {
        onderwerp: niveau
        for onderwerp, niveau in keuzes.items()
        if known.get(onderwerp, Mailniveau.ALLES) is not niveau
    }
    for onderwerp, niveau in changed.items():
        _bewaar(lid_id, onderwerp, niveau, nu)
    if changed:
        schrijf("mailvoorkeur.gekozen", lid=lid_id, gegevens=dict(changed))
    return bool(changed)


def meld_af(lid_id: int, onderwerp: str, nu: datetime) -> bool:
    """Nothing more about this topic; without a topic about none. Whether anything changed."""
    return kies(lid_id, dict.fromkeys(_onderwerpen(lid_id, onderwerp), Mailniveau.NIETS), nu)


def meld_weer_aan(lid_id: int, onderwerp: str, nu: datetime) -> bool:
    """Everything about this topic again. Whether anything changed."""
    return kies(lid_id, dict.fromkeys(_onderwerpen(lid_id, onderwerp), Mailniveau.ALLES), nu)


def _onderwerpen(lid_id: int, onderwerp: str) -> list[str]:
    if onderwerp in onderwerpen():
        return [onderwerp]
    if onderwerp == WEEK:
        chosen = voorkeuren_van(lid_id).items()
        return [name for name, niveau in chosen if niveau is Mailniveau.WEEKOVERZICHT]
    return list(onderwerpen())


def _bewaar(lid_id: int, onderwerp: str, niveau: Mailniveau, nu: datetime) -> None:
    insert = sqlite_insert if db.engine.dialect.name == "sqlite" else postgres_insert
    row = {"lid_id": lid_id, "onderwerp": onderwerp, "niveau": niveau, "gewijzigd_op": nu}
    db.session.execute(
        insert(Mailvoorkeur)
        .values(row)
        .on_conflict_do_update(
            index_elements=["lid_id", "onderwerp"], set_={"niveau": niveau, "gewijzigd_op": nu}
        )
    )
