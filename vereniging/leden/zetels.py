"""Reads over offices: which term ends, which seat is empty, what the KVK does not know yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.core.workdays import DAY
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.leden.models.functie import BESTUUR, ENKEL, HERINNEREN_DAGEN, KVK_DAGEN
from vereniging.leden.queries import functies_op
from vereniging.statuten.models import Profiel
from vereniging.statuten.queries import profiel

KASCOMMISSIE_MINIMUM = 2  # BW 2:48.2
TELLERS = 3  # domain.md section 7
EERDER_GETOOND = 50
VOLGORDE = (
    FunctieSoort.VOORZITTER, FunctieSoort.SECRETARIS, FunctieSoort.PENNINGMEESTER,
    FunctieSoort.BESTUURSLID, FunctieSoort.AFGEVAARDIGDE, FunctieSoort.KASCOMMISSIE,
    FunctieSoort.TELLER, FunctieSoort.MODERATOR,
)  # fmt: skip


@dataclass(frozen=True)
class Kvkwijziging:
    """Somebody came into or left the board: the KVK must hear (Handelsregisterwet 2007, 19)."""

    functie: Functie
    op: date
    is_begin: bool

    def is_laat(self, dag: date) -> bool:
        """Whether the week to tell it is over."""
        return dag > self.op + KVK_DAGEN * DAY


@dataclass(frozen=True)
class LegeZetel:
    """An office with fewer holders than the law or the statutes ask."""

    soort: FunctieSoort
    is_plaatsvervanger: bool
    bezet: int
    nodig: int


def functies_per(dag: date) -> list[Functie]:
    """Every office that runs on this day or begins later, the board first."""
    return sorted(functies_op(dag), key=lambda functie: VOLGORDE.index(functie.soort))


def eerdere_functies(dag: date) -> list[Functie]:
    """The offices that ended before this day, the latest first."""
    query = select(Functie).where(Functie.einde < dag).options(selectinload(Functie.lid))
    query = query.order_by(Functie.einde.desc(), Functie.id.desc()).limit(EERDER_GETOOND)
    return list(db.session.scalars(query))


def te_herinneren(dag: date) -> list[Functie]:
    """The terms that end soon, of which nobody was told, and that nobody takes over."""
    regels, running = profiel(dag), functies_per(dag)
    return [
        functie
        for functie in running
        if functie.moet_herinnerd(dag, regels) and not is_geregeld(functie, running)
    ]


def aflopend(dag: date) -> list[tuple[Functie, date]]:
    """The terms that are over or end within 60 days and that nobody takes over; the first first."""
    regels, running = profiel(dag), functies_per(dag)
    found = [
        (functie, tot)
        for functie in running
        if functie.begin <= dag
        and (tot := functie.termijn_tot(regels))
        and tot <= dag + HERINNEREN_DAGEN * DAY
        and functie.begin + HERINNEREN_DAGEN * DAY < tot
        and not is_geregeld(functie, running)
    ]
    return sorted(found, key=lambda pair: pair[1])


def is_geregeld(functie: Functie, anderen: Iterable[Functie]) -> bool:
    """Whether the same person goes on, or the one seat has its next holder."""
    return any(
        later.begin > functie.begin and (later.is_dezelfde(functie) or _is_zetel(later, functie))
        for later in anderen
    )


def _is_zetel(later: Functie, functie: Functie) -> bool:
    same = (later.soort, later.is_plaatsvervanger) == (functie.soort, functie.is_plaatsvervanger)
    return same and functie.soort in ENKEL


def kvk_wijzigingen(dag: date) -> list[Kvkwijziging]:
    """What changed in the board and was not told to the KVK, the oldest first."""
    query = select(Functie).where(Functie.soort.in_(BESTUUR))
    board = list(db.session.scalars(query.options(selectinload(Functie.lid))))
    found = [change for functie in board for change in _wijzigingen(functie, board, dag)]
    return sorted(found, key=lambda change: (change.op, change.functie.id))


def _wijzigingen(functie: Functie, board: list[Functie], dag: date) -> list[Kvkwijziging]:
    found = []
    goes_on = any(ander.volgt_op(functie) for ander in board)
    went_on = any(functie.volgt_op(ander) for ander in board)
    if functie.begin <= dag and functie.kvk_begin_op is None and not went_on:
        found.append(Kvkwijziging(functie, functie.begin, is_begin=True))
    if functie.einde and functie.einde < dag and functie.kvk_einde_op is None and not goes_on:
        found.append(Kvkwijziging(functie, functie.einde + DAY, is_begin=False))
    return found


def lege_zetels(dag: date, running: list[Functie], regels: Profiel) -> list[LegeZetel]:
    """The offices that have too few holders on this day."""
    nodig = {(soort, False): 1 for soort in VOLGORDE if soort in ENKEL} | {
        (FunctieSoort.AFGEVAARDIGDE, False): regels.afgevaardigden,
        (FunctieSoort.AFGEVAARDIGDE, True): regels.plaatsvervangers,
        (FunctieSoort.KASCOMMISSIE, False): KASCOMMISSIE_MINIMUM,
        (FunctieSoort.TELLER, False): TELLERS,
    }
    seats = [(f.soort, f.is_plaatsvervanger) for f in running if f.loopt_op(dag)]
    return [
        LegeZetel(*seat, bezet=seats.count(seat), nodig=aantal)
        for seat, aantal in nodig.items()
        if seats.count(seat) < aantal
    ]
