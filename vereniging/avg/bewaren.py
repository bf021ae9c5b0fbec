"""How long a person is kept after the end, and what then happens to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from vereniging.avg.models import Datalek, Inzageverzoek, Wisverzoek, WisverzoekStand
from vereniging.convenant.models import Contact
from vereniging.core.db import db
from vereniging.core.i18n import _l
from vereniging.core.workdays import add_months, amsterdam_day
from vereniging.leden.acties.wissen import (
    OUD_LID,
    oud_lid,
    oude_aanmelding,
    wis_aanmelding,
    wis_lid,
)
from vereniging.leden.models import Aanmelding, Functie, Lid
from vereniging.leden.models.lid import GEWIST
from vereniging.taken.bewaren import Bewaring, Wissing, maanden_geleden

BEWAARD = timedelta(days=30)
VERZOEK, LEK = 24, 60  # months
AF = (WisverzoekStand.UITGEVOERD, WisverzoekStand.AFGEWEZEN, WisverzoekStand.INGETROKKEN)
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


def _oude_functie(nu: datetime) -> ColumnElement[bool]:
    grens = add_months(amsterdam_day(nu), -OUD_LID)
    return and_(Functie.einde < grens, Functie.email.is_not(None))


def _oud_contact(nu: datetime) -> ColumnElement[bool]:
    grens = add_months(amsterdam_day(nu), -OUD_LID)
    return and_(Contact.tot < grens, Contact.naam != GEWIST)


REGELS = (
    Persoonswissing(_l("Wie oud-leden waren"), _l("12 maanden"), Lid, oud_lid, wis_lid),
    Persoonswissing(_l("Wie werd afgewezen of zich terugtrok"), _l("3 maanden"), Aanmelding,
                    oude_aanmelding, wis_aanmelding),
    Wissing(_l("E-mailadres van wie een functie had"), _l("12 maanden na het einde"), Functie,
            _oude_functie, {"email": None}),
    Wissing(_l("Contactpersonen van partijen"), _l("12 maanden na het einde"), Contact,
            _oud_contact, {"naam": GEWIST, "email": ""}),
    Bewaring(_l("Wanneer iemand eigen gegevens ophaalde"), _l("30 dagen"), Inzageverzoek,
             lambda nu: Inzageverzoek.op < nu - BEWAARD),
    Bewaring(_l("Verzoeken om te wissen"), _l("24 maanden"), Wisverzoek,
             lambda nu: and_(Wisverzoek.stand.in_(AF),
                             Wisverzoek.ingediend_op < maanden_geleden(nu, VERZOEK))),
    Bewaring(_l("Datalekken die zijn gesloten"), _l("5 jaar"), Datalek,
             lambda nu: Datalek.gesloten_op < maanden_geleden(nu, LEK)),
)  # fmt: skip
