"""The people a visitor of the demo can become."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.core.i18n import _l
from vereniging.leden.models import Functie, Lid, LidSoort
from vereniging.leden.queries import functionarissen
from vereniging.toegang.models import Rol

UITLEG: dict[Rol, Any] = {
    Rol.SECRETARIS: _l("laat leden toe, zet vergaderingen op en opent stemmingen"),
    Rol.PENNINGMEESTER: _l("maakt nota’s en ziet wie betaalde"),
    Rol.VOORZITTER: _l("stelt uitslagen vast"),
    Rol.AFGEVAARDIGDE: _l("leest inbreng en praat namens de leden in de commissie"),
    Rol.MODERATOR: _l("stuurt meldingen door naar de juiste partij"),
    Rol.KASCOMMISSIE: _l("kijkt mee in de boeken"),
    Rol.TELLER: _l("telt mee bij geheime stemmingen"),
    Rol.BESTUURSLID: _l("beslist mee in het bestuur"),
}


@dataclass(frozen=True)
class Rolkaart:
    """One card on the page of roles."""

    sleutel: str
    titel: Any
    uitleg: Any
    lid: Lid


def rolkaarten(dag: date) -> list[Rolkaart]:
    """A member, a donor and one holder of every office."""
    cards = [
        Rolkaart("lid", _l("Lid"), _l("geeft inbreng, stemt en volgt wat ermee gebeurt"), lid)
        for lid in gewoon(LidSoort.LID, dag)
    ]
    cards += [
        Rolkaart("donateur", _l("Donateur"), _l("steunt de vereniging, zonder stem"), lid)
        for lid in gewoon(LidSoort.DONATEUR, dag)
    ]
    for rol, uitleg in UITLEG.items():
        holders = [functie.lid for functie in functionarissen(rol.value, dag) if functie.lid]
        if holders:
            cards.append(Rolkaart(rol.value, rol.value.capitalize(), uitleg, holders[0]))
    return cards


def gewoon(soort: LidSoort, dag: date) -> list[Lid]:
    """The first member of this kind without an office, with a mail address."""
    officers = select(Functie.lid_id).where(Functie.lid_id.is_not(None))
    query = select(Lid).where(Lid.email.is_not(None), Lid.id.not_in(officers)).order_by(Lid.id)
    found = (lid for lid in db.session.scalars(query) if lid.soort_op(dag) is soort)
    first = next(found, None)
    return [first] if first else []
