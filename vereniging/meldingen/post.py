"""Reads of what parties mail: by the address they answer to, and what waits for an officer."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from vereniging.convenant.models import Organisatie
from vereniging.core.db import db
from vereniging.meldingen.models import (
    Antwoord,
    AntwoordSoort,
    Doorzending,
    Herinnering,
    Melding,
    MeldingStand,
)
from vereniging.meldingen.queries import HEEL, onbeantwoord
from vereniging.meldingen.stilte import op_ladder


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


def onbestelbaar() -> list[Doorzending]:
    """What never reached the organisation that still has to answer."""
    laatste = select(func.max(Doorzending.id)).group_by(Doorzending.melding_id)
    query = (
        select(Doorzending)
        .join(Doorzending.melding)
        .where(Doorzending.onbestelbaar_op.is_not(None), Doorzending.beantwoord_op.is_(None))
        .where(Doorzending.id.in_(laatste), Melding.stand == MeldingStand.DOORGESTUURD)
        .options(joinedload(Doorzending.melding), joinedload(Doorzending.organisatie))
    )
    return list(db.session.scalars(query.order_by(Doorzending.id)))


def zonder_antwoord() -> list[Doorzending]:
    """What was not answered a week after its day, though the mail did arrive; not yet a step up."""
    herinnerd = set(
        db.session.scalars(select(Herinnering.doorzending_id).where(Herinnering.soort == "te_laat"))
    )
    wacht = herinnerd - op_ladder()
    return [each for each in onbeantwoord() if each.id in wacht and each.onbestelbaar_op is None]
