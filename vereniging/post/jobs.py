"""The worker empties the outbox, and forgets what left long ago."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.post.acties import verstuur
from vereniging.post.models import BEWAARD, Mail
from vereniging.taken.worker import daily, every_round

every_round(verstuur)


@daily("post.opruimen")
def opruimen() -> None:
    """Forget messages that left a month ago."""
    old = clock.now() - BEWAARD
    db.session.execute(delete(Mail).where(Mail.gedaan_op < old))
    db.session.execute(delete(Mail).where(Mail.mislukt_op < old - timedelta(days=60)))
