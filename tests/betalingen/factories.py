"""A year, a household and a nota for tests."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from tests.factories import een_huishouden, een_lid
from vereniging.betalingen.models import Betaling
from vereniging.contributie import acties
from vereniging.contributie.models import Categorie, Contributiejaar, Grootboekregel, Nota
from vereniging.core.db import db
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan

NU = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
TIEN = Bedrag(1000)


def een_jaar(jaar: int = 2026, **tarieven: int) -> Contributiejaar:
    """A fixed year; ten euro for a household unless told otherwise."""
    besluit = neem_besluit(Orgaan.ALV, f"Contributie {jaar}", "De ALV besloot dit.", NU)
    prices = {Categorie(naam): Bedrag(cent) for naam, cent in tarieven.items()}
    return acties.stel_jaar_vast(jaar, prices or {Categorie.HUISHOUDEN: TIEN}, besluit)


def een_nota() -> Nota:
    """The nota of one household of this year."""
    een_jaar()
    lid = een_lid()
    db.session.add(een_huishouden(lid))
    db.session.flush()
    acties.maak_notas(2026, NU)
    return db.session.scalars(select(Nota)).one()


def pad(nota: Nota) -> str:
    """Where the payer goes."""
    return f"/betalen/{token_for(nota.kiem, 'betalen')}"


def betaling_van(nota: Nota) -> Betaling:
    """The newest attempt to pay."""
    query = select(Betaling).where(Betaling.nota_id == nota.id).order_by(Betaling.id.desc())
    return db.session.scalars(query.limit(1)).one()


def regels() -> list[tuple[str, int]]:
    """The whole ledger: kind and cents."""
    rows = db.session.scalars(select(Grootboekregel).order_by(Grootboekregel.id))
    return [(row.soort.value, row.bedrag.centen) for row in rows]
