"""Who may use the pages of a vote: members, and who was on its roll while that still matters."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.leden.access import mogelijk_lid
from vereniging.stembus.models import Kiesregister, Stemming, StemmingStand
from vereniging.stembus.queries import registerrij
from vereniging.toegang.doelgroepen import Doelgroep
from vereniging.toegang.models import Rol


@dataclass(frozen=True)
class Kiezers(Doelgroep):
    """Leaving after the opening takes no vote and no objection away: the roll was frozen.

    That is so as long as some vote with this member on its roll is in `bij_stand`.
    """

    bij_stand: StemmingStand = StemmingStand.OPEN

    def includes(self) -> bool:
        """Whether who is signed in is a member, or on the roll of such a vote."""
        return super().includes() or _op_register_bij(self.bij_stand)


def _op_register_bij(stand: StemmingStand) -> bool:
    lid = mogelijk_lid()
    if lid is None:
        return False
    query = select(Kiesregister.id).join(Stemming, Stemming.id == Kiesregister.stemming_id)
    query = query.where(Kiesregister.lid_id == lid.id, Stemming.stand == stand)
    return db.session.scalars(query.limit(1)).first() is not None


def op_register(stemming: Stemming) -> bool:
    """Whether who is signed in was on the roll of this vote, and can still object to its result."""
    lid = mogelijk_lid()
    if lid is None or stemming.stand is not StemmingStand.GETELD:
        return False
    return registerrij(stemming, lid.id) is not None


kiezers = Kiezers("kiezers", frozenset({Rol.LID}))
bezwaarmakers = Kiezers("bezwaarmakers", frozenset({Rol.LID}), bij_stand=StemmingStand.GETELD)
