"""What somebody owes who leaves during the year: all of it, unless law or statutes say less."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from vereniging.contributie.acties.boeken import Regel, boek, na_boeking
from vereniging.contributie.models import (
    Bron,
    Contributiejaar,
    Dekking,
    Nota,
    Regelsoort,
)
from vereniging.contributie.queries import contributiejaar
from vereniging.contributie.tegoed import opgelegd
from vereniging.core.db import db, locked
from vereniging.core.money import NUL, Bedrag
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.leden.queries import opzeggingen_van
from vereniging.statuten.queries import profiel

DAG = timedelta(days=1)
PER_MAAND = "per_maand"


def verminder_bij_vertrek(lid: Lid, dag: date, nu: datetime) -> None:
    """Lower what is asked of who left after this day, once nobody whom the nota covers stays.

    The whole year is owed (BW 2:35.5), but nothing of a year that had not begun, the old price by
    who left because of the new one (BW 2:36.3), and the months so far if the statutes say so.
    """
    query = select(Dekking.nota_id).where(Dekking.lid_id == lid.id, Dekking.nota_id.is_not(None))
    for number in list(db.session.scalars(query.order_by(Dekking.jaar))):
        nota = locked(Nota, id=number)
        fixed = contributiejaar(nota.jaar) if nota and nota.ingetrokken_op is None else None
        if nota is None or fixed is None or fixed.einde <= dag or _blijft_iemand(nota, dag):
            continue
        minder = verschuldigd(nota, fixed, lid, dag) - opgelegd(nota.id)
        if minder < NUL:
            _boek(nota, minder, dag, nu)


def verschuldigd(nota: Nota, fixed: Contributiejaar, lid: Lid, dag: date) -> Bedrag:
    """What this nota may ask of somebody whose last day this was."""
    if dag < fixed.begin:
        return NUL
    soort = lid.soort_op(dag)
    categorie = fixed.categorie(soort) if soort else None
    if categorie is None:
        return nota.bedrag
    vorig = contributiejaar(fixed.jaar - 1) if _ging_om_prijs(lid, fixed, dag) else None
    oud = vorig.tarief(categorie) if vorig else None
    vol = nota.bedrag if oud is None else min(nota.bedrag, oud.deel(nota.teller, nota.noemer))
    if profiel(dag).contributie_bij_einde != PER_MAAND:
        return vol
    price = (oud if oud is not None else fixed.tarief(categorie)) or NUL
    return max(vol - price.deel(12 - fixed.maand(dag), 12), NUL)  # the months still to come


def _ging_om_prijs(lid: Lid, fixed: Contributiejaar, dag: date) -> bool:
    """Whether this member left at once because of the decision that set these prices."""
    return any(
        each.venster is not None
        and each.einddatum == dag
        and each.venster.besluit_id == fixed.besluit_id
        for each in opzeggingen_van(lid)
    )


def _blijft_iemand(nota: Nota, dag: date) -> bool:
    query = select(Lid).join(Dekking, Dekking.lid_id == Lid.id).where(Dekking.nota_id == nota.id)
    return any(lid.is_lid_op(dag + DAG) for lid in db.session.scalars(query))


def _boek(nota: Nota, minder: Bedrag, dag: date, nu: datetime) -> None:
    regel = Regel(
        soort=Regelsoort.VERMINDERING,
        bedrag=minder,
        valutadatum=amsterdam_day(nu),
        bron=Bron.BESTUUR,
        bron_id=f"vertrek:{nota.kenmerk}:{dag}",
        uitleg="Lidmaatschap eindigde",
        door=None,
    )
    boek(nota, regel, nu)
    na_boeking(nota, nu)
