"""The member behind this request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, g

from vereniging.leden.models import Lid
from vereniging.leden.queries import lid_van, rollen_van
from vereniging.toegang.sessions import current_session

if TYPE_CHECKING:
    from datetime import date

    from vereniging.toegang.models import Account, Rol


def huidig_lid() -> Lid:
    """The member who is signed in; 403 for an account without one."""
    lid = mogelijk_lid()
    if lid is None:
        abort(403)
    return lid


def ingelogd_account() -> int | None:
    """The number of the account that is signed in, for the log."""
    sessie = current_session()
    return sessie.account_id if sessie else None


def mogelijk_lid() -> Lid | None:
    """The member who is signed in, if there is one."""
    sessie = current_session()
    if sessie is None:
        return None
    if g.get("lid_van") is not sessie:  # a second try of the view has another object
        g.lid_van, g.lid = sessie, lid_van(sessie.account)
    return g.lid  # type: ignore[no-any-return]  # flask.g is untyped


def rollen(account: Account, dag: date) -> frozenset[Rol]:
    """The roles of an account on a day; the member of this request is read once."""
    sessie = current_session()
    own = sessie is not None and sessie.account is account
    return rollen_van(account, mogelijk_lid() if own else lid_van(account), dag)
