"""Who gets a nota this year, who does not and why: the same for the preview and the run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from vereniging.contributie.models import Categorie, Contributiejaar, Dekking, Nota, NotaSoort
from vereniging.contributie.queries import contributiejaar, eenheid_van, minima_van
from vereniging.core.db import db, digest
from vereniging.core.money import NUL, Bedrag
from vereniging.leden.models import Huishouden, Lid, Lidmaatschap, LidSoort
from vereniging.leden.vensters import uitgetreden_om


@dataclass(kw_only=True)
class Eenheid:
    """One nota to be: a household, or a member alone."""

    sleutel: str
    betaler: int
    naam: str
    begin: date
    soort: LidSoort
    huishouden: int | None = None
    leden: list[int] = field(default_factory=list)
    bedrag: Bedrag = NUL
    deel: tuple[int, int] = (1, 1)


@dataclass(frozen=True, kw_only=True)
class Uitgesloten:
    """A member who gets no nota of their own, and why."""

    lid: int
    naam: str
    reden: str


@dataclass(kw_only=True)
class Voorbeeld:
    """What a run would do: units to charge, units that owe nothing, members left out.

    `aansluiters` live in a household that has its nota: they are covered by it from now on.
    """

    jaar: Contributiejaar
    eenheden: list[Eenheid]
    gratis: list[Eenheid]
    uitgesloten: list[Uitgesloten]
    al_gedekt: int
    aansluiters: list[tuple[int, str]]

    @property
    def aantal(self) -> int:
        return len(self.eenheden)

    @property
    def totaal(self) -> Bedrag:
        return sum((eenheid.bedrag for eenheid in self.eenheden), NUL)

    @property
    def redenen(self) -> Counter[str]:
        """How many for each reason, those who are charged already too."""
        found = Counter(one.reden for one in self.uitgesloten)
        return found + Counter({"al_gedekt": self.al_gedekt})

    @property
    def afdruk(self) -> str:
        """Changes as soon as somebody else would pay, or another amount."""
        parts = sorted(f"{unit.sleutel}:{unit.bedrag.centen}" for unit in self.eenheden)
        return digest(*parts).hex()[:16]


def voorbeeld(jaar: Contributiejaar, dag: date) -> Voorbeeld:
    """Everyone is charged, covered or left out with a reason; at most seven statements."""
    made = Voorbeeld(jaar=jaar, eenheden=[], gratis=[], uitgesloten=[], al_gedekt=0, aansluiters=[])
    units: dict[str, Eenheid] = {}
    out: dict[int, Uitgesloten] = {}
    gedekt = set(db.session.scalars(select(Dekking.lid_id).where(Dekking.jaar == jaar.jaar)))
    gehad = _units_with_nota(jaar.jaar)
    for row in db.session.execute(_people(jaar)):
        lid, begin, soort, overleden, huishouden = row[0], *row[4:8]
        naam = " ".join(part for part in row[1:4] if part)
        reden = _reden(jaar, dag, (begin, soort, overleden))
        sleutel, samen = eenheid_van(jaar, lid, huishouden, soort)
        if lid in gedekt:
            made.al_gedekt += 1
        elif reden:
            out.setdefault(lid, Uitgesloten(lid=lid, naam=naam, reden=reden))
        elif sleutel in gehad:
            made.al_gedekt += 1
            made.aansluiters.append((lid, sleutel))
        else:
            _join(units, Eenheid(
                sleutel=sleutel, betaler=lid, naam=naam, begin=begin, soort=soort,
                huishouden=huishouden if samen else None, leden=[lid],
            ), is_betaler=lid == row[8])  # fmt: skip
    charged = {lid for unit in units.values() for lid in unit.leden}
    made.uitgesloten = [one for lid, one in out.items() if lid not in charged]
    made.aansluiters = [pair for pair in made.aansluiters if pair[0] not in charged]
    _price(made, list(units.values()))
    return made


def _join(units: dict[str, Eenheid], new: Eenheid, *, is_betaler: bool) -> None:
    unit = units.setdefault(new.sleutel, new)
    if unit is not new and new.betaler not in unit.leden:  # who came back in one year is in twice
        unit.leden.append(new.betaler)
    unit.begin = min(unit.begin, new.begin)
    if is_betaler:
        unit.betaler, unit.naam = new.betaler, new.naam


def _price(made: Voorbeeld, units: list[Eenheid]) -> None:
    laag, weg = minima_van(made.jaar.jaar), uitgetreden_om(made.jaar.besluit_id)
    vorig = contributiejaar(made.jaar.jaar - 1) if weg else None
    for unit in units:
        unit.deel = made.jaar.aandeel(unit.begin)
        unit.bedrag = made.jaar.bedrag(unit.soort, unit.begin) or NUL
        tarief = made.jaar.tarief(Categorie.MINIMA)
        if unit.sleutel in laag and tarief is not None:
            unit.bedrag = min(unit.bedrag, tarief.deel(*unit.deel))
        if vorig and weg.issuperset(unit.leden):  # the decision does not bind them (BW 2:36.3)
            unit.bedrag = min(unit.bedrag, vorig.van(unit.soort).deel(*unit.deel))
    made.eenheden = [unit for unit in units if unit.bedrag]
    made.gratis = [unit for unit in units if not unit.bedrag]


def _people(jaar: Contributiejaar) -> Any:
    return (
        select(
            Lid.id, Lid.voornaam, Lid.tussenvoegsel, Lid.achternaam, Lidmaatschap.begin,
            Lidmaatschap.soort, Lid.overleden_op, Lid.huishouden_id, Huishouden.betaler_id,
        )
        .join(Lidmaatschap, Lidmaatschap.lid_id == Lid.id)
        .outerjoin(Huishouden, Huishouden.id == Lid.huishouden_id)
        .where(Lidmaatschap.begin <= jaar.einde)
        .where((Lidmaatschap.einde.is_(None)) | (Lidmaatschap.einde >= jaar.begin))
        .order_by(Lid.id, Lidmaatschap.begin)
    )  # fmt: skip


def _units_with_nota(jaar: int) -> set[str]:
    query = select(Nota.eenheid).where(
        Nota.jaar == jaar, Nota.soort == NotaSoort.CONTRIBUTIE, Nota.ingetrokken_op.is_(None)
    )
    return set(db.session.scalars(query))


def _reden(
    jaar: Contributiejaar, dag: date, periode: tuple[date, LidSoort, date | None]
) -> str | None:
    begin, soort, overleden = periode
    categorie = jaar.categorie(soort)
    checks = (
        ("overleden", overleden is not None),
        ("nog_niet_begonnen", begin > dag),
        ("erelid", categorie is None),
        ("geen_tarief", categorie is not None and jaar.tarief(categorie) is None),
    )
    return next((reden for reden, holds in checks if holds), None)
