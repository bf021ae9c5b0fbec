"""Whose nota may be collected, who may not and why; how a run stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload

from vereniging.betalingen.machtiging import Machtiging, MachtigingStand
from vereniging.betalingen.models import LEEFT, Betaling
from vereniging.betalingen.verbinding import modus
from vereniging.contributie.achterstand import betaler, is_lid
from vereniging.contributie.models import (
    Incassoregel,
    Incassorun,
    Incassouitkomst,
    Nota,
    NotaSoort,
    Regeling,
)
from vereniging.contributie.models.incasso import HOOGST, LOOPT
from vereniging.core.db import db, digest
from vereniging.core.money import NUL, Bedrag
from vereniging.core.workdays import amsterdam_day, is_bank_day
from vereniging.statuten.queries import instelling

Rij = tuple[Nota, Machtiging, date | None, bool, bool, bool, bool]
MINSTENS = 14  # days between notice and collection
TE_LAAT = "te_laat_ingediend"


@dataclass(frozen=True, kw_only=True)
class Keuze:
    """What a run would collect, and how many notas it leaves out for which reason."""

    gekozen: list[tuple[Nota, Machtiging]]
    redenen: Counter[str]

    @property
    def totaal(self) -> Bedrag:
        return sum((nota.saldo for nota, _machtiging in self.gekozen), NUL)

    @property
    def afdruk(self) -> str:
        """Changes as soon as another nota, amount or account is in it."""
        parts = [f"{nota.id}:{nota.saldo.centen}:{found.id}" for nota, found in self.gekozen]
        return digest(*parts).hex()[:32]


def _open_met_machtiging(dag: date) -> Select[*Rij]:
    leeft = exists().where(Betaling.nota_id == Nota.id, LEEFT)
    regeling = exists().where(Regeling.nota_id == Nota.id, Regeling.beeindigd_op.is_(None))
    in_run = exists().where(Incassoregel.nota_id == Nota.id, LOOPT)
    return (
        select(Nota, Machtiging, betaler.overleden_op, is_lid(dag), leeft, regeling, in_run)
        .join(betaler, betaler.id == Nota.betaler_id)
        .join(Machtiging, Machtiging.lid_id == Nota.betaler_id)
        .where(
            Machtiging.stand == MachtigingStand.GELDIG,
            Machtiging.modus == modus(),
            Nota.soort == NotaSoort.CONTRIBUTIE,
            Nota.ingetrokken_op.is_(None),
            Nota.verzocht_op.is_not(None),
            Nota.saldo > NUL,
        )
        .options(joinedload(Nota.betaler), joinedload(Machtiging.lid))
        .order_by(Nota.volgnummer, Nota.id)
    )


def _reden(row: Any, dag: date) -> str:
    nota, machtiging, overleden_op, lid, leeft, regeling, in_run = row
    checks = (
        ("overleden", overleden_op is not None),
        ("geen_lid_meer", not lid),
        ("machtiging_pauze", machtiging.gepauzeerd_op is not None),
        ("betaling_onderweg", leeft),
        ("regeling", regeling),
        ("pauze", nota.is_gepauzeerd(dag)),
        ("in_incasso", in_run),
        ("te_hoog", nota.saldo > HOOGST),
    )
    return next((reden for reden, holds in checks if holds), "")


def keuze(nu: datetime) -> Keuze:
    """Everyone with a valid mandate and something open is chosen or counted with a reason."""
    dag = amsterdam_day(nu)
    rows = list(db.session.execute(_open_met_machtiging(dag)))
    redenen = Counter(reden for row in rows if (reden := _reden(row, dag)))
    return Keuze(gekozen=[(r[0], r[1]) for r in rows if not _reden(r, dag)], redenen=redenen)


def reden_nu(regel: Incassoregel, nu: datetime) -> str:
    """Why this announced line may not be sent now; empty when it may."""
    dag = amsterdam_day(nu)
    if dag > regel.run.indienen_tot:
        return TE_LAAT
    if not _is_op_tijd_verteld(regel):
        return "te_laat_verteld"
    if regel.machtiging.stand is not MachtigingStand.GELDIG:
        return "machtiging_weg"
    if regel.nota.saldo != regel.bedrag:
        return "betaald" if regel.nota.saldo <= NUL else "bedrag_veranderd"
    row = db.session.execute(
        _open_met_machtiging(dag).where(Nota.id == regel.nota.id)
    ).one_or_none()
    if row is None:
        return "nota_weg"
    reden = _reden((*row[:6], False), dag)
    return "machtiging_weg" if row[1].id != regel.machtiging_id else reden


def _is_op_tijd_verteld(regel: Incassoregel) -> bool:
    if regel.aangekondigd_op is None:
        return False
    dagen = max(MINSTENS, regel.machtiging.aankondiging_dagen)
    return amsterdam_day(regel.aangekondigd_op) + timedelta(days=dagen) <= regel.run.incassodatum


def vooraf() -> timedelta:
    """How long before the collection everyone must know."""
    return timedelta(days=max(MINSTENS, int(instelling("incasso_aankondiging_dagen"))))


def vroegste_dag(dag: date) -> date:
    """The first bank day that a notice sent on this day leaves time for."""
    first = dag + vooraf() + timedelta(days=1)  # the second person has a day to look
    while not is_bank_day(first):
        first += timedelta(days=1)
    return first


def voorlopig_ontvangen(nota_id: int, sinds: datetime) -> Bedrag:
    """Collected since this moment: the bank may still take it back without asking."""
    query = (
        select(func.sum(Betaling.bedrag))
        .join(Incassoregel, Incassoregel.betaling_id == Betaling.id)
        .where(
            Betaling.nota_id == nota_id,
            Betaling.betaald_op > sinds,
            Incassoregel.uitkomst == Incassouitkomst.BETAALD,
        )
    )
    return db.session.scalar(query) or NUL


def runs() -> list[Incassorun]:
    """Every run, newest first."""
    return list(db.session.scalars(select(Incassorun).order_by(Incassorun.id.desc()).limit(50)))


def regels_van(run: Incassorun) -> list[Incassoregel]:
    """The lines of a run with their nota and payment, three statements at most."""
    query = select(Incassoregel).where(Incassoregel.run_id == run.id).order_by(Incassoregel.id)
    query = query.options(
        joinedload(Incassoregel.nota),
        joinedload(Incassoregel.machtiging),
        joinedload(Incassoregel.betaling),
    )
    return list(db.session.scalars(query))


def tellingen(run: Incassorun) -> dict[str, int]:
    """How many lines have which outcome."""
    query = select(Incassoregel.uitkomst, func.count()).where(Incassoregel.run_id == run.id)
    rows = db.session.execute(query.group_by(Incassoregel.uitkomst))
    found = {row[0].value: row[1] for row in rows}
    return {uitkomst.value: found.get(uitkomst.value, 0) for uitkomst in Incassouitkomst}


def regels_bij(machtigingen: list[int]) -> list[Incassoregel]:
    """What was or will be collected with these mandates, newest first."""
    query = select(Incassoregel).where(
        Incassoregel.machtiging_id.in_(machtigingen), Incassoregel.aangekondigd_op.is_not(None)
    )
    query = query.options(
        joinedload(Incassoregel.nota),
        joinedload(Incassoregel.run),
        joinedload(Incassoregel.betaling),
    )
    return list(db.session.scalars(query.order_by(Incassoregel.id.desc()).limit(20)))
