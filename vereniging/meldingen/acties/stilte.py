"""Bring a message that a party did not answer a step up."""

from __future__ import annotations

from datetime import datetime

from vereniging.commissie.acties import schaal_stilte_op
from vereniging.commissie.models import Opschaling
from vereniging.core.db import db
from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.meldingen import mail
from vereniging.meldingen.acties.bericht import vers
from vereniging.meldingen.models import Doorzending, DoorzendingOpLadder
from vereniging.meldingen.stilte import ladders_van, meldingen_over


class WelAntwoord(DomainError):
    """Who answered, or still has time, is not late."""

    message = _l("Deze partij heeft geantwoord, of heeft nog tijd.")


def schaal_doorzending_op(doorzending: Doorzending, nu: datetime) -> Opschaling:
    """The reminder a week after the term brought nothing: talk, and further if need be.

    Raises WelAntwoord, KanNietMeer or NogBezig.
    """
    melding = doorzending.melding
    vers(melding)
    if not doorzending.is_te_laat(nu) or melding.is_dicht:
        raise WelAntwoord
    if doorzending.id in ladders_van(melding):
        raise KanNietMeer(wat=_l("deze melding"), stand=_l("opgeschaald"))
    # everyone reads the ladder: what nobody made public stays a number
    waar = f", {melding.categorie.naam}, {melding.straat}" if melding.is_openbaar else ""
    opschaling = schaal_stilte_op(
        f"Geen antwoord op melding {melding.kenmerk}{waar}"[:200],
        doorzending.organisatie.partij,
        doorzending.antwoord_voor,
        nu,
    )
    db.session.add(DoorzendingOpLadder(opschaling=opschaling, doorzending=doorzending))
    melding.noteer(nu, "stap_hoger", opschaling.kenmerk)
    db.session.flush()
    meld_stap(opschaling, nu)
    return opschaling


def meld_stap(opschaling: Opschaling, nu: datetime) -> None:
    """Who reported it hears of each step, and how it ended; what is over for them is left."""
    for melding in meldingen_over(opschaling):
        if not melding.is_dicht:
            melding.noteer(nu, "stap_verder", opschaling.kenmerk)
            if melding.is_bereikbaar:
                db.session.add(mail.stap_verder(melding, opschaling))
