"""A decision that burdens members lets them leave at once for a month; they are told (2:36.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select

from vereniging.core.db import db
from vereniging.core.workdays import amsterdam_day
from vereniging.leden import mail_uittreden as mail
from vereniging.leden.models import Lid, Lidmaatschap, LidSoort, Uittreedvenster
from vereniging.leden.models.uittreedvenster import VensterSoort
from vereniging.leden.opzegtermijn import venster_tot
from vereniging.logboek.acties import schrijf
from vereniging.statuten.models import Besluit
from vereniging.statuten.queries import profiel
from vereniging.taken.acties import plan

PER_KEER = 200
TAAK = "leden.uittreedvenster"


def meld_verhoging(
    besluit: Besluit, soorten: Iterable[LidSoort], nu: datetime
) -> Uittreedvenster | None:
    """The dues of these kinds went up; None when the statutes exclude leaving over money."""
    if profiel(amsterdam_day(nu)).uittreden_bij_geld_uitgesloten:
        return None
    return open_venster(besluit, VensterSoort.VERZWARING, soorten, nu)


def open_venster(
    besluit: Besluit, soort: VensterSoort, soorten: Iterable[LidSoort], nu: datetime
) -> Uittreedvenster:
    """Open a month that starts today, and tell each member whom it is about."""
    dag = amsterdam_day(nu)
    venster = Uittreedvenster(
        besluit=besluit,
        soort=soort,
        lidsoorten=" ".join(sorted(set(soorten))),
        meegedeeld_op=dag,
        tot=venster_tot(dag),
    )
    db.session.add(venster)
    db.session.flush()
    schrijf("uittreedvenster.geopend", besluit=besluit.kenmerk, tot=venster.tot.isoformat())
    _plan(venster, 0, nu)
    return venster


def vertel_leden(venster: Uittreedvenster, na: int, nu: datetime) -> int:
    """Write to the next members after this row, and ask for the rest; how many letters."""
    runs = Lid.lidmaatschappen.any(
        (Lidmaatschap.begin <= venster.meegedeeld_op)
        & or_(Lidmaatschap.einde.is_(None), Lidmaatschap.einde >= amsterdam_day(nu))
        & Lidmaatschap.soort.in_(venster.voor)
    )
    query = select(Lid).where(Lid.id > na, runs, Lid.overleden_op.is_(None))
    leden = list(db.session.scalars(query.order_by(Lid.id).limit(PER_KEER)))
    db.session.add_all(mail.uittreedvenster(lid, venster) for lid in leden)
    if len(leden) == PER_KEER:
        _plan(venster, leden[-1].id, nu)
    return len(leden)


def _plan(venster: Uittreedvenster, na: int, nu: datetime) -> None:
    plan(TAAK, f"{TAAK}:{venster.id}:{na}", nu, venster=venster.id, na=na)
