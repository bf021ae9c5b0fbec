"""A large roll hears of the result in parts, so that a count keeps nobody waiting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.stembus.factories import een_open_stemming, stem
from tests.stembus.test_stemming import leden, sluit_en_tel
from tests.support.work import work
from vereniging.post.models import Mail
from vereniging.stembus.acties.bericht import PER_KEER


def aantal(data: Session) -> int:
    """How many messages about a result there are."""
    query = select(func.count()).where(Mail.sleutel.startswith("uitslag:"))
    return data.scalar(query) or 0


def test_who_is_further_on_the_roll_is_mailed_by_a_job(data: Session, nu: datetime) -> None:
    wie = leden(data, PER_KEER + 1)
    stemming = een_open_stemming(nu)
    stem(stemming, wie[0])
    sluit_en_tel(stemming)
    assert aantal(data) == PER_KEER
    work()
    assert aantal(data) == PER_KEER + 1
    work()
    assert aantal(data) == PER_KEER + 1
