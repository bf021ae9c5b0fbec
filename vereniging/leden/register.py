"""The register of members as of any day, searched and in pages (domain.md L-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.leden.models import Adres, Lid, Lidmaatschap, LidSoort, LidStand
from vereniging.leden.models.zoeken import fold

PER_BLAD = 50
GEEN = frozenset({LidStand.BEEINDIGD, LidStand.TOEKOMSTIG})


@dataclass(frozen=True, kw_only=True)
class Registervraag:
    """What an officer looks for; without a stand everybody whose membership runs."""

    dag: date
    zoek: str = ""
    soort: LidSoort | None = None
    stand: LidStand | None = None
    blad: int = 1


@dataclass(frozen=True)
class Registerblad:
    """One page of the register."""

    leden: list[Lid]
    aantal: int
    blad: int

    @property
    def bladen(self) -> int:
        return max(1, -(-self.aantal // PER_BLAD))


def zoek(vraag: Registervraag) -> Registerblad:
    """The members that fit, by name; three queries whatever the number."""
    query = passend(vraag)
    aantal = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    blad = min(max(vraag.blad, 1), max(1, -(-aantal // PER_BLAD)))
    page = (
        select(Lid)
        .where(Lid.id.in_(query))
        .options(selectinload(Lid.lidmaatschappen), selectinload(Lid.adres))
        .order_by(Lid.zoeknaam, Lid.id)
        .limit(PER_BLAD)
        .offset((blad - 1) * PER_BLAD)
    )
    return Registerblad(list(db.session.scalars(page)), aantal, blad)


def passend(vraag: Registervraag) -> Select[int]:
    """The numbers of the rows of the members that fit, whatever the page."""
    query = select(Lid.id).where(_stand(vraag))
    for word in fold(vraag.zoek).split():
        query = query.where(
            or_(
                Lid.zoeknaam.contains(word, autoescape=True),
                Lid.adres.has(func.lower(Adres.straat).contains(word, autoescape=True)),
                Lid.adres.has(func.lower(Adres.postcode).startswith(word, autoescape=True)),
            )
        )
    return query


def _stand(vraag: Registervraag) -> ColumnElement[bool]:
    dag, soort = vraag.dag, vraag.soort
    kind: list[ColumnElement[bool]] = [Lidmaatschap.soort == soort] if soort else []
    running = and_(
        Lidmaatschap.begin <= dag, or_(Lidmaatschap.einde.is_(None), Lidmaatschap.einde >= dag)
    )
    suspended = and_(
        Lidmaatschap.geschorst_van <= dag,
        or_(Lidmaatschap.geschorst_tot.is_(None), Lidmaatschap.geschorst_tot >= dag),
    )
    free = or_(Lidmaatschap.geschorst_van.is_(None), ~suspended)
    conditions: dict[Any, list[ColumnElement[bool]]] = {
        LidStand.ACTIEF: [running, free, Lidmaatschap.einde.is_(None)],
        LidStand.OPGEZEGD: [running, free, Lidmaatschap.einde.is_not(None)],
        LidStand.GESCHORST: [running, suspended],
        LidStand.BEEINDIGD: [Lidmaatschap.einde < dag],
        LidStand.TOEKOMSTIG: [Lidmaatschap.begin > dag],
    }
    wanted = Lid.lidmaatschappen.any(and_(*conditions.get(vraag.stand, [running]), *kind))
    if vraag.stand in GEEN:
        return and_(wanted, ~Lid.lidmaatschappen.any(running))
    return wanted


def is_van_overledene(email: str) -> bool:
    """Whether this is the address of a member who died."""
    known = {email, email.lower()}  # not lower(column): each message asks, so the index must help
    query = select(Lid.id).where(Lid.email.in_(known), Lid.overleden_op.is_not(None))
    return db.session.scalars(query).first() is not None
