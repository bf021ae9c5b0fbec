"""The applications in pages: those that wait, and what was decided before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.leden.models import Aanmelding, AanmeldingStand

PER_BLAD = 50


@dataclass(frozen=True)
class Aanmeldblad:
    """One page of applications."""

    rijen: list[Aanmelding]
    aantal: int
    blad: int

    @property
    def bladen(self) -> int:
        return max(1, -(-self.aantal // PER_BLAD))


def aanmeldblad(
    standen: Collection[AanmeldingStand], blad: int, *, nieuwste_eerst: bool = False
) -> Aanmeldblad:
    """A page of the applications in these states; past the last page is the last page."""
    query = select(Aanmelding).where(Aanmelding.stand.in_(standen))
    aantal = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    blad = min(max(blad, 1), max(1, -(-aantal // PER_BLAD)))
    order = (Aanmelding.ingediend_op, Aanmelding.id)
    page = (
        query.options(selectinload(Aanmelding.adres))
        .order_by(*(column.desc() if nieuwste_eerst else column for column in order))
        .limit(PER_BLAD)
        .offset((blad - 1) * PER_BLAD)
    )
    return Aanmeldblad(list(db.session.scalars(page)), aantal, blad)
