"""The second factor: a code app, and ten codes on paper."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import delete, update

from vereniging.core.db import db, locked
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l
from vereniging.core.keys import Label, seal, unseal
from vereniging.core.secrets import key, keys
from vereniging.toegang.codes import kept, new_code, tidy
from vereniging.toegang.models import Account, FoutePoging, Herstelcode
from vereniging.toegang.queries import moet_wachten_tot

PERIOD = 30  # seconds
RECOVERY_CODES, RECOVERY_HALF = 10, 5  # 10 x 50 bits


class LaatsteMiddel(DomainError):
    """Who holds an office keeps at least one second factor."""

    message = _l(
        "Dit is uw enige tweede stap, en voor uw functie is die nodig. Voeg eerst een andere toe."
    )


@dataclass(frozen=True)
class Proefuitslag:
    """Whether a second factor was right; else perhaps until when to wait."""

    goed: bool
    herstelcode: bool = False
    wachten_tot: datetime | None = None


def nieuw_geheim(account: Account) -> None:
    """Make a secret for a code app; it counts once the app showed a right code."""
    account.totp_nieuw = seal(key(Label.TOTP), pyotp.random_base32(32))


def lees_geheim(account: Account) -> str:
    """The secret that waits for its first code; empty when none does."""
    return unseal(keys(Label.TOTP), account.totp_nieuw) if account.totp_nieuw else ""


def adres_voor_app(account: Account, naam: str) -> str:
    """What the QR code says to the code app."""
    return pyotp.TOTP(lees_geheim(account)).provisioning_uri(name=account.email, issuer_name=naam)


def bevestig_app(account: Account, typed: str, nu: datetime) -> Proefuitslag:
    """The first right code of a new code app switches it on."""

    def check(fresh: Account) -> bool:
        stap = _matching_step(fresh.totp_nieuw, typed, nu, after=0)
        if stap is None:
            return False
        fresh.bevestig_totp(stap, nu)
        return True

    return _attempt(account, nu, check)


def controleer(account: Account, typed: str, nu: datetime) -> Proefuitslag:
    """A code of the code app, or one of the codes on paper; each works once."""
    if tidy(typed).isdigit() and len(tidy(typed)) == 6:
        return _attempt(account, nu, lambda fresh: _use_totp(fresh, typed, nu))
    outcome = _attempt(account, nu, lambda fresh: _use_recovery_code(fresh, typed, nu))
    return Proefuitslag(outcome.goed, herstelcode=outcome.goed, wachten_tot=outcome.wachten_tot)


def _attempt(account: Account, nu: datetime, check: Callable[[Account], bool]) -> Proefuitslag:
    """Five wrong ones in a quarter of an hour; the row of the account keeps the count exact."""
    fresh = locked(Account, id=account.id)
    assert fresh is not None  # noqa: S101  who is signed in has an account
    if wachten := moet_wachten_tot(fresh.id, nu):
        return Proefuitslag(goed=False, wachten_tot=wachten)
    if check(fresh):
        return Proefuitslag(goed=True)
    db.session.add(FoutePoging(account_id=fresh.id, op=nu))
    return Proefuitslag(goed=False)


def _use_totp(account: Account, typed: str, nu: datetime) -> bool:
    if account.totp_sinds is None:
        return False
    stap = _matching_step(account.totp, typed, nu, after=account.totp_stap)
    if stap is None:
        return False
    account.totp_stap = stap
    return True


def _matching_step(sealed: bytes | None, typed: str, nu: datetime, *, after: int) -> int | None:
    """The step of this code: now, one before or one after, and never one that was used."""
    if sealed is None:
        return None
    totp = pyotp.TOTP(unseal(keys(Label.TOTP), sealed))
    current = int(nu.timestamp()) // PERIOD
    for step in (current - 1, current, current + 1):
        right = hmac.compare_digest(totp.at(step * PERIOD).encode(), tidy(typed).encode())
        if right and step > after:
            return step
    return None


def nieuwe_herstelcodes(account: Account) -> list[str]:
    """Ten new codes, to be shown once; the old ones no longer work."""
    db.session.execute(delete(Herstelcode).where(Herstelcode.account_id == account.id))
    codes = [new_code(RECOVERY_HALF) for _ in range(RECOVERY_CODES)]
    db.session.add_all(
        Herstelcode(account_id=account.id, code_hmac=_kept(account, code)[0]) for code in codes
    )
    return codes


def _kept(account: Account, typed: str) -> list[bytes]:
    return kept("herstel", str(account.id), tidy(typed))


def _use_recovery_code(account: Account, typed: str, nu: datetime) -> bool:
    statement = (
        update(Herstelcode)
        .where(Herstelcode.account_id == account.id, Herstelcode.gebruikt_op.is_(None))
        .where(Herstelcode.code_hmac.in_(_kept(account, typed)))
        .values(gebruikt_op=nu)
        .returning(Herstelcode.id)
    )
    return db.session.scalar(statement) is not None
