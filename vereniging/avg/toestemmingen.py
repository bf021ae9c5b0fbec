"""What somebody allowed beside each thing they wrote, and how all of that is taken back at once.

Standing consents are in `leden`; these were ticked at one report, reaction or input.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update

from vereniging.convenant.models import Artikelreactie
from vereniging.core.db import Base, db
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.models import Melding
from vereniging.voeding.models import Voeding


@dataclass(frozen=True)
class Losse:
    """A tick at single things: which rows, when it was given, and the column that says so."""

    code: str
    titel: Any
    uitleg: Any
    model: type[Base]
    kolom: str
    moment: str
    van: Callable[[Lid], Any]

    def gegeven(self, lid: Lid) -> list[datetime]:
        """When this was allowed, for everything where it still is."""
        when = getattr(self.model, self.moment)
        query = select(when).where(self.van(lid), getattr(self.model, self.kolom))
        return list(db.session.scalars(query.order_by(when)))

    def trek_in(self, lid: Lid) -> int:
        """Allow it nowhere any more; at how many things it was allowed."""
        allowed = len(self.gegeven(lid))
        if allowed:
            rows = update(self.model).where(self.van(lid), getattr(self.model, self.kolom))
            db.session.execute(rows.values({self.kolom: False}))
            schrijf("toestemming.ingetrokken", lid=lid.id, doel=self.code, aantal=allowed)
        return allowed


def _van_melder(lid: Lid) -> Any:
    by_mail = func.lower(Melding.email) == (lid.email or "").lower()
    return or_(Melding.lid_id == lid.id, by_mail)


LOSSE = (
    Losse("naam-inbreng", _l("Uw naam bij uw inbreng"),
          _l("Andere leden zien uw naam. Haalt u hem weg, dan blijft de tekst staan."),
          Voeding, "naam_zichtbaar", "ingediend_op", lambda lid: Voeding.lid_id == lid.id),
    Losse("naam-reactie", _l("Uw naam bij uw reacties op artikelen"),
          _l("Iedereen ziet uw naam op de site. Haalt u hem weg, dan blijft de tekst staan."),
          Artikelreactie, "naam_tonen", "op", lambda lid: Artikelreactie.lid_id == lid.id),
    Losse("contact-melding", _l("Uw naam en e-mail doorgeven bij meldingen"),
          _l("Een partij die de melding al kreeg, weet uw naam al. Nieuwe partijen niet meer."),
          Melding, "mag_contact_delen", "ingediend_op", _van_melder),
)  # fmt: skip


def losse(code: str) -> Losse | None:
    """The kind with this code."""
    return next((one for one in LOSSE if one.code == code), None)
