"""Signing in and out: the user object is the session row (security-reliability.md section 3)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Flask, abort, g, session
from flask_login import LoginManager, current_user, login_user
from sqlalchemy import delete, select
from sqlalchemy.orm import contains_eager

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.toegang.models import (
    TWEEDE_FACTOR,
    Account,
    Sessie,
    SessieSoort,
    hashed,
    session_end,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

IDLE_OWN_DEVICE = 14 * 24 * 3600  # seconds
IDLE = 30 * 60
SEEN_EVERY = 60
KEPT = ("taal",)


class SessionRows(LoginManager):  # type: ignore[misc]  # Flask-Login has no types
    """Flask-Login without "remember me": what is not a row is not signed in."""

    def _load_user_from_remember_cookie(self, cookie: str) -> None:
        del cookie


manager = SessionRows()
manager.session_protection = None


def init_app(app: Flask) -> None:
    """Let Flask-Login find the session row behind the cookie."""
    manager.init_app(app)
    manager.user_loader(_load)


def _load(raw_key: str) -> Sessie | None:
    nu = clock.now()
    query = (
        select(Sessie)
        .join(Sessie.account)
        .options(contains_eager(Sessie.account))
        .where(Sessie.sleutel_hash == hashed(raw_key), Sessie.verloopt_op > nu)
    )
    found = db.session.scalars(query).one_or_none()
    return found if found and _is_awake(found, nu) else None


def _is_awake(sessie: Sessie, nu: datetime) -> bool:
    seen, moment = session.get("gezien", 0), int(nu.timestamp())
    if moment - seen > (IDLE_OWN_DEVICE if sessie.eigen_apparaat else IDLE):
        return False
    if moment - seen > SEEN_EVERY:
        session["gezien"] = moment
    return True


def current_session() -> Sessie | None:
    """The session row of this request, or None for a visitor."""
    user = current_user._get_current_object() if current_user else None  # noqa: SLF001  a proxy
    return user if isinstance(user, Sessie) else None


def start_session(
    account: Account, soort: SessieSoort, rollen: Iterable[object], *, eigen: bool, apparaat: str
) -> Sessie:
    """Sign this browser in with a new row; a row it had before is deleted."""
    nu, rollen = clock.now(), set(rollen)
    long = eigen and not TWEEDE_FACTOR & rollen
    return _replace(
        Sessie(
            sleutel_hash=b"",
            account=account,
            soort=soort,
            bevestigd_op=nu,
            verloopt_op=session_end(nu, eigen_apparaat=long, rollen=rollen),
            apparaat=apparaat[:120],
            eigen_apparaat=long,
            tweede_factor_op=nu if soort is SessieSoort.PASSKEY else None,
            ingelogd_op=nu,
        )
    )


def confirm_session(*, second_factor: bool) -> Sessie:
    """Somebody proved again who they are: a new key, and the same end as before."""
    old = current_session()
    if old is None:
        abort(403)
    nu = clock.now()
    return _replace(
        Sessie(
            sleutel_hash=b"",
            account=old.account,
            soort=old.soort,
            bevestigd_op=nu,
            verloopt_op=old.verloopt_op,
            apparaat=old.apparaat,
            eigen_apparaat=old.eigen_apparaat,
            tweede_factor_op=nu if second_factor else old.tweede_factor_op,
            ingelogd_op=old.sinds,
        )
    )


def _replace(sessie: Sessie) -> Sessie:
    end_session()
    raw_key = secrets.token_urlsafe(32)
    sessie.raw_key, sessie.sleutel_hash = raw_key, hashed(raw_key)
    db.session.add(sessie)
    session["gezien"] = int(clock.now().timestamp())
    session.permanent = sessie.eigen_apparaat
    login_user(sessie)
    return sessie


def end_session() -> None:
    """Sign this browser out: the row goes, so a copied cookie is worthless."""
    sessie = current_session()
    if sessie is not None:
        db.session.execute(delete(Sessie).where(Sessie.id == sessie.id))
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.update(kept)
    g.pop("_login_user", None)


def end_all_sessions(account_id: int) -> None:
    """Sign every device of this account out (role, address or membership changed)."""
    db.session.execute(delete(Sessie).where(Sessie.account_id == account_id))


__all__ = [
    "confirm_session",
    "current_session",
    "end_all_sessions",
    "end_session",
    "init_app",
    "start_session",
]
