"""The member behind this request."""

from __future__ import annotations

from flask import abort, g

from vereniging.leden.models import Lid
from vereniging.leden.queries import lid_van
from vereniging.toegang.sessions import current_session


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
    if g.get("lid_van") != sessie.id:
        g.lid_van, g.lid = sessie.id, lid_van(sessie.account)
    return g.lid  # type: ignore[no-any-return]  # flask.g is untyped
