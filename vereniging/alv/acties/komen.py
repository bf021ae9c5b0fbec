"""A member says to come, and how they want to be called."""

from __future__ import annotations

from datetime import datetime

from vereniging.alv.acties.plannen import alleen
from vereniging.alv.models import Alv, AlvStand, Kanaal, Oproeping, Oproeptoestemming
from vereniging.alv.queries import oproeping_van, toestemming_van
from vereniging.core.db import db, locked
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


def geef_toestemming(lid: Lid, nu: datetime) -> None:
    """From now on the call comes by e-mail; twice does nothing."""
    locked(Lid, id=lid.id)
    if toestemming_van(lid) is None:
        db.session.add(Oproeptoestemming(lid=lid, van=nu))
        schrijf("oproeptoestemming.gegeven", lid=lid.id)


def trek_toestemming_in(lid: Lid, nu: datetime) -> None:
    """From now on the call comes by post; twice does nothing."""
    locked(Lid, id=lid.id)
    toestemming = toestemming_van(lid)
    if toestemming is not None:
        toestemming.tot = nu
        schrijf("oproeptoestemming.ingetrokken", lid=lid.id)
