"""Reads of the promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.convenant.models import (
    Afspraak,
    AfspraakStand,
    Artikel,
    Convenant,
    Instemming,
    Partij,
    Thema,
    Waarneming,
)
from vereniging.convenant.models.afspraak import BINNENSKAMERS, LOPEND, TEKORT
from vereniging.core.db import db

NIET_KLAAR = (*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD, *BINNENSKAMERS)


@dataclass(frozen=True)
class Zoekvraag:
    """Which promises somebody wants to see; empty is all."""

    partij: str = ""
    thema: str = ""
    stand: str = "open"
    intern: bool = False


def afspraken_lijst(vraag: Zoekvraag, dag: date) -> list[Afspraak]:
    """Promises with their consent, the longest overdue first."""
    query = (
        select(Afspraak)
        .options(
            joinedload(Afspraak.partij),
            joinedload(Afspraak.thema),
            joinedload(Afspraak.artikel).joinedload(Artikel.convenant),
            selectinload(Afspraak.instemmingen),
            selectinload(Afspraak.waarnemingen),
        )
        .order_by(Afspraak.voor_datum.is_(None), Afspraak.voor_datum, Afspraak.kenmerk)
    )
    return list(db.session.scalars(query.where(*_voorwaarden(vraag, dag))))


def _voorwaarden(vraag: Zoekvraag, dag: date) -> list[ColumnElement[bool]]:
    standen = {
        "open": Afspraak.stand.in_(NIET_KLAAR),
        "klaar": Afspraak.stand.not_in(NIET_KLAAR),
        "laat": _te_laat(dag),
    }
    wishes = [
        (not vraag.intern, Afspraak.stand.not_in(BINNENSKAMERS)),
        (bool(vraag.partij), Afspraak.partij.has(Partij.code == vraag.partij)),
        (bool(vraag.thema), Afspraak.thema.has(Thema.code == vraag.thema)),
    ]
    found = [condition for wanted, condition in wishes if wanted]
    return found + ([standen[vraag.stand]] if vraag.stand in standen else [])


def _te_laat(dag: date) -> ColumnElement[bool]:
    laat = (Afspraak.voor_datum < dag) & Afspraak.stand.in_(
        (*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD)
    )
    return or_(laat, Afspraak.stand == AfspraakStand.NIET_NAGEKOMEN)


def afspraak_met(kenmerk: str) -> Afspraak | None:
    """One promise with everything that belongs to it."""
    query = (
        select(Afspraak)
        .where(Afspraak.kenmerk == kenmerk)
        .options(
            joinedload(Afspraak.partij),
            joinedload(Afspraak.thema),
            joinedload(Afspraak.artikel)
            .joinedload(Artikel.convenant)
            .selectinload(Convenant.ondertekeningen),
            selectinload(Afspraak.instemmingen).joinedload(Instemming.partij),
            selectinload(Afspraak.waarnemingen).joinedload(Waarneming.partij),
        )
    )
    return db.session.scalars(query).one_or_none()


@dataclass(frozen=True)
class Partijstand:
    """How one party keeps its promises."""

    partij: str
    nagekomen: int
    loopt: int
    te_laat: int

    @property
    def totaal(self) -> int:
        return self.nagekomen + self.loopt + self.te_laat


def stand_per_partij(dag: date) -> list[Partijstand]:
    """Kept, running and late per seat, ours too, in the covenant's order."""
    query = (
        select(
            Partij.naam,
            func.sum(_een(Afspraak.stand == AfspraakStand.NAGEKOMEN)),
            func.sum(_een(Afspraak.stand.in_((*LOPEND, *TEKORT, AfspraakStand.OPGESCHAALD)))),
            func.sum(_een(_te_laat(dag))),
        )
        .join(Afspraak, Afspraak.partij_id == Partij.id, isouter=True)
        .group_by(Partij.id, Partij.naam, Partij.volgorde)
        .order_by(Partij.volgorde)
    )
    return [
        Partijstand(naam, gedaan or 0, (open_ or 0) - (te_laat or 0), te_laat or 0)
        for naam, gedaan, open_, te_laat in db.session.execute(query)
    ]


def _een(voorwaarde: ColumnElement[bool]) -> ColumnElement[int]:
    return case((voorwaarde, 1), else_=0)


def recente_afspraken(dag: date) -> list[Afspraak]:
    """Two promises kept last, and the one that is late longest, for the front page."""
    query = select(Afspraak).options(joinedload(Afspraak.partij))
    kept = query.where(Afspraak.stand == AfspraakStand.NAGEKOMEN)
    late = query.where(_te_laat(dag)).order_by(Afspraak.voor_datum, Afspraak.id).limit(1)
    kept = kept.order_by(Afspraak.voor_datum.desc(), Afspraak.id.desc()).limit(2)
    return [*db.session.scalars(kept), *db.session.scalars(late)]
