"""Where the pages of dues live, and who is signed in."""

from __future__ import annotations

from vereniging.core.web import Blueprint
from vereniging.toegang.sessions import current_session

bp = Blueprint("contributie", __name__)
bestuur = Blueprint("contributie_bestuur", __name__, url_prefix="/bestuur/contributie")


def account_id() -> int | None:
    """The account of who is signed in."""
    sessie = current_session()
    return sessie.account_id if sessie else None
