"""Reads over members: roles, the register."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Integer, func, literal, literal_column, null, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vereniging.core.db import db
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    Adres,
    Functie,
    Huishouden,
    Lid,
    LidSoort,
    LidStand,
    Lidwijziging,
    Opzegging,
    OpzeggingStand,
)
from vereniging.leden.models.adres import straat_van
from vereniging.leden.models.functie import RUST
from vereniging.statuten.queries import instelling
from vereniging.toegang.models import Account, Rol
from vereniging.toegang.queries import Persoon


def persoon_met(email: str) -> Persoon | None:
    """Whose address this is: a member's (or former member's), an officer's, an applicant's."""
    members = select(literal(1), Lid.id, Lid.taal).where(
        func.lower(Lid.email) == email, Lid.overleden_op.is_(None)
    )
    nobody = null().cast(Integer)
    officers = select(literal(2), nobody, literal("nl")).where(
        func.lower(Functie.email) == email, Functie.lid_id.is_(None)
    )
    applicants = select(literal(3), nobody, Aanmelding.taal).where(
        func.lower(Aanmelding.email) == email, Aanmelding.stand == AanmeldingStand.INGEDIEND
    )
    # one statement, whatever the answer: the time it takes tells nothing
    found = db.session.execute(
        members.union_all(officers, applicants).order_by(literal_column("1"))
    )
    row = found.first()
    return Persoon(lid_id=row[1], taal=row[2]) if row else None


def lid_van(account: Account) -> Lid | None:
    """The member behind an account."""
    if account.lid_id is None:
        return None
    query = select(Lid).where(Lid.id == account.lid_id)
    query = query.options(joinedload(Lid.lidmaatschappen), joinedload(Lid.adres))
    return db.session.scalars(query).unique().one_or_none()


def naam_van_account(account_id: int | None) -> str:
    """Who this account is: the member's name, else the address; empty for none."""
    account = db.session.get(Account, account_id) if account_id else None
    if account is None:
        return ""
    lid = lid_van(account)
    return lid.naam if lid else account.email


def namen_van(nummers: list[int]) -> dict[int, str]:
    """The names of members by the number of their row."""
    query = select(Lid).where(Lid.id.in_(nummers))
    return {lid.id: lid.naam for lid in db.session.scalars(query)} if nummers else {}


def lid_van_account(account_id: int | None) -> Lid | None:
    """The member behind an account by its number."""
    account = db.session.get(Account, account_id) if account_id else None
    return lid_van(account) if account else None


def rollen_van(account: Account, lid: Lid | None, dag: date) -> frozenset[Rol]:
    """Member, donor, applicant and every office that runs on this day; `lid` of this account.

    Who is suspended has none, and the offices of a member end with the membership, whatever
    the jobs still have to do (domain.md 4.2).
    """
    stand = lid.stand(dag) if lid is not None else None
    if stand is LidStand.GESCHORST:
        return frozenset()
    rollen: set[Rol] = set()
    mine = [Functie.email == account.email]
    if lid is not None and stand not in RUST:
        rollen |= _lidrollen(lid, dag)
        mine.append(Functie.lid_id == lid.id)
    query = select(Functie.soort).where(
        or_(*mine), Functie.begin <= dag, or_(Functie.einde.is_(None), Functie.einde >= dag)
    )
    rollen |= {Rol(soort) for soort in db.session.scalars(query)}
    if lid is None and _is_aspirant(account.email):
        rollen.add(Rol.ASPIRANT)
    return frozenset(rollen)


def _lidrollen(lid: Lid, dag: date) -> set[Rol]:
    soort = lid.soort_op(dag)
    if soort is None:
        return set()
    return {Rol.DONATEUR if soort is LidSoort.DONATEUR else Rol.LID}


def _is_aspirant(email: str) -> bool:
    query = select(Aanmelding.id).where(
        Aanmelding.email == email, Aanmelding.stand == AanmeldingStand.INGEDIEND
    )
    return db.session.scalars(query.limit(1)).one_or_none() is not None


def functionarissen(soort: str, dag: date) -> list[Functie]:
    """Who holds this office on this day and whose rights do not rest, deputies last."""
    query = (
        select(Functie)
        .where(Functie.soort == soort, Functie.begin <= dag)
        .where(or_(Functie.einde.is_(None), Functie.einde >= dag))
        .options(selectinload(Functie.lid).selectinload(Lid.lidmaatschappen))
        .order_by(Functie.is_plaatsvervanger, Functie.begin, Functie.id)
    )
    return [functie for functie in db.session.scalars(query) if not functie.rust_op(dag)]


def lid_met_email(email: str) -> Lid | None:
    """The member who reads mail at this address, ended ones too."""
    query = select(Lid).where(Lid.email == email).options(selectinload(Lid.lidmaatschappen))
    return db.session.scalars(query).one_or_none()


def lid_met_nummer(lidnummer: int) -> Lid | None:
    """One member with periods, household and its members."""
    query = (
        select(Lid)
        .where(Lid.lidnummer == lidnummer)
        .options(
            selectinload(Lid.lidmaatschappen),
            selectinload(Lid.adres),
            selectinload(Lid.huishouden)
            .selectinload(Huishouden.leden)
            .selectinload(Lid.lidmaatschappen),
        )
    )
    return db.session.scalars(query).one_or_none()


def wachtende_aanmelding(email: str) -> Aanmelding | None:
    """The application of this address that the board has not decided on."""
    query = select(Aanmelding).where(
        Aanmelding.email == email, Aanmelding.stand == AanmeldingStand.INGEDIEND
    )
    return db.session.scalars(query).one_or_none()


def aanmeldingen(*standen: AanmeldingStand) -> list[Aanmelding]:
    """Applications in these states, oldest first."""
    query = (
        select(Aanmelding)
        .where(Aanmelding.stand.in_(standen))
        .options(selectinload(Aanmelding.adres))
        .order_by(Aanmelding.ingediend_op, Aanmelding.id)
    )
    return list(db.session.scalars(query))


def huishoudens_op(adres: Adres) -> list[Huishouden]:
    """The households behind one front door."""
    query = (
        select(Huishouden)
        .where(Huishouden.adres_id == adres.id)
        .options(selectinload(Huishouden.leden))
        .order_by(Huishouden.id)
    )
    return [huishouden for huishouden in db.session.scalars(query) if huishouden.leden]


def adres_met(sleutel: tuple[str, int, str, str], straat: str) -> Adres | None:
    """The front door with this postcode, number, letter and addition."""
    postcode, huisnummer, letter, toevoeging = sleutel
    query = select(Adres).filter_by(
        postcode=postcode, huisnummer=huisnummer, letter=letter, toevoeging=toevoeging
    )
    return db.session.scalars(query.where(Adres.straat == straat)).one_or_none()


def volgend_lidnummer() -> int:
    """One more than the highest number ever given out."""
    return int(db.session.scalar(select(func.max(Lid.lidnummer))) or 0) + 1


def functies_van(lid: Lid) -> list[Functie]:
    """The offices of one member, newest first."""
    query = select(Functie).where(Functie.lid_id == lid.id).order_by(Functie.begin.desc())
    return list(db.session.scalars(query))


def functies_op(dag: date) -> list[Functie]:
    """Every office that runs on this day or begins later, by kind."""
    query = (
        select(Functie)
        .where(or_(Functie.einde.is_(None), Functie.einde >= dag))
        .options(selectinload(Functie.lid))
        .order_by(Functie.soort, Functie.is_plaatsvervanger, Functie.begin, Functie.id)
    )
    return list(db.session.scalars(query))


def wijzigingen_van(lid: Lid) -> list[Lidwijziging]:
    """What changed about a member, newest first; the latest hundred."""
    query = (
        select(Lidwijziging)
        .where(Lidwijziging.lid_id == lid.id)
        .order_by(Lidwijziging.op.desc(), Lidwijziging.id.desc())
    )
    return list(db.session.scalars(query.limit(100)))


def aanmelding_van(lid: Lid) -> Aanmelding | None:
    """The latest application that made this person a member."""
    query = select(Aanmelding).where(Aanmelding.lid_id == lid.id)
    return db.session.scalars(query.order_by(Aanmelding.id.desc()).limit(1)).one_or_none()


def opzeggingen_van(lid: Lid) -> list[Opzegging]:
    """What a member ever gave notice of, newest first; what was never confirmed is left out."""
    query = (
        select(Opzegging)
        .where(Opzegging.lid_id == lid.id, Opzegging.stand != OpzeggingStand.TE_BEVESTIGEN)
        .order_by(Opzegging.gevraagd_op.desc())
    )
    return list(db.session.scalars(query))


def opzeggingen_over(dag: date) -> list[int]:
    """The notices whose last day lies before this day and that still have to be carried out."""
    query = (
        select(Opzegging.id)
        .where(Opzegging.stand == OpzeggingStand.ONTVANGEN, Opzegging.einddatum < dag)
        .order_by(Opzegging.id)
    )
    return list(db.session.scalars(query))


def zoek_straat(postcode: str, huisnummer: int) -> str | None:
    """The street of this front door, when the board's list of the area has it."""
    return straat_van(postcode, huisnummer, instelling("werkgebied"))


def is_buiten_werkgebied(postcode: str) -> bool:
    """Whether no street of the area has this postcode; without a list nothing lies outside."""
    gebied = instelling("werkgebied")
    return bool(gebied) and all(rij["postcode"] != postcode for rij in gebied)
