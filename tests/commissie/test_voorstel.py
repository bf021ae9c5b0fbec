"""A party puts an item forward by its own link; officers place it, late ones with a reason."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.commissie.test_tafel import PAGINA
from tests.commissie.test_vergadering import een_vergadering
from tests.conftest import Login
from tests.convenant.test_wederhoor import everything, met_contacten
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.commissie import acties
from vereniging.commissie.agenda import voorstellen
from vereniging.commissie.mail import VOORSTEL
from vereniging.commissie.models import Agendapunt, PuntStand, Vergadering, Voorstellink
from vereniging.core.secrets import token_for
from vereniging.core.workdays import amsterdam_day

PUNT = {"titel": "Losse tegels op de stoep", "thema": "groen", "toelichting": "", "naam": "Kim"}


def opgeroepen(data: Session, nu: datetime) -> tuple[Vergadering, str]:
    """All parties got the agenda; the link of welfare."""
    met_contacten(data)
    vergadering = een_vergadering(nu)
    data.add(vergadering)
    data.flush()
    acties.roep_op(vergadering, nu)
    data.commit()
    links = {each.partij.code: each for each in data.scalars(select(Voorstellink))}
    return vergadering, f"/a/{token_for(links['welzijn'].kiem, VOORSTEL)}"


def test_a_party_puts_forward_and_nobody_reads_it_before_it_is_placed(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    _vergadering, link = opgeroepen(data, nu)
    before = everything(data)
    for _ in range(5):
        assert "Stel een punt voor" in client.get(link).text
    assert everything(data) == before
    assert client.post(link, {**PUNT, "naam": ""}).status_code == 422
    assert client.post(link, PUNT).status_code == 303
    assert "Losse tegels op de stoep" in client.get(link).text
    assert "Losse tegels" not in client.get("/vergaderingen/2026-12-08").text
    punt = data.scalars(select(Agendapunt)).one()
    officer, page = login(een_lid(), "secretaris"), f"{PAGINA}/punten/{punt.id}/plaatsen"
    assert page in officer.get(PAGINA).text
    assert "Losse tegels op de stoep" in officer.get(page).text
    assert login(een_lid()).post(page).status_code == 403
    assert officer.post(page, {"waarom": ""}).status_code == 303
    assert officer.post(page, {"waarom": ""}).status_code == 409
    assert "8.1 Losse tegels op de stoep" in client.get("/vergaderingen/2026-12-08").text


def test_what_comes_after_papers_day_needs_a_reason(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    vergadering, link = opgeroepen(data, nu)
    vergadering.stukken_vooraf = 30
    data.commit()
    assert client.post(link, PUNT).status_code == 303
    punt = data.scalars(select(Agendapunt)).one()
    officer, page = login(een_lid(), "secretaris"), f"{PAGINA}/punten/{punt.id}/plaatsen"
    assert officer.post(page, {"waarom": ""}).status_code == 409
    assert officer.post(page, {"waarom": "Er is iemand gevallen."}).status_code == 303
    assert "Er is iemand gevallen." in client.get("/vergaderingen/2026-12-08").text


def test_a_party_puts_no_more_forward_than_fits_and_not_after_the_start(
    data: Session, nu: datetime, client: Client
) -> None:
    vergadering, link = opgeroepen(data, nu)
    for nummer in range(5):
        answer = client.post(link, {**PUNT, "titel": f"Punt nummer {nummer}"})
        assert answer.status_code == 303
    assert client.post(link, PUNT).status_code == 409
    acties.begin_vergadering(vergadering, nu)
    data.commit()
    assert "geen punt meer voorstellen" in client.get(link).text
    assert client.post(link, PUNT).status_code == 409


def test_what_nobody_placed_stops_no_meeting_and_waits_for_the_next(
    data: Session, nu: datetime, client: Client
) -> None:
    vergadering, link = opgeroepen(data, nu)
    assert client.post(link, PUNT).status_code == 303
    acties.begin_vergadering(vergadering, nu)
    acties.sluit_vergadering(vergadering, nu)
    volgende = een_vergadering(nu, slug="2027-02-09", begin=nu + timedelta(days=79))
    data.add(volgende)
    data.flush()
    dag = amsterdam_day(nu)
    (voorstel,) = voorstellen(volgende, dag)
    assert voorstel.titel == "Losse tegels op de stoep"
    acties.neem_over(volgende, voorstel, dag)
    data.flush()
    assert [punt.stand for punt in vergadering.agendapunten] == [PuntStand.TERUGGETROKKEN]
    derde = een_vergadering(nu, slug="2027-04-09", begin=nu + timedelta(days=140))
    data.add(derde)
    data.flush()
    assert voorstellen(derde, dag) == []
