"""Who misused reports is looked at first, until a day; nothing is lost and nobody is told."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.meldingen.test_verhaal import fill_in, sent_in
from tests.support.client import Client
from vereniging.core import clock
from vereniging.meldingen.acties.weren import NiemandTeWeren, hef_op, weer, weringen_op
from vereniging.meldingen.models import Melding, Weersoort, Wering
from vereniging.taken.bewaren import ruim_op

DAG = timedelta(days=1)


def test_what_the_sender_of_a_report_sends_later_is_held_until_the_last_day(
    data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    weer(een_melding(buurt, nu), "Reclame.", 30, nu)
    later = [een_melding(buurt, nu + d * DAG, tekst=f"Nog iets, {d}.") for d in (1, 30, 31)]
    assert [melding.is_vastgehouden for melding in later] == [True, True, False]
    ander = een_melding(buurt, nu, email="ander@example.org", tekst="Er is een lamp stuk.")
    assert not ander.is_vastgehouden


def test_a_network_is_recognised_without_its_address_being_kept(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    client.post(fill_in(client, buurt))
    melding = sent_in(data)
    assert melding.netwerk is not None
    assert b"127.0.0.1" not in melding.netwerk
    browser = login(een_lid(), "moderator")
    page = f"/bestuur/meldingen/{melding.kenmerk}"
    assert f"{page}/weren" in browser.get(page).text
    answer = browser.post(f"{page}/weren", {"reden": "x", "dagen": "90"})
    assert answer.status_code == 422
    assert "Schrijf in 5 tot 200 tekens waarom." in answer.text
    assert browser.post(f"{page}/weren", {"reden": "Reclame.", "dagen": "90"}).status_code == 303
    soorten = set(data.scalars(select(Wering.soort)))
    assert soorten == {Weersoort.AFZENDER, Weersoort.NETWERK}

    client.post(fill_in(client, buurt, email="schuilnaam@example.org"))
    tweede = data.scalars(select(Melding).where(Melding.id != melding.id)).one()
    assert tweede.is_vastgehouden
    for wering in weringen_op(clock.today()):
        page = "/bestuur/meldingen/weringen"
        assert melding.kenmerk in browser.get(page).text
        assert browser.post(f"{page}/{wering.id}/opheffen").status_code == 303
    assert "U houdt niemand vast." in browser.get("/bestuur/meldingen/weringen").text


def test_after_it_was_lifted_the_sender_counts_like_anybody(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    weer(een_melding(buurt, nu), "Vergissing.", 365, nu)
    for wering in weringen_op(nu.date()):
        hef_op(wering)
    data.flush()
    assert not een_melding(buurt, nu, tekst="Er is weer iets.").is_vastgehouden


def test_a_member_cannot_be_held(data: Session, nu: datetime, login: Login) -> None:
    lid = een_lid()
    data.add(lid)
    data.flush()
    melding = een_melding(een_buurt(data), nu)
    melding.lid_id = lid.id
    with pytest.raises(NiemandTeWeren):
        weer(melding, "Nee.", 30, nu)
    url = f"/bestuur/meldingen/{melding.kenmerk}/weren"
    assert login(een_lid(), "moderator").get(url).status_code == 404


def test_the_mark_goes_after_thirty_days_and_the_hold_after_its_last(
    data: Session, nu: datetime
) -> None:
    melding = een_melding(een_buurt(data), nu)
    melding.netwerk = b"x" * 32
    weer(melding, "Reclame.", 90, nu)
    for dag, merk, geweerd in ((30, True, 2), (31, False, 2), (90, False, 2), (91, False, 0)):
        data.flush()
        ruim_op("meldingen.bewaren", nu + dag * DAG)
        data.expire_all()
        assert (melding.netwerk is not None) is merk
        assert len(list(data.scalars(select(Wering)))) == geweerd
