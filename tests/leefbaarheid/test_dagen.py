"""The database knows when a day in Amsterdam is over, in summer, in winter and between them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Date, literal, select
from sqlalchemy.orm import Session

from vereniging.core.workdays import midnight_after
from vereniging.leefbaarheid.dagen import einde_van

JAAR = (date(2025, 12, 1), date(2026, 12, 1))
WINTER = (date(2026, 1, 1), date(2026, 2, 1))


@pytest.mark.parametrize(
    "dag",
    [
        date(2025, 12, 1), date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30),
        date(2026, 7, 1), date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26),
        date(2026, 11, 30),
    ],
)  # fmt: skip
def test_a_day_is_over_at_midnight_in_amsterdam(data: Session, dag: date) -> None:
    einde = einde_van(literal(dag, Date), *JAAR)
    after, second = midnight_after(dag), timedelta(microseconds=1)
    assert data.scalar(select(einde)) == after
    assert data.scalar(select(einde > after - second)) == 1
    assert data.scalar(select(einde > after)) == 0


def test_a_period_without_summer_has_one_hour(data: Session) -> None:
    dag = date(2026, 1, 15)
    assert data.scalar(select(einde_van(literal(dag, Date), *WINTER))) == midnight_after(dag)
