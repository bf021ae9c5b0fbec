"""Reads over news and documents."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.redactie.models import Document, Nieuwsbericht, NieuwsStand

PAGINA = 10
FEED = 20
OPENBAAR = Nieuwsbericht.stand == NieuwsStand.GEPUBLICEERD


def nieuws(blad: int = 1, per: int = PAGINA) -> list[Nieuwsbericht]:
    """What everybody reads, the newest first."""
    query = select(Nieuwsbericht).where(OPENBAAR)
    order = (Nieuwsbericht.gepubliceerd_op.desc(), Nieuwsbericht.id.desc())
    return list(db.session.scalars(query.order_by(*order).limit(per).offset((blad - 1) * per)))


def aantal_nieuws() -> int:
    """How much news everybody reads."""
    return db.session.scalar(select(func.count(Nieuwsbericht.id)).where(OPENBAAR)) or 0


def al_het_nieuws() -> list[Nieuwsbericht]:
    """For the board, concepts and withdrawn news too; the newest first."""
    return list(db.session.scalars(select(Nieuwsbericht).order_by(Nieuwsbericht.id.desc())))


def documenten(*, openbaar: bool) -> list[Document]:
    """What visitors, or else members, may read; by kind and title."""
    query = select(Document).where(Document.is_ingetrokken.is_(False))
    if openbaar:
        query = query.where(Document.is_openbaar)
    return _met_versies(query.order_by(Document.soort, Document.titel, Document.id))


def alle_documenten() -> list[Document]:
    """For the board, withdrawn ones too."""
    return _met_versies(select(Document).order_by(Document.titel, Document.id))


def _met_versies(query: Select[Document]) -> list[Document]:
    return list(db.session.scalars(query.options(selectinload(Document.versies))))
