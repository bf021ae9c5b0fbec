"""The yearly run: one nota per unit, and after it the requests to pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from vereniging.contributie.mail import betaalverzoek
from vereniging.contributie.models import (
    Bron,
    Contributiejaar,
    Contributierun,
    Dekking,
    Grootboekregel,
    JaarStand,
    Nota,
    NotaSoort,
    Regelsoort,
    Uitsluiting,
)
from vereniging.contributie.models.jaar import JaarGesloten
from vereniging.contributie.queries import nota_van_eenheid, te_vragen
from vereniging.contributie.voorbeeld import Eenheid, Voorbeeld, voorbeeld
from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.links import new_seed
from vereniging.core.references import reference, reserve
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.acties import schrijf
from vereniging.statuten.queries import profiel
from vereniging.taken.acties import plan

PER_KEER = 50
TAAK = "contributie.verzoeken"


class JaarOnbekend(DomainError):
    """No dues without a decision on the prices."""

    message = _l("Er zijn nog geen tarieven voor %(jaar)s. Leg eerst het besluit vast.")


class NietsTeDoen(DomainError):
    """A repeat writes nothing."""

    message = _l("Niets te doen: alle nota's van %(jaar)s bestaan al.")


class VoorbeeldVerouderd(DomainError):
    """What was looked at is not what would happen."""

    message = _l("De gegevens zijn veranderd sinds het voorbeeld. Bekijk het nieuwe voorbeeld.")


@dataclass(frozen=True)
class _Run:
    jaar: Contributiejaar
    nu: datetime
    dag: date
    uiterlijk: date
    door: int | None


def maak_notas(jaar: int, nu: datetime, door: int | None = None, gezien: str | None = None) -> int:
    """Charge everyone who is not charged yet; how many notas were made.

    `gezien` is the `afdruk` of the preview that was looked at; None for a command or the demo.
    Raises JaarOnbekend, JaarGesloten, NietsTeDoen, VoorbeeldVerouderd.
    """
    # locked in a statement of its own: PostgreSQL reads afresh after the wait
    fixed = locked(Contributiejaar, jaar=jaar)
    if fixed is None:
        raise JaarOnbekend(jaar=jaar)
    if fixed.stand is JaarStand.GESLOTEN:
        raise JaarGesloten(jaar=jaar)
    dag = amsterdam_day(nu)
    plan_ = voorbeeld(fixed, dag)
    if not plan_.eenheden and not plan_.gratis and not plan_.aansluiters:
        raise NietsTeDoen(jaar=jaar)
    if gezien is not None and gezien != plan_.afdruk:
        raise VoorbeeldVerouderd
    run = _Run(fixed, nu, dag, dag + timedelta(days=profiel(dag).betaaltermijn), door)
    if plan_.eenheden:
        _charge(run, plan_.eenheden, _leg_vast(run, plan_))
    _dek(plan_)
    schrijf("nota.jaarrun", jaar=jaar, aantal=plan_.aantal, totaal=plan_.totaal.centen, door=door)
    return plan_.aantal


def _leg_vast(run: _Run, plan_: Voorbeeld) -> int:
    record = Contributierun(
        jaar=run.jaar.jaar,
        peildatum=run.dag,
        op=run.nu,
        aantal=plan_.aantal,
        totaal=plan_.totaal,
        door_id=run.door,
    )
    db.session.add(record)
    db.session.flush()
    left_out = [
        {"run_id": record.id, "lid_id": one.lid, "reden": one.reden} for one in plan_.uitgesloten
    ]
    if left_out:
        db.session.execute(insert(Uitsluiting), left_out)
    return record.id


def _dek(plan_: Voorbeeld) -> None:
    """Who owes nothing, and who lives with somebody who was charged, is not charged later."""
    jaar = plan_.jaar.jaar
    covered = [_dekking(jaar, lid) for unit in plan_.gratis for lid in unit.leden]
    notas = {
        sleutel: nota_van_eenheid(jaar, sleutel) for sleutel in {s for _, s in plan_.aansluiters}
    }
    for lid, sleutel in dict(plan_.aansluiters).items():
        nota = notas[sleutel]
        covered.append(_dekking(jaar, lid) | {"nota_id": nota.id if nota else None})
    if covered:
        db.session.execute(insert(Dekking), covered)


def _charge(run: _Run, units: list[Eenheid], record: int) -> None:
    first = reserve("N", run.jaar.jaar, len(units))
    rows = [
        _nota(run, unit, first + number) | {"run_id": record} for number, unit in enumerate(units)
    ]
    db.session.execute(insert(Nota), rows)
    year = select(Nota.eenheid, Nota.id).where(Nota.run_id == record)
    ids = {row[0]: row[1] for row in db.session.execute(year)}
    db.session.execute(insert(Grootboekregel), [_regel(run, row, ids) for row in rows])
    covered = [
        _dekking(run.jaar.jaar, lid) | {"nota_id": ids[unit.sleutel]}
        for unit in units
        for lid in unit.leden
    ]
    db.session.execute(insert(Dekking), covered)


def _dekking(jaar: int, lid: int) -> dict[str, Any]:
    return {"jaar": jaar, "lid_id": lid, "nota_id": None}


def _nota(run: _Run, unit: Eenheid, volgnummer: int) -> dict[str, Any]:
    teller, noemer = unit.deel
    return {
        "kenmerk": reference("N", run.jaar.jaar, volgnummer),
        "jaar": run.jaar.jaar,
        "volgnummer": volgnummer,
        "soort": NotaSoort.CONTRIBUTIE,
        "eenheid": unit.sleutel,
        "huishouden_id": unit.huishouden,
        "lid_id": None if unit.huishouden else unit.betaler,
        "betaler_id": unit.betaler,
        "tenaamstelling": unit.naam,
        "bedrag": unit.bedrag,
        "teller": teller,
        "noemer": noemer,
        "vervaldatum": max(run.jaar.vervaldatum, run.uiterlijk),
        "gemaakt_op": run.nu,
        "saldo": unit.bedrag,
        "kiem": new_seed(),
    }


def _regel(run: _Run, row: dict[str, Any], ids: dict[str, int]) -> dict[str, Any]:
    return {
        "nota_id": ids[row["eenheid"]],
        "soort": Regelsoort.NOTA,
        "bedrag": row["bedrag"],
        "valutadatum": run.dag,
        "geboekt_op": run.nu,
        "bron": Bron.NOTA,
        "bron_id": row["kenmerk"],
        "volgnr": 1,
        "uitleg": "",
    }


def vraag_betaling(jaar: int, nu: datetime) -> None:
    """Plan the requests to pay for every open nota that had none."""
    if locked(Contributiejaar, jaar=jaar) is None:
        raise JaarOnbekend(jaar=jaar)
    plan(TAAK, f"{TAAK}:{jaar}:{nu.isoformat()}", nu, jaar=jaar)
    schrijf("nota.verzoeken_gepland", jaar=jaar)


def verstuur_verzoeken(jaar: int, nu: datetime) -> int:
    """Write the next fifty requests; how many. Each nota gets one."""
    query = te_vragen(jaar).options(joinedload(Nota.betaler)).order_by(Nota.volgnummer)
    termijn = timedelta(days=profiel(amsterdam_day(nu)).betaaltermijn)
    notas = list(db.session.scalars(query.limit(PER_KEER)))
    for nota in notas:
        nota.verzocht_op = nu
        nota.vervaldatum = max(nota.vervaldatum, amsterdam_day(nu) + termijn)
        db.session.add(betaalverzoek(nota))
    if len(notas) == PER_KEER:
        plan(TAAK, f"{TAAK}:{jaar}:na:{notas[-1].kenmerk}", nu, jaar=jaar)
    return len(notas)
