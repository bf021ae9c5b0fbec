"""Every day: anchor the log, forget what nobody needs any more."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from vereniging.bestuur.acties.alarm import bewaak
from vereniging.bestuur.metingen import KWARTIER
from vereniging.bestuur.models import AlarmSoort
from vereniging.core import clock
from vereniging.core.config import setting
from vereniging.core.db import db
from vereniging.core.forms import forget_answers
from vereniging.logboek.acties import first_fault, veranker
from vereniging.taken.models import Taak
from vereniging.taken.worker import daily, quarterly

FORMS = timedelta(days=2)
JOBS = timedelta(days=30)


@quarterly("bestuur.alarm")
def watch() -> None:
    """Tell when something broke, or works again."""
    if is_in_use():
        nu = clock.now()
        bewaak({soort: meting(nu) for soort, meting in KWARTIER.items()}, nu)


@daily("bestuur.keten")
def check_chain() -> None:
    """Read the whole log: a line that was changed is noticed within a day."""
    if is_in_use():
        bewaak({AlarmSoort.KETEN: bool(first_fault())}, clock.now())


def is_in_use() -> bool:
    """A demo or a try-out on this machine alone has nobody to alarm."""
    return bool(setting("SESSION_COOKIE_SECURE"))


@daily("logboek.veranker")
def anchor() -> None:
    """Note the head of the log of this day."""
    veranker(clock.now())


@daily("bestuur.opruimen")
def tidy() -> None:
    """Forget keys of forms and jobs that were done long ago."""
    nu = clock.now()
    forget_answers(nu - FORMS)
    db.session.execute(delete(Taak).where(Taak.gedaan_op < nu - JOBS))
