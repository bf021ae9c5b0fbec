"""Which notas are late, whose turn it is for the next reminder, and why others are left alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, TextClause, and_, exists, func, or_, select, text
from sqlalchemy.orm import aliased, joinedload

from vereniging.betalingen.models import Betaling, BetalingStand
from vereniging.contributie.models import Betaalherinnering, Incassoregel, Nota, NotaSoort, Regeling
from vereniging.contributie.models.herinnering import BESTUURSLIJST
from vereniging.contributie.models.incasso import LOOPT
from vereniging.core.db import db
from vereniging.core.money import NUL, Bedrag
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid, Lidmaatschap
from vereniging.statuten.queries import instelling, profiel

PER_BLAD = 50
RUST = timedelta(days=14)  # between two steps
ONDERWEG = (BetalingStand.IN_BEHANDELING, BetalingStand.GERESERVEERD)

OPEN = text("nota.saldo <> 0")  # in these words, so that the index on open notas is used
Redenen = tuple[Nota, Any, datetime, date | None, bool, bool, bool, bool]

betaler = aliased(Lid)


@dataclass(frozen=True, kw_only=True)
class Achterstand:
    """A late nota: the step that was taken last, and what holds the next one back."""

    nota: Nota
    trede: int
    laatst_op: datetime | None
    waarom_niet: str  # empty when the ladder goes on
    vanaf: date | None  # the day of the next step, if there is one
    dagen: int

    def is_aan_de_beurt(self, dag: date) -> bool:
        """Whether the next step may be taken on this day."""
        return not self.waarom_niet and self.vanaf is not None and self.vanaf <= dag


@dataclass(frozen=True, kw_only=True)
class Totaal:
    """The sums above the list."""

    aantal: int
    open: Bedrag
    op_lijst: int


@dataclass(frozen=True, kw_only=True)
class Beurt:
    """Who is next, in a few numbers: `vingerafdruk` tells whether the list changed."""

    aantal: int
    open: Bedrag
    vingerafdruk: str


def te_laat(dag: date) -> list[ColumnElement[bool] | TextClause]:
    """Valid notas of dues past their day with more than a trifle still open."""
    drempel = Bedrag(int(instelling("herinnering_drempel")))
    return [
        OPEN,
        Nota.soort == NotaSoort.CONTRIBUTIE,
        Nota.ingetrokken_op.is_(None),
        Nota.verzocht_op.is_not(None),
        Nota.saldo > drempel,
        Nota.vervaldatum < dag,
    ]


_trede = func.coalesce(
    select(func.max(Betaalherinnering.trede))
    .where(Betaalherinnering.nota_id == Nota.id)
    .scalar_subquery(),
    0,
)
_laatst = (
    select(func.max(Betaalherinnering.verstuurd_op))
    .where(Betaalherinnering.nota_id == Nota.id)
    .correlate(Nota)
    .scalar_subquery()
)
_onderweg = exists().where(
    Betaling.nota_id == Nota.id, Betaling.stand.in_(ONDERWEG), Betaling.vervangen_op.is_(None)
)
_regeling = exists().where(Regeling.nota_id == Nota.id, Regeling.beeindigd_op.is_(None))


_incasso = exists().where(Incassoregel.nota_id == Nota.id, LOOPT)


def is_lid(dag: date) -> ColumnElement[bool]:
    """Whether the payer's membership runs on this day."""
    return exists().where(
        Lidmaatschap.lid_id == Nota.betaler_id,
        Lidmaatschap.begin <= dag,
        or_(Lidmaatschap.einde.is_(None), Lidmaatschap.einde >= dag),
    )


def _tredes(dag: date) -> tuple[int, ...]:
    return profiel(dag).herinneringen[:BESTUURSLIJST]


def aan_de_beurt(nu: datetime) -> Select[Nota, int]:
    """The notas whose next step is due, each with that step; nobody who must be left in peace."""
    dag = amsterdam_day(nu)
    due = [
        and_(_trede == nummer, Nota.vervaldatum <= dag - timedelta(days=dagen))
        for nummer, dagen in enumerate(_tredes(dag))
    ]
    return (
        select(Nota, _trede + 1)
        .join(betaler, betaler.id == Nota.betaler_id)
        .where(*te_laat(dag), or_(*due), or_(_laatst.is_(None), _laatst <= nu - RUST))
        .where(or_(Nota.pauze_tot.is_(None), Nota.pauze_tot < dag))
        .where(betaler.overleden_op.is_(None), is_lid(dag), ~_onderweg, ~_regeling, ~_incasso)
        .options(joinedload(Nota.betaler))
        .order_by(Nota.vervaldatum, Nota.id)
    )


def _te_herinneren(nu: datetime) -> Select[Nota, int]:
    return aan_de_beurt(nu).where(_trede + 1 < BESTUURSLIJST)


def kandidaten(nu: datetime, aantal: int | None = None) -> list[tuple[Nota, int]]:
    """Who gets a mail or letter now: (nota, step), the longest late first."""
    rows = db.session.execute(_te_herinneren(nu).limit(aantal))
    return [(row[0], row[1]) for row in rows]


def kandidaat_ids(nu: datetime) -> list[int]:
    """The numbers of those notas, the longest late first."""
    return list(db.session.scalars(_te_herinneren(nu).with_only_columns(Nota.id)))


def beurt(nu: datetime) -> Beurt:
    """How many are next, for how much, and a mark that changes with any of them."""
    found = _te_herinneren(nu).with_only_columns(
        Nota.id, Nota.saldo, (_trede + 1).label("trede"), maintain_column_froms=True
    )
    rows = found.order_by(None).subquery()
    weight = func.coalesce(func.sum(rows.c.id * rows.c.trede), 0)
    query = select(func.count(), func.sum(rows.c.saldo), weight, func.sum(rows.c.id))
    aantal, som, gewicht, nummers = db.session.execute(query).one()
    open_bedrag = som or NUL
    mark = f"{aantal}:{open_bedrag.centen}:{gewicht}:{nummers}"
    return Beurt(
        aantal=aantal,
        open=open_bedrag,
        vingerafdruk=hashlib.sha256(mark.encode()).hexdigest()[:32],
    )


def totaal(dag: date) -> Totaal:
    """How much is late in all, and how many wait for the board."""
    query = select(
        func.count(), func.sum(Nota.saldo), func.count().filter(_trede >= BESTUURSLIJST)
    ).where(*te_laat(dag))
    aantal, som, op_lijst = db.session.execute(query).one()
    return Totaal(aantal=aantal, open=som or NUL, op_lijst=op_lijst)


def lijst(dag: date, blad: int) -> list[Achterstand]:
    """One page of what is late, the longest first; two statements, whatever the page."""
    query = _met_redenen(dag).where(*te_laat(dag)).order_by(Nota.vervaldatum, Nota.id)
    query = query.limit(PER_BLAD).offset((blad - 1) * PER_BLAD)
    tredes = _tredes(dag)
    return [_achterstand(row, tredes, dag) for row in db.session.execute(query)]


def stand_van(nota: Nota, dag: date) -> Achterstand:
    """The same for one nota, late or not."""
    row = db.session.execute(_met_redenen(dag).where(Nota.id == nota.id)).one()
    return _achterstand(row, _tredes(dag), dag)


def herinneringen_van(nota: Nota) -> list[Betaalherinnering]:
    """The steps that were taken, in order."""
    query = (
        select(Betaalherinnering)
        .where(Betaalherinnering.nota_id == nota.id)
        .order_by(Betaalherinnering.trede)
    )
    return list(db.session.scalars(query))


def _met_redenen(dag: date) -> Select[*Redenen]:
    return (
        select(
            Nota, _trede, _laatst, betaler.overleden_op, is_lid(dag), _onderweg, _regeling, _incasso
        )
        .outerjoin(betaler, betaler.id == Nota.betaler_id)
        .options(joinedload(Nota.betaler))
    )  # fmt: skip


def _achterstand(row: Row[*Redenen], tredes: tuple[int, ...], dag: date) -> Achterstand:
    nota, trede, laatst_op, overleden_op, lid, onderweg, regeling, incasso = row
    checks = (
        ("overleden", overleden_op is not None),
        ("geen_lid_meer", not lid),
        ("betaling_onderweg", onderweg),
        ("incasso", incasso),
        ("regeling", regeling),
        ("pauze", nota.is_gepauzeerd(dag)),
    )
    return Achterstand(
        nota=nota,
        trede=trede,
        laatst_op=laatst_op,
        waarom_niet=next((reden for reden, holds in checks if holds), ""),
        vanaf=_vanaf(nota.vervaldatum, tredes[trede:], laatst_op),
        dagen=(dag - nota.vervaldatum).days,
    )


def _vanaf(vervaldatum: date, te_gaan: tuple[int, ...], laatst_op: datetime | None) -> date | None:
    if not te_gaan:
        return None
    due = vervaldatum + timedelta(days=te_gaan[0])
    return due if laatst_op is None else max(due, amsterdam_day(laatst_op + RUST))
