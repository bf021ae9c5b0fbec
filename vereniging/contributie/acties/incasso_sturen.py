"""Collect, from the day of sending: line by line, each looked at again, and followed after it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from vereniging.betalingen import incasso as mollie
from vereniging.betalingen.gateway import Payment
from vereniging.betalingen.machtiging import Machtiging, MachtigingStand
from vereniging.betalingen.machtiging_volgen import controleer
from vereniging.betalingen.models import Betaling, BetalingStand
from vereniging.contributie.acties.incasso import run_op_slot
from vereniging.contributie.incassokeuze import TE_LAAT, reden_nu
from vereniging.contributie.mail import incasso_mislukt
from vereniging.contributie.models import (
    Incassoregel,
    Incassorun,
    Incassouitkomst,
    Nota,
    RunStand,
)
from vereniging.core.db import db, locked
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import instelling
from vereniging.taken.acties import plan

INDIENEN = "contributie.incasso_indienen"
TUSSEN = timedelta(milliseconds=500)  # at most two collections a second
NA_MISLUKKEN = timedelta(days=14)
NIET_GELUKT = frozenset({"failed", "canceled", "expired"})
REKENING_WEG = frozenset({"AC01", "AC04", "MD01", "MD07"})


def begin(nu: datetime) -> None:
    """Start the runs whose day of sending came: a job for each line, half a second apart."""
    dag, bankdagen = amsterdam_day(nu), int(instelling("incasso_indienen_dagen"))
    query = select(Incassorun.id).where(Incassorun.stand == RunStand.AANGEKONDIGD)
    for number in list(db.session.scalars(query.order_by(Incassorun.id))):
        run = run_op_slot(number)
        if run.stand is not RunStand.AANGEKONDIGD or run.indienen_vanaf(bankdagen) > dag:
            continue
        run.stand = RunStand.LOPEND
        for place, regel in enumerate(run.regels):
            plan(INDIENEN, f"{INDIENEN}:{regel.id}", nu + place * TUSSEN, regel=regel.id)
        schrijf("incasso.begonnen", run=run.id)


def dien_in(number: int, nu: datetime) -> None:
    """One line: looked at again, stored, then sent. Raises GatewayError: the job comes back."""
    regel = db.session.get_one(Incassoregel, number)
    if regel.uitkomst is Incassouitkomst.WACHT:
        if amsterdam_day(nu) <= regel.run.indienen_tot:
            controleer(regel.machtiging_id, nu)
        _zet_klaar(number, nu)
    regel = db.session.get_one(Incassoregel, number, populate_existing=True)
    if regel.uitkomst is Incassouitkomst.INGEDIEND and regel.betaling_id is not None:
        mollie.verstuur(regel.betaling_id, nu)
        _na_sturen(number, nu)
    _sluit(regel.run_id)


def _zet_klaar(number: int, nu: datetime) -> None:
    found = db.session.get_one(Incassoregel, number)
    locked(Nota, id=found.nota_id)
    locked(Machtiging, id=found.machtiging_id)
    regel = locked(Incassoregel, id=number)
    if regel is None or regel.uitkomst is not Incassouitkomst.WACHT:
        return
    if regel.run.stand is not RunStand.LOPEND:
        return
    reden = reden_nu(regel, nu)
    if reden:
        _sla_over(regel, reden, nu)
        return
    regel.betaling = mollie.zet_klaar(regel.nota_id, regel.machtiging, nu)
    if regel.betaling is None:
        _sla_over(regel, "betaling_onderweg", nu)
    else:
        regel.uitkomst = Incassouitkomst.INGEDIEND


def _sla_over(regel: Incassoregel, reden: str, nu: datetime) -> None:
    regel.sla_over(reden)
    schrijf("incasso.overgeslagen", nota=regel.nota.kenmerk, reden=reden)
    if reden in {"machtiging_weg", "bedrag_veranderd", TE_LAAT}:
        _geef_tijd(regel.nota, nu)
        db.session.add(incasso_mislukt(regel, "overgeslagen"))


def _geef_tijd(nota: Nota, nu: datetime) -> None:
    nota.vervaldatum = max(nota.vervaldatum, amsterdam_day(nu) + NA_MISLUKKEN)


def _na_sturen(number: int, nu: datetime) -> None:
    """Mollie refused it for good, or never had it: the nota is open again."""
    regel = db.session.get_one(Incassoregel, number)
    if regel.betaling is not None and regel.betaling.stand is BetalingStand.VERVALLEN:
        _teruggekomen(regel, Incassouitkomst.MISLUKT, "geweigerd", nu)


def volg(betaling: Betaling, payment: Payment, nu: datetime) -> None:
    """A fresh answer about a collection: paid (for now), failed, or taken back by the bank."""
    query = select(Incassoregel).where(Incassoregel.betaling_id == betaling.id)
    regel = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if regel is None:
        return
    taken = [one for one in payment.chargebacks if one.reversed_at is None]
    if taken:
        reden = taken[-1].reason_code or payment.bank_reason_code or "storno"
        _teruggekomen(regel, Incassouitkomst.GESTORNEERD, reden, nu)
    elif payment.status in NIET_GELUKT:
        _teruggekomen(regel, Incassouitkomst.MISLUKT, payment.bank_reason_code or "mislukt", nu)
    elif payment.status == "paid":
        regel.uitkomst, regel.reden = Incassouitkomst.BETAALD, ""
    db.session.flush()
    _sluit(regel.run_id)


def _teruggekomen(regel: Incassoregel, uitkomst: Incassouitkomst, reden: str, nu: datetime) -> None:
    """Open again with time to pay, one neutral mail, and no second try by itself."""
    if regel.uitkomst is uitkomst:
        return
    regel.uitkomst, regel.reden = uitkomst, reden[:40]
    _geef_tijd(regel.nota, nu)
    machtiging = regel.machtiging
    machtiging.gepauzeerd_op = machtiging.gepauzeerd_op or nu
    if reden in REKENING_WEG and machtiging.stand is MachtigingStand.GELDIG:
        machtiging.stand = MachtigingStand.ONGELDIG
    db.session.add(incasso_mislukt(regel, uitkomst.value))
    schrijf("incasso.teruggekomen", nota=regel.nota.kenmerk, reden=regel.reden)


def _sluit(number: int) -> None:
    """When no line is under way the run is closed."""
    db.session.flush()
    busy = (Incassouitkomst.WACHT, Incassouitkomst.INGEDIEND)
    query = select(Incassoregel.id).where(
        Incassoregel.run_id == number, Incassoregel.uitkomst.in_(busy)
    )
    if db.session.scalars(query.limit(1)).one_or_none() is None:
        run = run_op_slot(number)
        if run.stand is RunStand.LOPEND:
            run.stand = RunStand.GESLOTEN


def loop_na(nu: datetime) -> None:
    """Start what is due, go on with what stayed behind, take over what Mollie never got."""
    begin(nu)
    _ga_verder(nu)
    query = (
        select(Incassoregel.id)
        .join(Betaling, Betaling.id == Incassoregel.betaling_id)
        .where(
            Incassoregel.uitkomst == Incassouitkomst.INGEDIEND,
            Betaling.stand == BetalingStand.VERVALLEN,
        )
    )
    for number in list(db.session.scalars(query.order_by(Incassoregel.id))):
        _na_sturen(number, nu)
        _sluit(db.session.get_one(Incassoregel, number).run_id)


def _ga_verder(nu: datetime) -> None:
    """A line whose job gave up is tried each day; some days after the announced one it is skipped.

    So without Mollie a run comes to an end, and whoever was told it may pay another way.
    """
    dag = amsterdam_day(nu)
    query = (
        select(Incassoregel.id)
        .join(Incassoregel.run)
        .where(
            Incassoregel.uitkomst == Incassouitkomst.WACHT,
            Incassorun.stand == RunStand.LOPEND,
            Incassorun.incassodatum <= dag,
        )
    )
    for number in list(db.session.scalars(query.order_by(Incassoregel.id))):
        run = db.session.get_one(Incassoregel, number).run
        if dag <= run.indienen_tot:
            plan(INDIENEN, f"{INDIENEN}:{number}:{dag}", nu, regel=number)
        else:
            _zet_klaar(number, nu)
            _sluit(run.id)
