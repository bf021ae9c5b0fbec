"""Forget the account of somebody who is erased; its number stays beside what it did."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from vereniging.core.db import db
from vereniging.toegang.models import (
    Account,
    FoutePoging,
    Herstelcode,
    Inlogherstel,
    Inlogverzoek,
    Passkey,
    Sessie,
)

EIGEN = (FoutePoging, Herstelcode, Inlogherstel, Inlogverzoek, Passkey, Sessie)


def vergeet_account(email: str) -> None:
    """Nobody signs in with this account any more, and it holds no address."""
    query = select(Account).where(func.lower(Account.email) == email.lower())
    account = db.session.scalars(query).one_or_none()
    if account is None:
        return
    for model in EIGEN:
        db.session.execute(delete(model).where(model.account_id == account.id))
    db.session.expire(account, ["passkeys"])
    account.vergeet_totp()
    account.email, account.lid_id = f"gewist-{account.id}", None
