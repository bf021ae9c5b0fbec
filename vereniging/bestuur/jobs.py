"""Every day: anchor the log, forget what nobody needs any more."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.forms import forget_answers
from vereniging.logboek.acties import veranker
from vereniging.taken.models import Taak
from vereniging.taken.worker import daily

FORMS = timedelta(days=2)
JOBS = timedelta(days=30)


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
