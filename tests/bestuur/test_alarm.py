"""Two people hear once that something broke, and once that it works again."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client import values
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.bestuur.test_board import een_mail
from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import om
from tests.support.client import Client
from vereniging.bestuur import jobs, metingen
from vereniging.bestuur.acties.alarm import bewaak, open_alarmen
from vereniging.bestuur.models import Alarm, AlarmSoort
from vereniging.core import metrics, upkeep
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.logboek.acties import schrijf
from vereniging.post.models import Mail
from vereniging.site.gezondheid import METINGEN
from vereniging.statuten.acties import stel_in
from vereniging.toegang.models import Account, FoutePoging


def bestuurders(data: Session, nu: datetime) -> list[str]:
    """A secretary and a chair; their addresses."""
    leden = {FunctieSoort.SECRETARIS: een_lid(), FunctieSoort.VOORZITTER: een_lid()}
    begin = nu.date() - timedelta(days=9)
    data.add_all(Functie(lid=lid, soort=soort, begin=begin) for soort, lid in leden.items())
    data.flush()
    return [str(lid.email) for lid in leden.values()]


def test_two_people_hear_it_once_and_hear_once_that_it_is_over(data: Session, nu: datetime) -> None:
    wie = bestuurders(data, nu)
    for minutes in (0, 15):
        bewaak({AlarmSoort.KOPIE: True}, nu + timedelta(minutes=minutes))
    data.flush()
    mails = data.scalars(select(Mail).order_by(Mail.id)).all()
    assert [mail.aan for mail in mails] == wie
    assert mails[0].onderwerp == "Let op: Er is te lang geen reservekopie gemaakt"
    assert "22 november 2026" in unseal(keys(Label.MAIL), mails[0].tekst or b"")
    for minutes in (30, 45):
        bewaak({AlarmSoort.KOPIE: False}, nu + timedelta(minutes=minutes))
    data.flush()
    assert data.scalar(select(func.count()).select_from(Mail)) == 4
    assert open_alarmen() == []
    bewaak({AlarmSoort.KOPIE: True}, nu + timedelta(hours=1))
    data.flush()
    assert data.scalar(select(func.count()).select_from(Mail)) == 6


def test_the_board_chooses_who_hears_it(data: Session, nu: datetime) -> None:
    bestuurders(data, nu)
    stel_in(waakhonden=["wacht@example.org"])
    bewaak({AlarmSoort.SCHIJF: True}, nu)
    data.flush()
    assert data.scalars(select(Mail.aan)).all() == ["wacht@example.org"]


def test_of_each_kind_one_alarm_is_on(data: Session, nu: datetime) -> None:
    data.add_all([Alarm(soort=AlarmSoort.POST, sinds=nu), Alarm(soort=AlarmSoort.POST, sinds=nu)])
    with pytest.raises(IntegrityError):
        data.flush()


def test_the_page_of_the_board_shows_what_is_broken(login: Login, data: Session) -> None:
    secretaris = login(een_lid(), "secretaris")
    bewaak({AlarmSoort.KETEN: True}, datetime.fromisoformat("2026-11-22T18:00+00:00"))
    page = secretaris.get("/bestuur").text
    assert "Het logboek klopt niet meer" in page
    assert "Verander niets en bel de beheerder." in page


def test_mail_that_waits_is_noticed_after_a_quarter_of_an_hour(data: Session, nu: datetime) -> None:
    data.add(een_mail(klaar_vanaf=nu))
    data.flush()
    assert not metingen.post(nu + timedelta(minutes=15))
    assert metingen.post(nu + timedelta(minutes=16))


def test_a_copy_and_a_drill_are_missed_from_the_first_line_of_the_log(
    app: Flask, data: Session, nu: datetime
) -> None:
    (Path(app.config["DATA_DIR"]) / upkeep.FILE).unlink(missing_ok=True)
    assert not metingen.kopie(nu)
    schrijf("proef.gedaan")
    data.commit()
    assert not metingen.kopie(nu + timedelta(hours=26))
    assert metingen.kopie(nu + timedelta(hours=27))
    upkeep.mark("kopie", nu + timedelta(hours=20))
    assert not metingen.kopie(nu + timedelta(hours=27))
    assert metingen.oefening(nu + timedelta(days=9))


def test_guessing_codes_is_noticed(data: Session, nu: datetime) -> None:
    data.add(account := Account(email="kim@example.org", gemaakt_op=nu))
    data.flush()
    data.add_all(FoutePoging(account_id=account.id, op=nu) for _ in range(50))
    data.flush()
    assert not metingen.inloggen(nu)
    data.add(FoutePoging(account_id=account.id, op=nu))
    data.flush()
    assert metingen.inloggen(nu)
    assert not metingen.inloggen(nu + timedelta(hours=2))


def test_a_share_of_errors_is_noticed_from_what_all_servers_count(
    app: Flask, data: Session, nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(app.config["DATA_DIR"]) / METINGEN
    monkeypatch.setattr(values, "ValueClass", values.ValueClass)
    monkeypatch.setenv(metrics.FOLDER, "")
    metrics.share(folder / "machine")
    server = Flask("server")
    metrics.init_app(server)
    assert not metingen.fouten(nu)
    with server.app_context():
        for number in range(300):
            metrics.observe("/nieuws", "GET", 500 if number % 60 == 0 else 200, 0.02)
        assert b'regel="/nieuws",status="5xx"} 5.0' in metrics.requests_text()
    assert list((folder / "machine").iterdir())
    assert metingen.fouten(nu)
    assert not metingen.fouten(nu)  # nothing new since the look before


def test_only_an_installation_in_use_alarms(
    app: Flask, data: Session, nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    bestuurders(data, nu)
    data.add(een_mail(klaar_vanaf=nu - timedelta(hours=1)))
    data.flush()
    jobs.watch()
    jobs.check_chain()
    assert open_alarmen() == []
    monkeypatch.setitem(app.config, "SESSION_COOKIE_SECURE", True)
    jobs.watch()
    jobs.check_chain()
    data.flush()
    assert AlarmSoort.POST in {alarm.soort for alarm in open_alarmen()}
    assert AlarmSoort.KETEN not in {alarm.soort for alarm in open_alarmen()}


def test_the_public_page_and_the_monitor_tell_when_copies_were_made(
    app: Flask, client: Client, data: Session, nu: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    (Path(app.config["DATA_DIR"]) / upkeep.FILE).unlink(missing_ok=True)
    assert "nog niet gemaakt" in client.get("/betrouwbaarheid").text
    assert "nog geen reservekopie" in client.get("/readyz").text
    upkeep.mark("kopie", nu - timedelta(hours=27))
    upkeep.mark("oefening", nu - timedelta(days=1))
    assert "reservekopie te oud" in client.get("/readyz").text
    page = client.get("/betrouwbaarheid").text
    assert "nog niet gemaakt" not in page
    monkeypatch.setitem(client.app.config, "METRICS_TOKEN", "geheim-van-de-monitor")
    numbers = client.get("/metrics", headers={"Authorization": "Bearer geheim-van-de-monitor"}).text
    assert "vereniging_kopie_oud_seconden 97200.0" in numbers
    assert "vereniging_oefening_oud_seconden 86400.0" in numbers
    assert 'vereniging_verzoek_seconden_count{methode="GET",regel="/betrouwbaarheid"' in numbers


def test_a_clock_that_went_back_is_told(client: Client, data: Session, nu: datetime) -> None:
    schrijf("proef.gedaan")
    data.commit()
    om(nu - timedelta(seconds=59))
    assert json.loads(client.get("/readyz").text)["klok"] == "ok"
    om(nu - timedelta(minutes=2))
    assert json.loads(client.get("/readyz").text)["klok"] == "nee"
