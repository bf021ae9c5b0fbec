"""Who gets a nota this year, who does not and why: the same for the preview and the run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from vereniging.contributie.models import Contributiejaar, Dekking, Nota, NotaSoort
from vereniging.core.db import db
from vereniging.core.money import NUL, Bedrag
from vereniging.leden.models import Huishouden, Lid, Lidmaatschap, LidSoort


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


@dataclass(kw_only=True)
class Voorbeeld:
    """What a run would do: units to charge, units that owe nothing, members left out."""

    jaar: Contributiejaar
    eenheden: list[Eenheid]
    gratis: list[Eenheid]
    redenen: Counter[str]

    @property
    def aantal(self) -> int:
        return len(self.eenheden)

    @property
    def totaal(self) -> Bedrag:
        return sum((eenheid.bedrag for eenheid in self.eenheden), NUL)


def voorbeeld(jaar: Contributiejaar, dag: date) -> Voorbeeld:
    """Everyone is charged, covered or counted with a reason; three statements, whatever N."""
    redenen: Counter[str] = Counter()
    units: dict[str, Eenheid] = {}
    gedekt = set(db.session.scalars(select(Dekking.lid_id).where(Dekking.jaar == jaar.jaar)))
    gehad = _units_with_nota(jaar.jaar)
    for row in db.session.execute(_people(jaar)):
        lid, begin, soort, overleden, huishouden, betaler = row[0], *row[4:9]
        reden = _reden(jaar, dag, (begin, soort, overleden))
        sleutel, samen = _key(jaar, lid, huishouden, soort)
        if lid in gedekt or sleutel in gehad:
            reden = "al_gedekt"
        if reden:
            redenen[reden] += 1
            continue
        naam = " ".join(part for part in row[1:4] if part)
        unit = units.setdefault(
            sleutel,
            Eenheid(
                sleutel=sleutel, betaler=lid, naam=naam, begin=begin, soort=soort,
                huishouden=huishouden if samen else None,
            ),
        )  # fmt: skip
        if lid not in unit.leden:  # left and came back in one year
            unit.leden.append(lid)
        unit.begin = min(unit.begin, begin)
        if lid == betaler:
            unit.betaler, unit.naam = lid, naam
    return _price(jaar, list(units.values()), redenen)


def _price(jaar: Contributiejaar, units: list[Eenheid], redenen: Counter[str]) -> Voorbeeld:
    for unit in units:
        unit.bedrag = jaar.bedrag(unit.soort, unit.begin) or NUL
        unit.deel = jaar.aandeel(unit.begin)
    charged = [unit for unit in units if unit.bedrag]
    free = [unit for unit in units if not unit.bedrag]
    return Voorbeeld(jaar=jaar, eenheden=charged, gratis=free, redenen=redenen)


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


def _key(
    jaar: Contributiejaar, lid: int, huishouden: int | None, soort: LidSoort
) -> tuple[str, bool]:
    samen = soort is LidSoort.LID and jaar.per.value == "huishouden" and huishouden is not None
    return (f"h{huishouden}" if samen else f"l{lid}"), samen
