"""Reads: who an address belongs to, what was asked lately, where somebody is signed in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from vereniging.core.db import db
from vereniging.toegang.models import (
    ASKED_WITHIN,
    ATTEMPTS,
    ATTEMPTS_WITHIN,
    Account,
    Doel,
    FoutePoging,
    Herstelcode,
    Inlogherstel,
    Inlogverzoek,
    Sessie,
    hashed,
)

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Persoon:
    """Who may sign in with an address: a member, or somebody without a membership."""

    lid_id: int | None
    taal: str = "nl"


PersonFinder = Callable[[str], Persoon | None]
_finders: list[PersonFinder] = []


def register_account_source(find_person: PersonFinder) -> None:
    """`leden` tells whose an address (in small letters) is; exactly one source."""
    _finders[:] = [find_person]


def persoon_met(email: str) -> Persoon | None:
    """Who this address belongs to now; the register decides, not an old account."""
    return _finders[0](email)


def account_met(email: str) -> Account | None:
    """The account with this address."""
    return db.session.scalars(select(Account).where(Account.email == email)).one_or_none()


def account_van_lid(lid_id: int) -> Account | None:
    """The account of this member."""
    return db.session.scalars(select(Account).where(Account.lid_id == lid_id)).one_or_none()


@dataclass(frozen=True)
class Gevraagd:
    """How often an address asked for a code in the last day, and when its fifth last was."""

    deze_dag: int
    vijfde: datetime | None

    @property
    def vrij_vanaf(self) -> datetime | None:
        """When it may ask again; None for now."""
        return self.vijfde + ASKED_WITHIN if self.vijfde else None


def gevraagd(adres_hash: bytes, nu: datetime) -> Gevraagd:
    """Count the requests for this address, whether or not we know it."""
    query = (
        select(Inlogverzoek.gevraagd_op)
        .where(Inlogverzoek.adres_hash == adres_hash, Inlogverzoek.gevraagd_op > nu - DAY)
        .order_by(Inlogverzoek.gevraagd_op)
    )
    moments = list(db.session.scalars(query))
    lately = [moment for moment in moments if moment > nu - ASKED_WITHIN]
    return Gevraagd(len(moments), lately[-ATTEMPTS] if len(lately) >= ATTEMPTS else None)


def alle_aanvragen(nu: datetime) -> int:
    """How many codes the whole site was asked for in the last hour."""
    query = select(func.count(Inlogverzoek.id)).where(Inlogverzoek.gevraagd_op > nu - ASKED_WITHIN)
    return db.session.scalar(query) or 0


def lopend_herstel(account_id: int) -> Inlogherstel | None:
    """The request of this account that still runs."""
    query = select(Inlogherstel).where(
        Inlogherstel.account_id == account_id,
        Inlogherstel.uitgevoerd_op.is_(None),
        Inlogherstel.gesloten_op.is_(None),
    )
    return db.session.scalars(query).one_or_none()


def lopende_herstellen() -> list[Inlogherstel]:
    """All requests that still run, oldest first."""
    query = select(Inlogherstel).where(
        Inlogherstel.uitgevoerd_op.is_(None), Inlogherstel.gesloten_op.is_(None)
    )
    query = query.options(selectinload(Inlogherstel.account))
    return list(db.session.scalars(query.order_by(Inlogherstel.gevraagd_op, Inlogherstel.id)))


def mislukte_pogingen(sinds: datetime) -> int:
    """How many wrong codes were typed since then, mailed ones and second factors."""
    mailed = select(func.coalesce(func.sum(Inlogverzoek.pogingen), 0)).where(
        Inlogverzoek.gevraagd_op > sinds
    )
    second = select(func.count(FoutePoging.id)).where(FoutePoging.op > sinds)
    return int(db.session.scalar(mailed) or 0) + int(db.session.scalar(second) or 0)


def moet_wachten_tot(account_id: int, nu: datetime) -> datetime | None:
    """Until when this account may not try a second factor again; None for it may."""
    query = (
        select(FoutePoging.op)
        .where(FoutePoging.account_id == account_id, FoutePoging.op > nu - ATTEMPTS_WITHIN)
        .order_by(FoutePoging.op.desc())
        .limit(ATTEMPTS)
    )
    moments = list(db.session.scalars(query))
    return moments[-1] + ATTEMPTS_WITHIN if len(moments) == ATTEMPTS else None


def sessies_van(account_id: int, nu: datetime) -> Sequence[Sessie]:
    """Where this account is signed in, latest proof first."""
    query = (
        select(Sessie)
        .where(Sessie.account_id == account_id, Sessie.verloopt_op > nu)
        .order_by(Sessie.bevestigd_op.desc(), Sessie.id.desc())
    )
    return db.session.scalars(query).all()


def herstelcodes_over(account_id: int) -> int:
    """How many recovery codes were not used yet."""
    query = select(func.count(Herstelcode.id)).where(
        Herstelcode.account_id == account_id, Herstelcode.gebruikt_op.is_(None)
    )
    return db.session.scalar(query) or 0


def open_verzoek(token: str, nu: datetime) -> Inlogverzoek | None:
    """The request behind a mailed link, if it can still be used."""
    query = select(Inlogverzoek).where(
        Inlogverzoek.token_hash == hashed(token),
        Inlogverzoek.doel == Doel.INLOGGEN,
        Inlogverzoek.gebruikt_op.is_(None),
        Inlogverzoek.verloopt_op > nu,
        Inlogverzoek.pogingen < ATTEMPTS,
    )
    return db.session.scalars(query).one_or_none()
