"""Paying a nota through the pages, with Mollie played by the sandbox."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.betalingen.factories import betaling_van, een_nota, pad, regels
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen.models import BetalingStand, Verschil, Webhookontvangst
from vereniging.contributie.models import Nota
from vereniging.core.secrets import token_for
from vereniging.post.models import Mail

CHARGED = ("nota", 1000)
PAID = ("betaling", -1000)


@pytest.fixture
def nota(app: Flask, data: Session, sandbox: Sandbox, nu: datetime) -> Nota:
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    return een_nota()


def webhook(client: Client, nota: Nota, tr_id: str | None = None) -> TestResponse:
    betaling = betaling_van(nota)
    token = token_for(betaling.kiem, "webhook")
    body = {"id": tr_id or str(betaling.mollie_id)}
    return client.post(f"/betalingen/webhook/{token}", body, csrf=False)


def terug(client: Client, nota: Nota) -> TestResponse:
    return client.get(f"/betalingen/terug/{token_for(betaling_van(nota).kiem, 'terug')}")


def test_paying_books_once_and_thanks_once(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session
) -> None:
    assert "Betaal €" in client.get(pad(nota)).text
    to_mollie = client.post(pad(nota))
    assert to_mollie.status_code == 303
    assert to_mollie.location.startswith(sandbox.url)
    assert "wordt verwerkt" in terug(client, nota).text
    sandbox.pay(str(betaling_van(nota).mollie_id))
    assert [webhook(client, nota).status_code for _ in range(3)] == [200] * 3
    assert "gelukt" in terug(client, nota).text
    assert regels() == [CHARGED, PAID]
    assert nota.saldo.centen == 0
    mails = [m for m in data.scalars(select(Mail)) if m.sleutel.startswith("betaling-ontvangen:")]
    assert len(mails) == 1
    assert "is betaald" in client.get(pad(nota)).text
    assert client.post(pad(nota)).status_code == 409


@pytest.mark.parametrize(
    ("status", "word"),
    [("failed", "mislukt"), ("canceled", "niet betaald"), ("expired", "verlopen")],
)
def test_after_a_payment_that_came_to_nothing_one_can_pay_again(
    client: Client, nota: Nota, sandbox: Sandbox, status: str, word: str
) -> None:
    client.post(pad(nota))
    first = betaling_van(nota).mollie_id
    sandbox.pay(str(first), status)
    webhook(client, nota)
    page = terug(client, nota).text
    assert word in page
    assert "Opnieuw betalen" in page
    client.post(pad(nota))
    assert betaling_van(nota).mollie_id != first
    sandbox.pay(str(betaling_van(nota).mollie_id))
    webhook(client, nota)
    assert regels() == [CHARGED, PAID]


def test_two_clicks_make_one_payment(client: Client, nota: Nota, sandbox: Sandbox) -> None:
    assert client.post(pad(nota)).location == client.post(pad(nota)).location
    made = [r for r in sandbox.requests() if r["method"] == "POST"]
    assert len(made) == 1


def test_when_the_answer_is_lost_the_same_key_finds_the_payment(
    client: Client, nota: Nota, sandbox: Sandbox
) -> None:
    sandbox.faults("drop_answer", path="payments")
    away = client.post(pad(nota))
    assert away.status_code == 503
    assert "Uw nota blijft staan" in away.text
    assert client.post(pad(nota)).status_code == 303
    keys = {r["idempotency_key"] for r in sandbox.requests() if r["method"] == "POST"}
    assert len(keys) == 1
    assert betaling_van(nota).stand is BetalingStand.OPEN


def test_a_late_payment_after_a_new_one_is_credit_and_waits_for_a_person(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session
) -> None:
    client.post(pad(nota))
    first = betaling_van(nota)
    sandbox.pay(str(first.mollie_id), "expired")
    webhook(client, nota)
    client.post(pad(nota))
    sandbox.pay(str(betaling_van(nota).mollie_id))
    webhook(client, nota)
    sandbox.pay(str(first.mollie_id), "paid")
    token = token_for(first.kiem, "webhook")
    client.post(f"/betalingen/webhook/{token}", {"id": first.mollie_id}, csrf=False)
    assert regels() == [CHARGED, PAID, PAID]
    assert nota.saldo.centen == -1000
    assert [v.soort for v in data.scalars(select(Verschil))] == ["te_veel_ontvangen"]


def test_refunds_and_chargebacks_follow_mollie_to_the_cent(
    client: Client, nota: Nota, sandbox: Sandbox
) -> None:
    client.post(pad(nota))
    tr_id = str(betaling_van(nota).mollie_id)
    sandbox.pay(tr_id)
    webhook(client, nota)
    sandbox.refund(tr_id, "2.50")
    webhook(client, nota)
    chargeback = sandbox.charge_back(tr_id, "5.00")
    webhook(client, nota)
    webhook(client, nota)
    assert regels()[2:] == [("terugbetaling", 250), ("storno", 500)]
    sandbox.reverse(tr_id, chargeback)
    webhook(client, nota)
    assert regels()[4:] == [("storno", -500)]


@pytest.mark.parametrize("bad", ["", "tr_x/../customers", "tr_1\r\n", "cst_1"])
def test_a_forged_call_asks_mollie_nothing(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session, bad: str
) -> None:
    client.post(pad(nota))
    before = len(sandbox.requests())
    token = token_for(betaling_van(nota).kiem, "webhook")
    url = f"/betalingen/webhook/{token}"
    answers = [
        client.post(url, {"id": bad}, csrf=False),
        client.post(f"/betalingen/webhook/{'A' * 43}", {"id": "tr_abc"}, csrf=False),
        client.post(url, {"id": "tr_another"}, csrf=False),
        client.post(url, {"id": "tr_a", "x": "1"}, csrf=False),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert client.post(url, {"id": "t" * 2000}, csrf=False).status_code == 413
    assert client.get(url).status_code == 405
    assert len(sandbox.requests()) == before
    assert list(data.scalars(select(Webhookontvangst))) == []


def test_another_amount_at_mollie_is_never_booked(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session
) -> None:
    client.post(pad(nota))
    tr_id = str(betaling_van(nota).mollie_id)
    sandbox.pay(tr_id)
    sandbox.falsify(tr_id, amount={"currency": "EUR", "value": "0.01"})
    webhook(client, nota)
    assert regels() == [CHARGED]
    assert [v.soort for v in data.scalars(select(Verschil))] == ["andere_betaling"]


def test_while_mollie_is_away_a_webhook_asks_to_be_called_again(
    client: Client, nota: Nota, sandbox: Sandbox
) -> None:
    client.post(pad(nota))
    sandbox.pay(str(betaling_van(nota).mollie_id))
    sandbox.faults("503")
    assert webhook(client, nota).status_code == 503
    assert webhook(client, nota).status_code == 200
    assert regels() == [CHARGED, PAID]
