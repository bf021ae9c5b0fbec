"""A calendar of one's own: what concerns this member, by an address that only they know."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar, Component
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.alv.factories import een_alv, een_punt
from tests.commissie.test_vergadering import een_vergadering
from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, stem
from tests.support.client import Client
from vereniging.alv.acties import meld_komst, roep_op
from vereniging.core.clock import AMSTERDAM
from vereniging.core.secrets import token_for
from vereniging.leden.models import Lid
from vereniging.leden.signals import lid_gewist
from vereniging.site.acties import maak_agendalink, stop_agendalink
from vereniging.site.agenda import DOEL
from vereniging.site.models import Agendalink


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid()
    data.add(lid)
    data.flush()
    return lid


def address(lid: Lid, nu: datetime) -> str:
    """Where this member's calendar is."""
    return f"/agenda/{token_for(maak_agendalink(lid, nu).kiem, DOEL)}.ics"


def entries(client: Client, url: str) -> dict[str, Component]:
    """What stands in the calendar, by its kind."""
    answer = client.get(url)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.headers["Cache-Control"] == "no-store"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    return {str(each["uid"]).partition("-")[0]: each for each in events}


def test_a_member_sees_meetings_calls_and_own_votes(
    data: Session, lid: Lid, nu: datetime, client: Client
) -> None:
    data.add(een_vergadering(nu))
    alv = een_alv(nu)
    een_punt(alv)
    roep_op(alv, nu)
    stemming = een_open_stemming(nu)
    url = address(lid, nu)
    found = entries(client, url)
    assert set(found) == {"vergadering", "alv", "stemming"}
    assert found["stemming"].decoded("dtend") == stemming.sluit_op
    before = client.get(url).data
    stem(stemming, lid)
    meld_komst(alv, lid, nu, komt=True)
    assert client.get(url).data == before  # nothing tells who voted or comes


def test_who_is_not_on_the_roll_or_left_sees_what_is_for_everybody(
    data: Session, lid: Lid, nu: datetime, client: Client
) -> None:
    data.add(een_vergadering(nu))
    een_open_stemming(nu)
    newcomer = een_lid()
    data.add(newcomer)
    data.flush()
    assert set(entries(client, address(newcomer, nu))) == {"vergadering"}
    lid.lidmaatschappen[0].einde = nu.date() - timedelta(days=1)
    assert set(entries(client, address(lid, nu))) == {"vergadering"}


def test_the_hour_stays_the_hour_when_the_clock_changes(
    data: Session, lid: Lid, nu: datetime, client: Client
) -> None:
    begin = datetime(2027, 3, 31, 17, 30, tzinfo=UTC)  # summer time since three days
    data.add(een_vergadering(nu, begin=begin))
    (only,) = entries(client, address(lid, nu)).values()
    start = only.decoded("dtstart")
    assert (start.astimezone(AMSTERDAM).hour, start.utcoffset()) == (19, timedelta(hours=2))


def test_another_address_or_none_makes_the_old_one_worthless(
    data: Session, lid: Lid, nu: datetime, client: Client
) -> None:
    old = address(lid, nu)
    assert client.get(old).status_code == 200
    new = address(lid, nu)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    stop_agendalink(lid)
    assert client.get(new).status_code == 404
    assert client.get(f"/agenda/{'a' * 43}.ics").status_code == 404
    url = address(lid, nu)
    lid_gewist.send(lid, email=None, nu=nu)
    assert client.get(url).status_code == 404


def test_one_member_has_one_address(data: Session, lid: Lid, nu: datetime) -> None:
    maak_agendalink(lid, nu)
    maak_agendalink(lid, nu)
    data.flush()
    assert data.scalar(select(func.count()).select_from(Agendalink)) == 1
    data.add(Agendalink(lid=lid, gemaakt_op=nu))
    with pytest.raises(IntegrityError):
        data.flush()


def test_a_member_makes_it_on_a_page_of_their_own(
    data: Session, login: Login, client: Client
) -> None:
    member = login(een_lid())
    assert "Maak mijn agenda-adres" in member.get("/mijn/agenda").text
    assert member.post("/mijn/agenda").status_code == 303
    kiem = data.scalars(select(Agendalink.kiem)).one()
    url = f"/agenda/{token_for(kiem, DOEL)}.ics"
    assert url in member.get("/mijn/agenda").text
    assert client.get(url).status_code == 200
    assert member.post("/mijn/agenda/stoppen").status_code == 303
    assert client.get(url).status_code == 404
