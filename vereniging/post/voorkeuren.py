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
SOORTEN = frozenset(Mailniveau) - {Mailniveau.NIETS}  # what can stop


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


def meld_af(lid_id: int, onderwerp: str, nu: datetime) -> dict[str, Mailniveau]:
    """Nothing more about this topic; without a topic about none. What it was, where it changed."""
    known = voorkeuren_van(lid_id)
    before = {name: known.get(name, Mailniveau.ALLES) for name in _onderwerpen(lid_id, onderwerp)}
    kies(lid_id, dict.fromkeys(before, Mailniveau.NIETS), nu)
    return {name: niveau for name, niveau in before.items() if niveau is not Mailniveau.NIETS}


def meld_weer_aan(lid_id: int, gestopt: dict[str, Mailniveau], nu: datetime) -> bool:
    """What stopped comes again as it did; what was chosen since stays. Whether anything came."""
    known = voorkeuren_van(lid_id)
    again = {
        name: niveau for name, niveau in gestopt.items() if known.get(name) is Mailniveau.NIETS
    }
    return kies(lid_id, again, nu)


def als_veld(gestopt: dict[str, Mailniveau]) -> str:
    """What stopped, for a hidden field of the form that undoes it."""
    return " ".join(f"{name}:{niveau}" for name, niveau in gestopt.items())


def uit_veld(waarde: str) -> dict[str, Mailniveau] | None:
    """What stopped, from that field; None when it holds something that we did not write."""
    pairs = [part.partition(":")[::2] for part in waarde.split()]
    known = onderwerpen()
    if any(name not in known or niveau not in SOORTEN for name, niveau in pairs):
        return None
    return {name: Mailniveau(niveau) for name, niveau in pairs}


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
