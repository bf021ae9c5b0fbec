"""Parties hear once more before their time is over, and officers before a covenant ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import (
    beoordeel,
    een_afspraak,
    een_convenant,
    een_geldende_afspraak,
    een_handtekening,
    een_tafel,
    leg_ter_tekening,
    stem_in,
)
from tests.factories import een_lid
from vereniging.convenant import acties
from vereniging.convenant.models import (
    Convenant,
    Evaluatieherinnering,
    Oordeel,
    Partijantwoord,
    Verweer,
    Verweerschrift,
    evaluatie_over,
)
from vereniging.core.workdays import add_workdays, amsterdam_day
from vereniging.post.models import Mail

EINDE = date(2027, 12, 31)


def om(dag: date) -> datetime:
    """At noon."""
    return datetime(dag.year, dag.month, dag.day, 11, tzinfo=UTC)


def getekend(data: Session, geldig_tot: date | None = EINDE) -> Convenant:
    """Signed by all five."""
    zetels, convenant = een_tafel(), een_convenant(geldig_tot=geldig_tot)
    data.add(convenant)
    leg_ter_tekening(convenant)
    for zetel in zetels:
        acties.teken(convenant, een_handtekening(zetel.organisaties[0]))
    data.flush()
    return convenant


@pytest.mark.parametrize(
    ("dag", "maanden"),
    [
        (date(2027, 6, 29), None), (date(2027, 6, 30), 6), (date(2027, 9, 29), 6),
        (date(2027, 9, 30), 3), (EINDE, 3), (date(2028, 1, 1), None),
    ],
)  # fmt: skip
def test_half_a_year_and_a_quarter_before_the_end(
    data: Session, dag: date, maanden: int | None
) -> None:
    assert evaluatie_over(getekend(data), dag) == maanden


def test_what_has_no_end_or_does_not_bind_asks_nothing(data: Session) -> None:
    zonder = getekend(data, None)
    assert evaluatie_over(zonder, EINDE) is None
    concept = een_convenant(versie="x", geldig_tot=EINDE)
    assert evaluatie_over(concept, EINDE) is None


def test_chair_and_secretary_hear_of_it_twice(data: Session, login: Login) -> None:
    convenant = getekend(data)
    for email, ambt in (("v@example.org", "voorzitter"), ("s@example.org", "secretaris")):
        login(een_lid(email=email), ambt)
    sent = []
    for dag in (date(2027, 7, 1), date(2027, 7, 2), date(2027, 10, 1), date(2027, 11, 1)):
        acties.herinner_evaluatie(om(dag))
        data.flush()
        query = select(Mail).where(Mail.sleutel.startswith("convenant.evaluatie:"))
        sent.append(len(data.scalars(query).all()))
    assert sent == [2, 2, 4, 4]
    data.add(Evaluatieherinnering(convenant=convenant, maanden=6, op=om(EINDE)))
    with pytest.raises(IntegrityError):
        data.flush()


def mails(data: Session, soort: str) -> int:
    """How many of this kind are in the outbox."""
    data.flush()
    return len(data.scalars(select(Mail).where(Mail.sleutel.startswith(f"{soort}:"))).all())


def test_who_did_not_answer_a_promise_is_asked_once_more(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    afspraak = een_afspraak(zetels[1])
    data.add(afspraak)
    data.flush()
    acties.leg_voor(afspraak, nu)
    data.flush()
    asked = mails(data, "instemming")
    stem_in(afspraak, zetels[1], Partijantwoord.EENS, nu)
    tot = add_workdays(amsterdam_day(nu), 10)
    assert acties.herinner_partijen(om(tot - timedelta(days=10))) == 0
    dag = om(add_workdays(tot, -3))
    assert acties.herinner_partijen(dag) == asked - 1
    assert acties.herinner_partijen(dag + timedelta(days=1)) == 0
    assert mails(data, "instemming-nog") == asked - 1
    assert acties.herinner_partijen(om(tot + timedelta(days=1))) == 0


def test_an_owner_that_was_judged_is_asked_once_more(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    afspraak = een_geldende_afspraak(zetels)
    waarneming = beoordeel(afspraak, zetels[0], Oordeel.NIET, nu)
    data.flush()
    assert waarneming.wederhoor is not None
    dag = om(waarneming.wederhoor.tot - timedelta(days=1))
    assert acties.herinner_partijen(dag) == 1
    assert acties.herinner_partijen(dag) == 0
    assert mails(data, "wederhoor-nog") == 1


def test_who_answered_the_verdict_hears_nothing_more(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    waarneming = beoordeel(een_geldende_afspraak(zetels), zetels[0], Oordeel.NIET, nu)
    data.flush()
    assert waarneming.wederhoor is not None
    acties.geef_wederhoor(waarneming.wederhoor, Verweerschrift(Verweer.KLOPT, "Sam"), nu)
    data.flush()
    assert acties.herinner_partijen(om(waarneming.wederhoor.tot)) == 0
