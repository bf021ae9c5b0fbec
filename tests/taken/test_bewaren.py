"""What was kept long enough goes, at its own day and not before; the chain of the log stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.bestuur.test_board import een_mail
from tests.support.work import work
from vereniging.bestuur.models import Alarm, AlarmSoort
from vereniging.core.db import db, finish, start_writing
from vereniging.logboek.acties import first_fault, noteer_inzage, schrijf
from vereniging.logboek.models import Inzagelog, Logboek, LogboekGegeven
from vereniging.post.models import Mail
from vereniging.taken.bewaren import REGELS, maanden_geleden, ruim_op
from vereniging.taken.models import Taak


def aantal(data: Session, model: type) -> int:
    return data.scalar(select(func.count()).select_from(model)) or 0


def test_names_leave_the_log_after_24_months_and_the_chain_stays_whole(
    data: Session, nu: datetime
) -> None:
    schrijf("proef.gedaan", gegevens={"wie": "Kim"})
    noteer_inzage("lid", "1001", None)
    data.commit()
    ruim_op("logboek.opruimen", datetime(2028, 11, 22, 12, tzinfo=UTC))
    assert (aantal(data, LogboekGegeven), aantal(data, Inzagelog)) == (1, 1)
    ruim_op("logboek.opruimen", datetime(2028, 11, 23, 12, tzinfo=UTC))
    assert (aantal(data, LogboekGegeven), aantal(data, Inzagelog)) == (0, 0)
    assert aantal(data, Logboek) == 1
    data.expire_all()
    assert first_fault() == ""


def test_mail_goes_a_month_after_it_left_and_later_when_it_never_did(
    data: Session, nu: datetime
) -> None:
    data.add_all([een_mail(sleutel="weg", gedaan_op=nu), een_mail(sleutel="niet", mislukt_op=nu)])
    data.flush()
    found = {}
    for days in (30, 31, 90, 91):
        ruim_op("post.opruimen", nu + timedelta(days=days))
        found[days] = sorted(data.scalars(select(Mail.sleutel)))
    assert found == {30: ["niet", "weg"], 31: ["niet"], 90: ["niet"], 91: []}


def test_an_alarm_that_is_on_is_never_forgotten(data: Session, nu: datetime) -> None:
    over = Alarm(soort=AlarmSoort.POST, sinds=nu, voorbij_op=nu)
    data.add_all([Alarm(soort=AlarmSoort.SCHIJF, sinds=nu), over])
    data.flush()
    ruim_op("bestuur.opruimen", nu + timedelta(days=800))
    assert data.scalars(select(Alarm.soort)).all() == [AlarmSoort.SCHIJF]


def test_months_are_counted_in_days_of_amsterdam() -> None:
    nu = datetime(2027, 2, 28, 23, 30, tzinfo=UTC)  # 1 March here
    assert maanden_geleden(nu, 12) == datetime(2026, 2, 28, 23, tzinfo=UTC)


def test_every_night_each_package_keeps_to_its_terms(data: Session, nu: datetime) -> None:
    work()
    done = set(data.scalars(select(Taak.soort).where(Taak.gedaan_op.is_not(None))))
    assert set(REGELS) <= done
    assert {"toegang.opruimen", "post.opruimen", "logboek.opruimen", "leden.opruimen"} <= set(
        REGELS
    )


@pytest.mark.traag("commands on a database of their own")
def test_the_command_tells_first_and_erases_when_asked(live_app: Flask, nu: datetime) -> None:
    with live_app.app_context():
        start_writing()
        db.session.add(een_mail(gedaan_op=nu - timedelta(days=31)))
        finish()
    run = live_app.test_cli_runner().invoke
    proef = run(args=["bewaartermijnen", "--proef"])
    assert proef.exit_code == 0
    assert "Verstuurde e-mail (30 dagen): 1" in proef.output
    assert "Proef: 1 te wissen. Niets gewist." in proef.output
    assert "Gewist: 1." in run(args=["bewaartermijnen"]).output
    assert "Gewist: 0." in run(args=["bewaartermijnen"]).output
