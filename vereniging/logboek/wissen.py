"""Forget the persons beside the lines of the log; the chain itself stays whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import String, cast, delete, or_, select

from vereniging.core.db import db
from vereniging.logboek.models import Logboek, LogboekGegeven


def vergeet_gegevens(over: Mapping[str, Collection[object]], waarden: Collection[str]) -> None:
    """Delete the facts of lines about these (`{"lidnummer": [7]}`), and facts that say just this.

    Lines promise their facts by a salted hash, so what is gone cannot be guessed back and the
    chain is still whole (security-reliability.md section 10).
    """
    about = [
        cast(Logboek.wat[veld].as_string(), String).in_([str(one) for one in welke])
        for veld, welke in over.items()
        if welke
    ]
    lines = select(Logboek.id).where(or_(*about)) if about else None
    exact = [waarde for waarde in waarden if waarde]
    hits = [LogboekGegeven.waarde.in_(exact)] if exact else []
    if lines is not None:
        hits.append(LogboekGegeven.logboek_id.in_(lines))
    if hits:
        db.session.execute(
            delete(LogboekGegeven).where(or_(*hits)),
            execution_options={"synchronize_session": False},
        )
