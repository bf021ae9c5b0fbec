"""A checkout that something else overtook: another amount, another way of paying, another life."""

from __future__ import annotations

import threading
import time
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import betaling_van, een_jaar, een_nota, pad, regels
from tests.factories import een_huishouden, een_lid
from tests.support.client import Client
from tests.support.mollie import Sandbox
from tests.support.work import work
from vereniging.betalingen.afstemmen import controleer_wachtende, stem_af
from vereniging.betalingen.models import Betaling, BetalingStand, Verschil
from vereniging.contributie import acties
from vereniging.contributie.models import Bron, Nota, Regelsoort
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.statuten.acties import stel_in


@pytest.fixture
def mollie(app: Flask, data: Session, sandbox: Sandbox, nu: datetime) -> Sandbox:
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    stel_in(mollie_methoden=["ideal", "banktransfer"])  # iDEAL alone cannot be called back
    return sandbox


def overgemaakt(nota: Nota, cent: int, nu: datetime, nummer: str = "1") -> None:
    regel = acties.Regel(
        soort=Regelsoort.BETALING,
        bedrag=Bedrag(-cent),
        valutadatum=date(2026, 11, 20),
        bron=Bron.BANK,
        bron_id=nummer,
    )
    acties.boek_ontvangst(nota, regel, nu)


def verschillen(data: Session) -> list[str]:
    return [row.soort for row in data.scalars(select(Verschil).order_by(Verschil.id))]


@pytest.mark.parametrize("cent", [400, 1000])
def test_a_transfer_closes_the_checkout_that_still_asks_for_it(
    client: Client, mollie: Sandbox, data: Session, nu: datetime, cent: int
) -> None:
    nota = een_nota()
    client.post(pad(nota))
    first = betaling_van(nota)
    overgemaakt(nota, cent, nu)
    work()
    assert [r["method"] for r in mollie.requests()].count("DELETE") == 1
    assert first.stand is BetalingStand.GEANNULEERD
    again = client.post(pad(nota))
    assert again.status_code == (303 if cent < 1000 else 409)
    assert betaling_van(nota).bedrag == Bedrag(600 if cent < 1000 else 1000)


def test_what_was_paid_before_it_could_be_closed_is_booked_and_told(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    client.post(pad(nota))
    mollie.pay(str(betaling_van(nota).mollie_id))
    overgemaakt(nota, 1000, nu)
    work()
    assert regels() == [("nota", 1000), ("betaling", -1000), ("betaling", -1000)]
    assert verschillen(data) == ["te_veel_ontvangen"]


def test_a_request_never_answered_is_not_sent_for_a_nota_that_was_paid(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    mollie.faults("503", path="payments")
    client.post(pad(nota))
    overgemaakt(nota, 1000, nu)
    controleer_wachtende(nu + timedelta(minutes=5))
    assert betaling_van(nota).stand is BetalingStand.VERVALLEN
    posts = [r for r in mollie.requests() if r["method"] == "POST"]
    assert {r["status"] for r in posts} <= {503}


def test_a_payment_made_but_overtaken_before_we_knew_it_is_found_and_closed(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    mollie.faults("drop_answer", path="payments")
    client.post(pad(nota))
    overgemaakt(nota, 1000, nu)
    controleer_wachtende(nu + timedelta(minutes=5))
    assert betaling_van(nota).stand is BetalingStand.GEANNULEERD


def test_ideal_that_was_begun_is_left_alone(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    stel_in(mollie_methoden=["ideal"])
    nota = een_nota()
    client.post(pad(nota))
    overgemaakt(nota, 1000, nu)
    work()
    assert "DELETE" not in [r["method"] for r in mollie.requests()]
    assert betaling_van(nota).stand is BetalingStand.OPEN


def test_one_payment_that_mollie_does_not_know_leaves_the_others_alone(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    client.post(pad(nota))
    mollie.pay(str(betaling_van(nota).mollie_id))
    lost = onbekend(data, nu, mollie_id="tr_weg")
    later = nu + timedelta(minutes=1)
    assert controleer_wachtende(later) == 1
    assert ("betaling", -1000) in regels()
    assert lost.volgende_controle_op == later + timedelta(hours=6)
    assert verschillen(data) == ["onbekend_bij_mollie"]


@pytest.mark.traag("Mollie takes its time over one request while another comes in")
def test_a_request_that_mollie_still_carries_out_is_asked_again_soon(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    waiting = onbekend(data, nu, mollie_id=None)
    mollie.faults("slow", path="payments", seconds=4.5)
    site = "http://127.0.0.1:8000/betalingen"
    verzoek = waiting.verzoek | {
        "webhookUrl": f"{site}/webhook/{token_for(waiting.kiem, 'webhook')}",
        "redirectUrl": f"{site}/terug/{token_for(waiting.kiem, 'terug')}",
    }
    first = threading.Thread(
        target=mollie.gateway().create_payment, args=(verzoek, waiting.sleutel)
    )
    first.start()
    until = time.monotonic() + 3
    while not mollie.control("GET", "requests")["requests"] and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.2)  # it came in; now it is being carried out
    later = nu + timedelta(minutes=1)
    assert controleer_wachtende(later) == 0
    first.join()
    assert waiting.volgende_controle_op == later + timedelta(minutes=2)


def onbekend(data: Session, nu: datetime, mollie_id: str | None) -> Betaling:
    """A payment of another household that nobody heard of for an hour."""
    een_jaar(2025)
    data.add(een_huishouden(een_lid()))
    data.flush()
    acties.maak_notas(2025, nu)
    nota = data.scalars(select(Nota).where(Nota.jaar == 2025).limit(1)).first()
    assert nota is not None
    betaling = Betaling(
        nota_id=nota.id,
        modus="test",
        bedrag=nota.bedrag,
        verzoek={
            "amount": {"currency": "EUR", "value": "10.00"},
            "description": nota.kenmerk,
            "method": "ideal",
        },
        gemaakt_op=nu,
        volgende_controle_op=nu,
        mollie_id=mollie_id,
    )
    data.add(betaling)
    data.flush()
    return betaling


def test_the_night_goes_on_when_one_payment_is_gone(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    client.post(pad(nota))
    mollie.pay(str(betaling_van(nota).mollie_id))
    mollie.faults("mandate_410", path="payments/tr")
    stem_af(nu)
    assert verschillen(data) == ["onbekend_bij_mollie"]
    assert stem_af(nu) == 1
    assert ("betaling", -1000) in regels()
