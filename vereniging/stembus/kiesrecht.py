"""Who may vote on a day, and on what ground (domain.md 4.2)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.leden.models import Lid, LidStand
from vereniging.statuten.models import Profiel

GEEN_STEMRECHT = "geen_stemrecht"


@dataclass(frozen=True)
class Stemrecht:
    """Yes or no, with the ground."""

    mag: bool
    grond: str


def stemrecht(lid: Lid, dag: date, profiel: Profiel) -> Stemrecht:
    """Whether this member votes on this day (BW 2:38 lid 1); arrears cost no vote by default."""
    if lid.stand(dag) not in {LidStand.ACTIEF, LidStand.OPGEZEGD}:
        return Stemrecht(mag=False, grond=GEEN_STEMRECHT)
    soort = lid.soort_op(dag)
    if soort is None or soort.value not in profiel.stemgerechtigd:
        return Stemrecht(mag=False, grond=str(soort or GEEN_STEMRECHT))
    period = lid.lidmaatschap_op(dag)
    if period and dag < period.begin + timedelta(days=profiel.wachttijd_stemrecht):
        return Stemrecht(mag=False, grond="wachttijd")
    return Stemrecht(mag=True, grond=soort.value)


def indeling(dag: date, profiel: Profiel) -> tuple[list[tuple[Lid, str]], dict[str, int]]:
    """Everyone with the vote and their ground; how many others, per ground."""
    query = select(Lid).options(selectinload(Lid.lidmaatschappen)).order_by(Lid.id)
    wel: list[tuple[Lid, str]] = []
    niet: Counter[str] = Counter()
    for lid in db.session.scalars(query):
        recht = stemrecht(lid, dag, profiel)
        if recht.mag:
            wel.append((lid, recht.grond))
        else:
            niet[recht.grond] += 1
    return wel, dict(niet)
