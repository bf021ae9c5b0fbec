"""A member says to come."""

from __future__ import annotations

from datetime import datetime

from vereniging.alv.acties.plannen import alleen
from vereniging.alv.models import Alv, AlvStand, Kanaal, Oproeping
from vereniging.alv.queries import oproeping_van
from vereniging.core.db import db
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.leden.models import Lid
from vereniging.logboek.acties import schrijf


def meld_komst(alv: Alv, lid: Lid, nu: datetime, *, komt: bool) -> None:
    """Say whether this member comes, until it begins; who joined later is called by that.

    Raises KanNietMeer.
    """
    alleen(alv).expect(AlvStand.OPGEROEPEN)
    if nu >= alv.begin:
        raise KanNietMeer(wat=_l("deze vergadering"), stand=_l("begonnen"))
    oproeping = oproeping_van(alv, lid)
    if oproeping is None:
        oproeping = Oproeping(alv=alv, lid=lid, kanaal=Kanaal.MAIL, opgeroepen_op=nu)
        db.session.add(oproeping)
    if oproeping.antwoorden(nu, komt=komt):
        schrijf("alv.antwoord", alv=alv.slug)
