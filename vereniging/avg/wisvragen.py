"""Reads over requests to be erased, and what holds each of them back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import joinedload

from vereniging.avg.models import Wisverzoek, WisverzoekStand
from vereniging.core.db import db
from vereniging.leden.wisbeletsels import beletsels, beletsels_van_adres

OPEN = (WisverzoekStand.INGEDIEND, WisverzoekStand.AKKOORD, WisverzoekStand.TOEGEKEND)
WACHT = (WisverzoekStand.INGEDIEND, WisverzoekStand.AKKOORD)


def beletsels_van(verzoek: Wisverzoek, nu: datetime) -> list[str]:
    """Why this cannot be carried out today, in words; nothing when it can."""
    if verzoek.lid is not None:
        return beletsels(verzoek.lid, nu)
    return beletsels_van_adres(verzoek.email or "", nu)


def lopend_verzoek(lid_id: int | None, account_id: int | None) -> Wisverzoek | None:
    """The request of this person that can still be undone."""
    return db.session.scalars(
        _van(lid_id, account_id).where(Wisverzoek.stand.in_(OPEN)).limit(1)
    ).one_or_none()


def laatste_verzoek(lid_id: int | None, account_id: int | None) -> Wisverzoek | None:
    """The newest request of this person, whatever became of it."""
    newest = _van(lid_id, account_id).order_by(Wisverzoek.id.desc()).limit(1)
    return db.session.scalars(newest).one_or_none()


def _van(lid_id: int | None, account_id: int | None) -> Select[Wisverzoek]:
    mine = (
        Wisverzoek.lid_id == lid_id if lid_id else false(),
        Wisverzoek.account_id == account_id if account_id else false(),
    )
    return select(Wisverzoek).where(or_(*mine))


def wisverzoeken() -> list[Wisverzoek]:
    """All requests, those that wait for the board first."""
    query = select(Wisverzoek).options(joinedload(Wisverzoek.lid), joinedload(Wisverzoek.account))
    waits = Wisverzoek.stand.in_(WACHT)
    return list(db.session.scalars(query.order_by(waits.desc(), Wisverzoek.id.desc())))


def wachtende_wisverzoeken() -> list[Wisverzoek]:
    """Requests that an officer has to decide about, the oldest first."""
    query = select(Wisverzoek).where(Wisverzoek.stand.in_(WACHT))
    query = query.options(joinedload(Wisverzoek.lid), joinedload(Wisverzoek.account))
    return list(db.session.scalars(query.order_by(Wisverzoek.id)))


def uit_te_voeren() -> list[Wisverzoek]:
    """Requests that two officers agreed about, the oldest first."""
    query = select(Wisverzoek).where(Wisverzoek.stand == WisverzoekStand.TOEGEKEND)
    return list(db.session.scalars(query.order_by(Wisverzoek.id)))
