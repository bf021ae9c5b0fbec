"""The books of a year by the days of their rows: sums, what is not ready, a sample to check."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, lazyload

from vereniging.betalingen.queries import open_verschillen
from vereniging.contributie.models import (
    Bankregel,
    Bankregelstand,
    Contributiejaar,
    Grootboekregel,
    Jaarafsluiting,
    JaarStand,
    Kasverklaring,
    Regelsoort,
)
from vereniging.contributie.tegoed import OPGELEGD
from vereniging.core.db import db
from vereniging.core.money import NUL, Bedrag
from vereniging.core.workdays import amsterdam_day

STEEKPROEF = 20


@dataclass(frozen=True, kw_only=True)
class Jaarboek:
    """The rows dated in a year, added up; `sha256` changes with any of them."""

    regels: int
    begin: Bedrag  # what was open before the first day
    per_soort: dict[Regelsoort, Bedrag]
    sha256: str

    @property
    def contributie(self) -> Bedrag:
        """What was asked, less what was lowered or waived."""
        return sum((self.per_soort.get(soort, NUL) for soort in OPGELEGD), NUL)

    @property
    def giften(self) -> Bedrag:
        return self.per_soort.get(Regelsoort.GIFT, NUL)

    @property
    def eind(self) -> Bedrag:
        """What was open after the last day."""
        return self.begin + sum(self.per_soort.values(), NUL)


def jaarboek(jaar: Contributiejaar) -> Jaarboek:
    """Every row dated in the year; two statements."""
    before = select(func.sum(Grootboekregel.bedrag)).where(Grootboekregel.valutadatum < jaar.begin)
    columns = Grootboekregel.__table__.c
    rows = db.session.execute(
        select(
            columns.id, columns.nota_id, columns.soort, columns.bedrag, columns.valutadatum,
            columns.bron, columns.bron_id, columns.volgnr,
        )
        .where(columns.valutadatum.between(jaar.begin, jaar.einde))
        .order_by(columns.id)
    ).all()  # fmt: skip
    mark, per = hashlib.sha256(), defaultdict[Regelsoort, Bedrag](lambda: NUL)
    for row in rows:
        per[row.soort] += row.bedrag
        facts = (*row[:2], row.soort.value, row.bedrag.centen, *row[4:5], row.bron.value, *row[6:])
        mark.update((";".join(str(fact) for fact in facts) + "\n").encode())
    return Jaarboek(
        regels=len(rows),
        begin=db.session.scalar(before) or NUL,
        per_soort={soort: per[soort] for soort in Regelsoort if soort in per},
        sha256=mark.hexdigest(),
    )


def nog_te_doen(jaar: Contributiejaar) -> tuple[int, int]:
    """How many differences and how many lines of the bank are still open from this year."""
    older = [one for one in open_verschillen() if amsterdam_day(one.ontdekt_op) <= jaar.einde]
    lines = select(func.count()).where(
        Bankregel.stand == Bankregelstand.OPEN, Bankregel.boekdatum <= jaar.einde
    )
    return len(older), db.session.scalar(lines) or 0


def vroegste_open(jaar: int) -> int | None:
    """The first year before this one that is not closed."""
    query = select(func.min(Contributiejaar.jaar)).where(
        Contributiejaar.jaar < jaar, Contributiejaar.stand != JaarStand.GESLOTEN
    )
    return db.session.scalar(query)


def afsluiting_van(jaar: int) -> Jaarafsluiting | None:
    """How a year was closed."""
    query = select(Jaarafsluiting).where(Jaarafsluiting.jaar == jaar)
    return db.session.scalars(query).one_or_none()


def verklaringen(afsluiting: Jaarafsluiting) -> list[Kasverklaring]:
    """What the audit committee signed, in order."""
    query = select(Kasverklaring).where(Kasverklaring.afsluiting_id == afsluiting.id)
    return list(db.session.scalars(query.order_by(Kasverklaring.id)))


def steekproef(jaar: Contributiejaar, sha256: str) -> list[Grootboekregel]:
    """Twenty rows that nobody could choose: the year and the mark of its books decide.

    Those with the lowest SHA-256 of "year:mark:number of the row"; who does it again finds
    the same twenty.
    """
    dated = Grootboekregel.valutadatum.between(jaar.begin, jaar.einde)
    numbers = db.session.scalars(select(Grootboekregel.id).where(dated)).all()
    chosen = sorted(numbers, key=lambda number: _lot(f"{jaar.jaar}:{sha256}:{number}"))[:STEEKPROEF]
    query = select(Grootboekregel).where(Grootboekregel.id.in_(chosen))
    query = query.options(joinedload(Grootboekregel.nota)).order_by(Grootboekregel.id)
    return list(db.session.scalars(query))


def _lot(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def in_jaar(dag: date) -> Contributiejaar | None:
    """The year of a day, held in its stand until the end of the unit."""
    query = select(Contributiejaar).where(
        Contributiejaar.begin <= dag, Contributiejaar.einde >= dag
    )
    query = query.with_for_update(read=True).execution_options(populate_existing=True)
    query = query.options(lazyload(Contributiejaar.tarieven))  # who books asks no prices
    return db.session.scalars(query).one_or_none()
