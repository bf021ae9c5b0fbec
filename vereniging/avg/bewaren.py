"""How long a person is kept after the end, and what then happens to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from vereniging.avg.models import Inzageverzoek
from vereniging.core.db import db
from vereniging.leden.acties.wissen import oud_lid, oude_aanmelding, wis_aanmelding, wis_lid
from vereniging.leden.models import Aanmelding, Lid
from vereniging.taken.bewaren import Bewaring

BEWAARD = timedelta(days=30)
PER_KEER = 500  # the rest goes tomorrow: nobody waits for a long night


@dataclass(frozen=True)
class Persoonswissing(Bewaring):
    """The row stays for what hangs on it, the person goes, in every package."""

    wis: Callable[[Any, datetime], object]

    def wie(self, nu: datetime) -> list[Any]:
        """Whose term is over, the first five hundred."""
        query = select(self.model).where(self.oud(nu)).order_by(self.model.id).limit(PER_KEER)
        return list(db.session.scalars(query))

    def ruim_op(self, nu: datetime) -> int:
        """Erase the people whose term is over; how many."""
        found = self.wie(nu)
        for row in found:
            self.wis(row, nu)
        return len(found)


REGELS = (
    Persoonswissing("Wie oud-leden waren", "12 maanden", Lid, oud_lid, wis_lid),
    Persoonswissing("Wie werd afgewezen of zich terugtrok", "3 maanden", Aanmelding,
                    oude_aanmelding, wis_aanmelding),
    Bewaring("Wanneer iemand eigen gegevens ophaalde", "30 dagen", Inzageverzoek,
             lambda nu: Inzageverzoek.op < nu - BEWAARD),
)  # fmt: skip
