"""How long the books name people: the fiscal year and seven years after it (AWR 52)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_

from vereniging.contributie.models import Bankregel, Nota
from vereniging.core.i18n import _l
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models.lid import GEWIST
from vereniging.statuten.queries import profiel
from vereniging.taken.bewaren import Wissing

JAREN = 7
TERMIJN = _l("7 jaar na het boekjaar")


def laatste_vrije_jaar(dag: date, maand: int) -> int:
    """The newest fiscal year, begun in this month, whose seven years are over on this day."""
    begin = date(dag.year, maand, 1)
    return dag.year - JAREN - (1 if begin <= dag else 2)


def _oude_nota(nu: datetime) -> ColumnElement[bool]:
    dag = amsterdam_day(nu)
    jaar = laatste_vrije_jaar(dag, profiel(dag).boekjaar_begint_maand)
    return and_(Nota.jaar <= jaar, Nota.tenaamstelling != GEWIST)


def _oude_bankregel(nu: datetime) -> ColumnElement[bool]:
    dag = amsterdam_day(nu)
    maand = profiel(dag).boekjaar_begint_maand
    eerste = date(laatste_vrije_jaar(dag, maand) + 1, maand, 1)  # of the years that are still kept
    filled = or_(Bankregel.tegennaam != "", Bankregel.tegenrekening.is_not(None),
                 Bankregel.omschrijving != "")  # fmt: skip
    return and_(Bankregel.boekdatum < eerste, filled)


REGELS = (
    Wissing(_l("Namen op nota’s"), TERMIJN, Nota, _oude_nota, {"tenaamstelling": GEWIST}),
    Wissing(_l("Namen en rekeningen bij bankregels"), TERMIJN, Bankregel, _oude_bankregel,
            {"tegennaam": "", "tegenrekening": None, "laatste4": "", "omschrijving": ""}),
)  # fmt: skip
