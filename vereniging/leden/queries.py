"""Reads over members: roles, the register."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.leden.models import Aanmelding, Functie, Lid, LidSoort, LidStand
from vereniging.leden.models.aanmelding import AanmeldingStand
from vereniging.toegang.models import Account, Rol


def lid_van(account: Account) -> Lid | None:
    """The member behind an account."""
    if account.lid_id is None:
        return None
    query = select(Lid).where(Lid.id == account.lid_id)
    query = query.options(selectinload(Lid.lidmaatschappen), selectinload(Lid.adres))
    return db.session.scalars(query).one_or_none()


def rollen_van(account: Account, dag: date) -> frozenset[Rol]:
    """Member, donor, applicant and every office that runs on this day."""
    rollen: set[Rol] = set()
    lid = lid_van(account)
    if lid is not None:
        rollen |= _lidrollen(lid, dag)
    mine = [Functie.email == account.email]
    if account.lid_id is not None:
        mine.append(Functie.lid_id == account.lid_id)
    query = select(Functie.soort).where(
        or_(*mine), Functie.begin <= dag, or_(Functie.einde.is_(None), Functie.einde >= dag)
    )
    rollen |= {Rol(soort) for soort in db.session.scalars(query)}
    if lid is None and _is_aspirant(account.email):
        rollen.add(Rol.ASPIRANT)
    return frozenset(rollen)


def _lidrollen(lid: Lid, dag: date) -> set[Rol]:
    if lid.stand(dag) not in {LidStand.ACTIEF, LidStand.OPGEZEGD}:
        return set()
    return {Rol.DONATEUR if lid.soort_op(dag) is LidSoort.DONATEUR else Rol.LID}


def _is_aspirant(email: str) -> bool:
    query = select(Aanmelding.id).where(
        Aanmelding.email == email, Aanmelding.stand == AanmeldingStand.INGEDIEND
    )
    return db.session.scalars(query.limit(1)).one_or_none() is not None


def functionarissen(soort: str, dag: date) -> list[Functie]:
    """Who holds this office on this day, deputies last."""
    query = (
        select(Functie)
        .where(Functie.soort == soort, Functie.begin <= dag)
        .where(or_(Functie.einde.is_(None), Functie.einde >= dag))
        .options(selectinload(Functie.lid))
        .order_by(Functie.is_plaatsvervanger, Functie.begin, Functie.id)
    )
    return list(db.session.scalars(query))
