"""Meetings: planned, called, held, and what came of every item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_organisatie, een_thema
from tests.support.client import Client
from vereniging.commissie.acties import leg_vast, plan_vergadering, zet_op_agenda
from vereniging.commissie.models import (
    AgendaDicht,
    Agendapunt,
    NogZonderUitkomst,
    PuntStand,
    Uitkomst,
    UitkomstSoort,
    Vergadering,
    VergaderingStand,
)
from vereniging.core.errors import KanNietMeer
from vereniging.post.models import Mail

ACTS: dict[str, tuple[str, Callable[[Vergadering, datetime], object]]] = {
    "oproepen": ("gepland", lambda v, _nu: v.oproepen()),
    "beginnen": ("gepland opgeroepen", lambda v, _nu: v.beginnen()),
    "sluiten": ("bezig", lambda v, nu: v.sluiten(nu)),
    "vaststellen": ("gehouden", lambda v, _nu: v.vaststellen()),
    "afgelasten": ("gepland opgeroepen", lambda v, _nu: v.afgelasten()),
}
REPEATS = {("beginnen", "bezig"), ("sluiten", "gehouden"), ("sluiten", "vastgesteld")}


def een_vergadering(nu: datetime, **anders: object) -> Vergadering:
    """A meeting in two weeks."""
    velden: dict[str, object] = {
        "slug": "2026-12-08", "titel": "Vergadering 4", "begin": nu + timedelta(days=16),
        "plaats": "Speeltuin Westerkwartier",
    }  # fmt: skip
    return Vergadering(**{**velden, **anders})  # type: ignore[arg-type]  # its fields


@pytest.mark.parametrize("stand", list(VergaderingStand))
@pytest.mark.parametrize("act", ACTS)
def test_each_step_is_only_possible_from_its_stand(
    act: str, stand: VergaderingStand, nu: datetime
) -> None:
    allowed, run = ACTS[act]
    vergadering = een_vergadering(nu, stand=stand)
    if stand.value in allowed.split():
        run(vergadering, nu)
        assert vergadering.stand is not stand
    elif (act, stand.value) in REPEATS:
        assert run(vergadering, nu) is False
    else:
        with pytest.raises(KanNietMeer, match="deze vergadering"):
            run(vergadering, nu)
        assert vergadering.stand is stand


def test_a_meeting_ends_when_every_item_has_its_outcome(nu: datetime) -> None:
    vergadering = een_vergadering(nu, stand=VergaderingStand.BEZIG)
    vergadering.agendapunten.append(punt := Agendapunt(titel="Bomen", volgorde=1))
    with pytest.raises(NogZonderUitkomst, match="Bomen"):
        vergadering.sluiten(nu)
    punt.bespreken(Uitkomst(soort=UitkomstSoort.CONSENSUS, tekst="Ja.", vastgelegd_op=nu))
    assert vergadering.sluiten(nu)
    with pytest.raises(KanNietMeer):
        punt.terugtrekken()


def test_after_papers_day_a_proposed_item_needs_a_reason(nu: datetime) -> None:
    vergadering = een_vergadering(nu)
    vergadering.agendapunten.append(
        punt := Agendapunt(titel="Bomen", volgorde=1, stand=PuntStand.VOORGESTELD)
    )
    laat = vergadering.stukken_op + timedelta(days=1)
    with pytest.raises(AgendaDicht):
        punt.plaatsen(laat)
    punt.plaatsen(laat, "Het spoedt.")
    assert punt.stand is PuntStand.GEPLAATST


def test_what_is_held_over_goes_to_the_next_meeting(data: Session, nu: datetime) -> None:
    eerste = plan_vergadering("Vergadering 4", nu + timedelta(days=1), "Speeltuin")
    tweede = plan_vergadering("Vergadering 5", nu + timedelta(days=60), "Speeltuin")
    punt = zet_op_agenda(eerste, "Bomen")
    eerste.beginnen()
    leg_vast(punt, Uitkomst(soort=UitkomstSoort.AANGEHOUDEN, tekst="Later.", vastgelegd_op=nu), nu)
    data.flush()
    assert [(each.titel, each.keer) for each in tweede.agendapunten] == [("Bomen", 2)]


def test_officers_plan_and_everyone_reads(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    data.add_all([een_organisatie(), een_thema()])
    secretaris = login(een_lid(), "secretaris")
    form = {"titel": "Vergadering 4", "dag": "2026-12-08", "uur": "19.30", "plaats": "Speeltuin"}
    bad = secretaris.post("/bestuur/vergaderingen", {**form, "uur": "half acht"})
    assert bad.status_code == 422
    assert "Vul een tijd in, bijvoorbeeld 19.30." in bad.text
    assert secretaris.post("/bestuur/vergaderingen", form).status_code == 303
    assert secretaris.post("/bestuur/vergaderingen", form).status_code == 409
    page = "/bestuur/vergaderingen/2026-12-08"
    punt = {"titel": "Nieuwe bomen", "thema": "groen", "toelichting": ""}
    assert secretaris.post(f"{page}/punten", punt).status_code == 303
    assert secretaris.post(f"{page}/oproepen").status_code == 303
    assert len(data.scalars(select(Mail)).all()) == 2  # one party, one member
    shown = client.get("/vergaderingen/2026-12-08")
    assert "Nieuwe bomen" in shown.text
    assert "19.30 uur" in client.get("/vergaderingen").text
    assert login(een_lid()).post(f"{page}/beginnen").status_code == 403
    assert secretaris.post(f"{page}/beginnen").status_code == 303
    assert secretaris.post(f"{page}/sluiten").status_code == 409


def test_the_calendar_can_be_read_by_others(data: Session, nu: datetime, client: Client) -> None:
    from icalendar import Calendar  # noqa: PLC0415  heavy

    data.add(een_vergadering(nu))
    calendar = Calendar.from_ical(client.get("/agenda.ics").data)
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Vergadering 4"
    assert event.decoded("DTSTART").utcoffset() == timedelta(hours=1)
    assert calendar.walk("VTIMEZONE")


@pytest.mark.parametrize("uur", ["19.3²", "9" * 5000 + ".00", "19:30:00", "24.00", "-1.00"])
def test_what_is_no_clock_time_is_asked_again(data: Session, login: Login, uur: str) -> None:
    form = {"titel": "Vergadering 4", "dag": "2026-12-08", "uur": uur, "plaats": "Speeltuin"}
    answer = login(een_lid(), "secretaris").post("/bestuur/vergaderingen", form)
    assert answer.status_code == 422
    assert "Vul een tijd in, bijvoorbeeld 19.30." in answer.text


@pytest.mark.parametrize("stand", ["gehouden", "vastgesteld", "afgelast"])
def test_nothing_comes_on_the_agenda_of_a_meeting_that_is_over(
    data: Session, nu: datetime, stand: str
) -> None:
    vergadering = een_vergadering(nu, stand=VergaderingStand(stand))
    data.add(vergadering)
    with pytest.raises(KanNietMeer, match="deze vergadering"):
        zet_op_agenda(vergadering, "Bomen")


@pytest.mark.parametrize("dag", ["0001-01-01", "9999-12-31", "31-02-2027"])
def test_a_day_that_nobody_means_is_asked_again(data: Session, login: Login, dag: str) -> None:
    form = {"titel": "Vergadering 5", "dag": dag, "uur": "19:30", "plaats": "Speeltuin"}
    answer = login(een_lid(), "secretaris").post("/bestuur/vergaderingen", form)
    assert answer.status_code == 422
    assert "Vul een datum in, bijvoorbeeld 1-12-2026." in answer.text


def test_the_figures_to_lay_on_the_table_are_those_a_meeting_could_have(
    data: Session, nu: datetime, client: Client
) -> None:
    komend = een_vergadering(nu)
    vorige = een_vergadering(
        nu, slug="2026-05-12", begin=nu - timedelta(days=194), stand=VergaderingStand.GEHOUDEN
    )
    af = een_vergadering(nu, slug="2026-06-12", stand=VergaderingStand.AFGELAST)
    data.add_all([komend, vorige, af])
    data.flush()
    shown = client.get("/vergaderingen/2026-12-08").text
    assert "/leefbaarheid?periode=12m" in shown
    assert "/leefbaarheid.pdf?periode=12m" in shown
    assert client.get("/leefbaarheid.pdf?periode=12m").mimetype == "application/pdf"
    assert "/leefbaarheid?periode=2026-k1" in client.get("/vergaderingen/2026-05-12").text
    assert client.get("/leefbaarheid?periode=2026-k1").status_code == 200
    assert "/leefbaarheid?" not in client.get("/vergaderingen/2026-06-12").text
