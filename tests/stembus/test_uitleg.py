"""Reminders that give nobody away, and pages that explain this one vote."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import VRAAG, een_open_stemming, om, stem
from tests.stembus.test_stemming import leden, sluit_en_tel
from tests.support.client import Client
from tests.support.work import work
from vereniging.core.clock import AMSTERDAM
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.leden.models import LidSoort
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.stembus.acties import herinner, stel_vast
from vereniging.stembus.herinneren import momenten


def local(text: str) -> datetime:
    """A moment in Amsterdam."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        ("2026-11-22T20:00", "2026-11-29T20:00", ["2026-11-26T20:00", "2026-11-28T20:00"]),
        ("2026-11-22T09:00", "2026-11-27T21:00", ["2026-11-24T20:00", "2026-11-26T20:00"]),
        ("2026-11-22T20:00", "2026-11-25T20:00", ["2026-11-24T20:00"]),
        ("2026-11-22T20:00", "2026-11-29T08:00", ["2026-11-26T09:00", "2026-11-28T09:00"]),
        ("2026-11-22T20:00", "2026-11-22T21:00", []),
    ],
)
def test_reminders_come_by_day_three_days_and_one_day_before(
    opens: str, closes: str, expected: list[str]
) -> None:
    assert momenten(local(opens), local(closes)) == [local(each) for each in expected]


def reminders(data: Session) -> list[Mail]:
    """The reminders in the outbox."""
    return list(data.scalars(select(Mail).where(Mail.sleutel.startswith("stemming-nog:"))))


def test_only_who_did_not_vote_is_reminded_and_at_most_twice(data: Session, nu: datetime) -> None:
    voter, late, silent = leden(data, 3)
    data.add_all([een_lid(email=None), dead := een_lid()])
    data.flush()
    stemming = een_open_stemming(nu)
    dead.overleden_op = nu.date()
    stem(stemming, voter)
    for days, expected in ((3, 0), (4, 2), (5, 2), (6, 3), (6.5, 3)):
        if days == 5:
            stem(stemming, late)
        om(nu + timedelta(days=days))
        work()
        assert len(reminders(data)) == expected, days
    assert {mail.aan for mail in reminders(data)} == {late.email, silent.email}


def test_a_member_without_mail_reads_on_paper_how_to_vote_on_paper(
    data: Session, nu: datetime
) -> None:
    leden(data, 1)
    data.add(een_lid(email=None))
    data.flush()
    een_open_stemming(nu)
    sent = data.scalars(select(Mail).where(Mail.sleutel.startswith("stemming-open:"))).all()
    on_paper = {mail.is_brief: unseal(keys(Label.MAIL), mail.tekst or b"") for mail in sent}
    assert "Vraag de secretaris om een stembiljet" in on_paper[True]
    assert "op papier" not in on_paper[False]


def test_nothing_that_is_kept_tells_who_was_reminded(data: Session, nu: datetime) -> None:
    wie = leden(data, 12)
    stemming = een_open_stemming(nu)
    lines = len(data.scalars(select(Logboek)).all())
    moment = om(nu + timedelta(days=4))
    herinner(stemming, 0, moment)
    data.commit()
    assert len(data.scalars(select(Logboek)).all()) - lines <= 2  # opened and prepared
    opened = data.scalars(select(Mail.onderwerp).where(Mail.sleutel.startswith("stemming-open:")))
    mails = reminders(data)
    assert {mail.onderwerp for mail in mails} == set(opened)
    numbers = [str(lid.lidnummer) for lid in wie]
    assert not any(number in mail.sleutel.split(":") for mail in mails for number in numbers)
    order = [mail.aan for mail in sorted(mails, key=lambda mail: mail.id)]
    assert order != [lid.email for lid in wie]  # one in 479 million


def test_a_worker_that_wakes_at_night_waits_until_nine(data: Session, nu: datetime) -> None:
    leden(data, 1)
    stemming = een_open_stemming(nu)
    om(local("2026-11-27T03:00"))
    work()
    assert reminders(data) == []
    om(local("2026-11-27T09:00"))
    work()
    assert len(reminders(data)) == 1
    herinner(stemming, 0, local("2026-11-28T20:00"))
    assert len(reminders(data)) == 1
    herinner(stemming, 1, stemming.sluit_op)
    assert len(reminders(data)) == 1


def test_a_member_reads_why_they_are_on_the_roll(data: Session, nu: datetime, login: Login) -> None:
    member = login(een_lid())
    donor = login(lid := een_lid(LidSoort.DONATEUR))
    een_open_stemming(nu)
    page = member.get("/stemmen/parkeren/kiesregister")
    assert page.status_code == 200
    assert "Waarom sta ik op het kiesregister?" in page.text
    assert "Op dit kiesregister staat 1 lid." in page.text
    assert donor.get("/stemmen/parkeren/kiesregister").status_code == 403
    lid.lidmaatschappen[0].soort = LidSoort.LID
    refused = login(lid).get("/stemmen/parkeren")
    assert refused.status_code == 409
    assert "Waarom sta ik niet op het kiesregister?" in refused.text


def test_the_secrecy_page_tells_what_is_true_of_this_vote(
    data: Session, nu: datetime, client: Client
) -> None:
    wie = leden(data, 5)
    stemming = een_open_stemming(nu)
    page = "/stembus/parkeren/is-mijn-stem-geheim"
    text = client.get(page).text
    assert "5 leden mogen stemmen." in text
    assert "Dat zijn er weinig" in text
    assert "Elke envelop is 512 tekens lang" in text
    assert "Bezwaar kan tot 14 dagen na de sluiting." in text
    for lid in wie:
        stem(stemming, lid)
    sluit_en_tel(stemming)
    data.flush()
    assert "Daarna stelt de voorzitter de uitslag vast" in client.get(page).text
    assert stemming.bezwaar_tot is not None
    stel_vast(stemming, om(stemming.bezwaar_tot))
    data.flush()
    assert "De sleutel is vernietigd na 13 december 2026." in client.get(page).text


def test_the_secrecy_page_says_no_when_names_are_published(
    data: Session, nu: datetime, client: Client
) -> None:
    een_open_stemming(nu, niveau="openbaar")
    text = client.get("/stembus/parkeren/is-mijn-stem-geheim").text
    assert "Na de sluiting staat elke stem op de site, met naam" in text
    assert "zonder naam" not in text


def test_a_vote_fits_in_a_calendar(data: Session, nu: datetime, client: Client) -> None:
    stemming = een_open_stemming(nu, vragen=[VRAAG])
    answer = client.get("/stembus/parkeren/stemming.ics")
    assert answer.mimetype == "text/calendar"
    calendar: Any = Calendar.from_ical(answer.data)
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == "Stemmen: Parkeren op zaterdag"
    assert event["DTEND"].dt == stemming.sluit_op
    assert event["URL"].endswith("/stemmen/parkeren")
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(days=-1)
    assert client.get("/stembus/onbekend/stemming.ics").status_code == 404
