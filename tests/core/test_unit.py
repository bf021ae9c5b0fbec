"""The unit of work, the log, jobs and mail, without any page."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import een_lid
from vereniging.core.db import digest
from vereniging.core.references import next_reference
from vereniging.leden.models import Lid
from vereniging.logboek.acties import first_fault, schrijf
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.taken.acties import claim, finished, plan
from vereniging.taken.models import Taak


def test_numbers_follow_each_other_per_kind_and_year(data: Session) -> None:
    given = [next_reference("V", 2026), next_reference("V", 2026), next_reference("A", 2026)]
    assert given == ["V-2026-0001", "V-2026-0002", "A-2026-001"]
    assert next_reference("V", 2027) == "V-2027-0001"


def test_a_member_comes_back_as_it_was(data: Session, nu: datetime) -> None:
    data.add(lid := een_lid())
    data.commit()
    data.expire_all()
    found = data.scalars(select(Lid)).one()
    assert found is lid
    assert found.is_lid_op(nu.date())


def test_log_lines_form_a_chain_and_a_change_is_found(data: Session) -> None:
    schrijf("iets.gebeurd", nummer=1)
    data.commit()
    schrijf("iets.anders", nummer=2, gegevens={"wie": "Kim"})
    data.commit()
    lines = list(data.scalars(select(Logboek).order_by(Logboek.volgnr)))
    assert [line.soort for line in lines] == ["iets.gebeurd", "iets.anders"]
    assert lines[1].vorige == lines[0].hash
    assert first_fault() == ""
    lines[1].gegevens[0].waarde = "Pim"
    data.commit()
    assert "Regel 2" in first_fault()


def test_a_job_asked_for_twice_is_one_job_and_one_worker_holds_it(
    data: Session, nu: datetime
) -> None:
    plan("iets", "iets:1", nu, wat=1)
    plan("iets", "iets:1", nu, wat=2)
    token, numbers = claim(Taak, nu)
    assert len(numbers) == 1
    assert claim(Taak, nu)[1] == []
    assert claim(Taak, nu + timedelta(minutes=6))[1] == numbers
    assert not finished(Taak, numbers[0], token, nu)


def test_failed_work_waits_longer_each_time_and_then_for_a_person(nu: datetime) -> None:
    taak = Taak(soort="iets", sleutel="x", klaar_vanaf=nu)
    waits = []
    for poging in range(1, 9):
        taak.pogingen, before = poging, taak.klaar_vanaf
        taak.later(nu, "stuk")
        waits.append((taak.klaar_vanaf - nu).total_seconds() if taak.klaar_vanaf != before else 0)
    assert waits[:5] == [60, 300, 1800, 7200, 21600]
    assert taak.mislukt_op == nu


def test_two_words_do_not_hash_as_one() -> None:
    assert digest("a", "b") != digest("ab")
    with pytest.raises(TypeError):
        Mail()  # type: ignore[call-arg]  # valid from birth
