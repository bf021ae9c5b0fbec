"""Reads of what parties mail: by the address they answer to, and what waits for an officer."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from vereniging.convenant.models import Organisatie
from vereniging.core.db import db
from vereniging.meldingen.models import Antwoord, AntwoordSoort, Doorzending, Melding
from vereniging.meldingen.queries import HEEL


def doorzending_bij_post(postkiem: bytes) -> Doorzending | None:
    """What one organisation was sent, by the address that it answers to."""
    query = (
        select(Doorzending)
        .where(Doorzending.postkiem == postkiem)
        .options(
            joinedload(Doorzending.organisatie).selectinload(Organisatie.contacten),
            joinedload(Doorzending.melding).options(*HEEL),
            selectinload(Doorzending.antwoorden),
        )
    )
    return db.session.scalars(query).one_or_none()


def antwoord_per_mail(kenmerk: str, nummer: int) -> Antwoord | None:
    """One answer that came by mail, of this report."""
    query = (
        select(Antwoord)
        .join(Antwoord.doorzending)
        .join(Doorzending.melding)
        .where(Antwoord.id == nummer, Antwoord.soort == AntwoordSoort.MAIL)
        .where(Melding.kenmerk == kenmerk)
        .options(
            contains_eager(Antwoord.doorzending).options(
                contains_eager(Doorzending.melding).options(*HEEL),
                joinedload(Doorzending.organisatie).joinedload(Organisatie.partij),
            )
        )
    )
    return db.session.scalars(query).one_or_none()


def wachtende_mail() -> list[Antwoord]:
    """The answers by mail that nobody said anything about yet, oldest first."""
    query = (
        select(Antwoord)
        .where(Antwoord.soort == AntwoordSoort.MAIL, Antwoord.bekeken_op.is_(None))
        .options(joinedload(Antwoord.doorzending).options(
            joinedload(Doorzending.melding), joinedload(Doorzending.organisatie)
        ))
        .order_by(Antwoord.op, Antwoord.id)
    )  # fmt: skip
    return list(db.session.scalars(query))
