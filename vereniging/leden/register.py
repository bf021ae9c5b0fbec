"""The register of members as of any day, searched and in pages (domain.md L-01)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.leden.models import Adres, Lid, Lidmaatschap, LidSoort, LidStand
from vereniging.leden.models.zoeken import bijna, klank, zoekwoorden

PER_BLAD = 50
MEESTE_CIJFERS = 5
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
    """The members that fit, by name; when nobody does, who fits but for one letter of a word.

    Four queries whatever the number, five with a typo.
    """
    query = passend(vraag)
    aantal = _tel(query)
    if not aantal and vraag.zoek.strip():
        query = _zoek(vraag, _bijna)
        aantal = _tel(query)
    blad = min(max(vraag.blad, 1), max(1, -(-aantal // PER_BLAD)))
    page = (
        query.with_only_columns(Lid)  # no join with itself: without statistics that is N²
        .options(selectinload(Lid.lidmaatschappen), selectinload(Lid.adres))
        .order_by(Lid.zoeknaam, Lid.id)
        .limit(PER_BLAD)
        .offset((blad - 1) * PER_BLAD)
    )
    return Registerblad(list(db.session.scalars(page)), aantal, blad)


def _tel(query: Select[int]) -> int:
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def passend(vraag: Registervraag) -> Select[int]:
    """The numbers of the rows of the members that fit, whatever the page and without typos."""
    return _zoek(vraag, _precies)


def _zoek(
    vraag: Registervraag, word_fits: Callable[[str], list[ColumnElement[bool]]]
) -> Select[int]:
    query = select(Lid.id).where(_stand(vraag))
    for word in zoekwoorden(vraag.zoek):
        query = query.where(or_(*word_fits(word)))
    return query


def _precies(word: str) -> list[ColumnElement[bool]]:
    """The word as it is written or as it sounds, in a name or an address."""
    found = [
        Lid.zoeknaam.contains(word, autoescape=True),
        Lid.adres.has(func.lower(Adres.postcode).startswith(word, autoescape=True)),
    ]
    if (sound := klank(word)) and word.isalpha():
        found += [Lid.zoekklank.contains(sound), Lid.adres.has(Adres.zoekklank.contains(sound))]
    if word.isascii() and word.isdigit() and len(word) <= MEESTE_CIJFERS:
        found.append(Lid.adres.has(Adres.huisnummer == int(word)))
    return found


def _bijna(word: str) -> list[ColumnElement[bool]]:
    names = [Lid.zoeknaam.like(pattern) for pattern in bijna(word)]
    streets = [Adres.zoekklank.like(pattern) for pattern in bijna(klank(word))]
    return _precies(word) + names + ([Lid.adres.has(or_(*streets))] if streets else [])


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
