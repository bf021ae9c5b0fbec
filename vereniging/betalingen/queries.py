"""Reads over payments."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from vereniging.betalingen.machtiging import LEVEND, Machtiging, Machtigingweg
from vereniging.betalingen.models import (
    LEEFT,
    LOOPT_TERUG,
    Betaling,
    BetalingSoort,
    Terugbetaling,
    Terugstand,
    Verschil,
)
from vereniging.core.db import db


def met_kiem(kiem: bytes) -> Betaling | None:
    """The payment behind a webhook or return address."""
    return db.session.scalars(select(Betaling).where(Betaling.kiem == kiem)).one_or_none()


def levende(nota_id: int) -> Betaling | None:
    """The attempt that still runs for this nota, if there is one."""
    query = select(Betaling).where(Betaling.nota_id == nota_id, LEEFT)
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def eerste_betaling(machtiging_id: int) -> Betaling | None:
    """The last attempt at the first payment of a mandate, if it was given that way."""
    query = select(Betaling).where(
        Betaling.machtiging_id == machtiging_id, Betaling.soort == BetalingSoort.EERSTE
    )
    return db.session.scalars(query.order_by(Betaling.id.desc()).limit(1)).one_or_none()


def betalingen_van(nota_id: int) -> list[Betaling]:
    """Every attempt to pay this nota, newest first."""
    query = select(Betaling).where(Betaling.nota_id == nota_id)
    return list(db.session.scalars(query.order_by(Betaling.gemaakt_op.desc(), Betaling.id.desc())))


def te_controleren(nu: datetime, aantal: int) -> list[int]:
    """The payments to ask Mollie about, oldest appointment first."""
    query = select(Betaling.id).where(Betaling.volgende_controle_op <= nu)
    return list(db.session.scalars(query.order_by(Betaling.volgende_controle_op).limit(aantal)))


def open_verschillen() -> list[Verschil]:
    """What does not add up and nobody solved, oldest first."""
    query = select(Verschil).where(Verschil.opgelost_op.is_(None))
    return list(db.session.scalars(query.order_by(Verschil.ontdekt_op, Verschil.id)))


def gesloten_verschillen(aantal: int) -> list[Verschil]:
    """What was solved, the newest first."""
    query = select(Verschil).where(Verschil.opgelost_op.is_not(None))
    query = query.order_by(Verschil.opgelost_op.desc(), Verschil.id.desc())
    return list(db.session.scalars(query.limit(aantal)))


def nota_achter(sleutel: str) -> int | None:
    """The number of the nota that a payment or refund is for, if there is one."""
    paid = select(Betaling.nota_id).where(
        (Betaling.mollie_id == sleutel) | (Betaling.kenmerk == sleutel)
    )
    back = select(Terugbetaling.nota_id).where(Terugbetaling.kenmerk == sleutel)
    return db.session.scalars(paid.union_all(back)).one_or_none()


def terugbetalingen(*standen: Terugstand, nota_id: int | None = None) -> list[Terugbetaling]:
    """The refunds with one of these standen (all when none is named), newest first."""
    query = select(Terugbetaling).order_by(Terugbetaling.id.desc())
    if standen:
        query = query.where(Terugbetaling.stand.in_(standen))
    if nota_id is not None:
        query = query.where(Terugbetaling.nota_id == nota_id)
    return list(db.session.scalars(query))


def loopt_terugbetaling(nota_id: int) -> bool:
    """Whether a refund for this nota waits for a decision or for its execution."""
    query = select(Terugbetaling.id).where(Terugbetaling.nota_id == nota_id, LOOPT_TERUG)
    return db.session.scalars(query).one_or_none() is not None


def machtigingen_op_papier() -> list[Machtiging]:
    """The mandates on paper that are not over, the newest first."""
    query = select(Machtiging).where(
        Machtiging.weg == Machtigingweg.PAPIER, Machtiging.stand.in_(LEVEND)
    )
    return list(db.session.scalars(query.order_by(Machtiging.id.desc())))
