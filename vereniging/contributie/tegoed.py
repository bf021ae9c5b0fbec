"""What is still with us of a nota, and the refunds by hand that ask for more than that."""

from __future__ import annotations

from sqlalchemy import func, select

from vereniging.betalingen.models import Terugbetaling, Terugstand, Terugweg
from vereniging.betalingen.queries import terugbetalingen
from vereniging.contributie.models import Bron, Grootboekregel, Regelsoort
from vereniging.contributie.queries import is_geboekt, netto_ontvangen
from vereniging.core.db import db
from vereniging.core.money import NUL, Bedrag

OPGELEGD = (
    Regelsoort.NOTA,
    Regelsoort.VERMINDERING,
    Regelsoort.KWIJTSCHELDING,
    Regelsoort.CORRECTIE,
)


def beschikbaar(nota_id: int) -> Bedrag:
    """What is still with us; a refund that Mollie keeps in its queue is not booked, yet gone."""
    queued = (
        one.bedrag
        for one in terugbetalingen(Terugstand.VERSTUURD, nota_id=nota_id)
        if not is_geboekt(Bron.MOLLIE, str(one.mollie_id))
    )
    return netto_ontvangen(nota_id) - sum(queued, NUL)


def te_hoog(terug: Terugbetaling) -> bool:
    """Whether somebody is about to give back by hand what is no longer with us."""
    wacht = terug.stand in {Terugstand.GEVRAAGD, Terugstand.GOEDGEKEURD}
    return wacht and terug.weg is not Terugweg.MOLLIE and terug.bedrag > beschikbaar(terug.nota_id)


def opgelegd(nota_id: int) -> Bedrag:
    """What is asked for a nota after every reduction and waiver, whoever paid what."""
    query = select(func.sum(Grootboekregel.bedrag)).where(
        Grootboekregel.nota_id == nota_id, Grootboekregel.soort.in_(OPGELEGD)
    )
    return db.session.scalar(query) or NUL
