"""What stands out in a file before it is stored: people we may have, and who live together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.leden.afhankelijk import stukken
from vereniging.leden.invoer import Bestand, Lidregel
from vereniging.leden.models import Adres, Huishouden, Lid, LidSoort
from vereniging.leden.models.zoeken import fold

DELEN = frozenset({LidSoort.LID, LidSoort.ERELID})
Deur = tuple[str, int, str, str, str]


@dataclass(frozen=True, kw_only=True)
class Invoerkeuzes:
    """Which lines are left out, stored without mail, alone, or with a household we have."""

    overslaan: frozenset[int] = frozenset()
    zonder_email: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    bij: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Antwoorden:
    """What the officer said: new members among the doubles; homes by the first line of each."""

    nieuw: frozenset[int] = frozenset()
    apart: frozenset[int] = frozenset()
    bij: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Dubbel:
    """A line that looks like a member, or like an earlier line; `email`: the address is taken."""

    rij: Lidregel
    lidnummer: int | None
    regel: int | None
    email: bool


@dataclass(frozen=True)
class Huishoudvoorstel:
    """Lines behind one front door, and the households that are there already."""

    rijen: tuple[Lidregel, ...]
    bestaand: tuple[Huishouden, ...]

    @property
    def regel(self) -> int:
        """The first line, by which the choice goes."""
        return self.rijen[0].regel


@dataclass(frozen=True)
class Invoervoorbeeld:
    """What storing this file would do today."""

    bestand: Bestand
    dubbel: list[Dubbel]
    voorstellen: list[Huishoudvoorstel]

    def keuzes(self, antwoorden: Antwoorden) -> Invoerkeuzes:
        """What looks double is left out unless it was called new; only homes offered count."""
        return Invoerkeuzes(
            overslaan=frozenset(
                d.rij.regel for d in self.dubbel if d.rij.regel not in antwoorden.nieuw
            ),
            zonder_email=frozenset(d.rij.regel for d in self.dubbel if d.email),
            apart=frozenset(
                rij.regel
                for voorstel in self.voorstellen
                if voorstel.regel in antwoorden.apart
                for rij in voorstel.rijen
            ),
            bij={
                rij.regel: antwoorden.bij[voorstel.regel]
                for voorstel in self.voorstellen
                if antwoorden.bij.get(voorstel.regel) in {one.id for one in voorstel.bestaand}
                for rij in voorstel.rijen
            },
        )


def dubbele(bestand: Bestand) -> list[Dubbel]:
    """Lines with a name and address, or an address of mail, that we have."""
    seen: dict[tuple[object, ...], int] = {}
    names, emails = _bekend(bestand)
    found = []
    for rij in bestand.rijen:
        wie = (*_deur(rij), _naam(rij["voornaam"], rij["tussenvoegsel"], rij["achternaam"]))
        eerder = seen.setdefault(wie, rij.regel)
        nummer = emails.get(rij.email or "")
        regel = None if eerder == rij.regel else eerder
        lidnummer = nummer or names.get(wie)
        if lidnummer or regel:
            found.append(Dubbel(rij, lidnummer, regel, email=nummer is not None))
    return found


def _bekend(bestand: Bestand) -> tuple[dict[tuple[object, ...], int], dict[str, int]]:
    query = select(
        Lid.lidnummer, Lid.voornaam, Lid.tussenvoegsel, Lid.achternaam, Lid.email,
        Adres.postcode, Adres.huisnummer, Adres.letter, Adres.toevoeging, Adres.straat,
    ).join(Adres, Lid.adres_id == Adres.id)  # fmt: skip
    codes = {rij.deur[0] for rij in bestand.rijen}
    names: dict[tuple[object, ...], int] = {}
    emails: dict[str, int] = {}
    for nummer, voornaam, tussen, achternaam, email, *deur in db.session.execute(query):
        if email:
            emails[email] = nummer
        if deur[0] in codes:
            key = (*deur[:4], fold(deur[4]), _naam(voornaam, tussen, achternaam))
            names[key] = nummer
    return names, emails


def _deur(rij: Lidregel) -> Deur:
    """With the street: a new estate can have one postcode for several."""
    return (*rij.deur, fold(rij["straat"]))


def _naam(voornaam: str, tussenvoegsel: str, achternaam: str) -> str:
    return fold(f"{voornaam} {tussenvoegsel} {achternaam}")


def voorstellen(bestand: Bestand) -> list[Huishoudvoorstel]:
    """Who would pay one nota together, when the file itself does not say so."""
    if bestand.heeft_huishoudens:
        return []
    doors: dict[Deur, list[Lidregel]] = {}
    for rij in bestand.rijen:
        if rij.soort in DELEN:
            doors.setdefault(_deur(rij), []).append(rij)
    bestaand = _huishoudens(doors)
    return [
        Huishoudvoorstel(tuple(rijen), tuple(bestaand.get(deur, ())))
        for deur, rijen in doors.items()
        if len(rijen) > 1 or deur in bestaand
    ]


def _huishoudens(doors: Iterable[Deur]) -> dict[Deur, list[Huishouden]]:
    wanted = set(doors)
    found: dict[Deur, list[Huishouden]] = {}
    for codes in stukken(sorted({deur[0] for deur in wanted})):
        query = (
            select(Huishouden)
            .join(Adres, Huishouden.adres_id == Adres.id)
            .where(Adres.postcode.in_(codes))
            .options(selectinload(Huishouden.leden), selectinload(Huishouden.adres))
            .order_by(Huishouden.id)
        )
        for one in db.session.scalars(query):
            adres = one.adres
            straat = fold(adres.straat)
            deur = adres.postcode, adres.huisnummer, adres.letter, adres.toevoeging, straat
            if deur in wanted and one.leden:
                found.setdefault(deur, []).append(one)
    return found
