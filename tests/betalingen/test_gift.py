"""A voluntary contribution rides along: no debt, no rights, and dues come first."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.betalingen.factories import betaling_van, een_nota, pad, regels
from tests.leden.factories import post
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen.models import Betaling, Verschil
from vereniging.betalingen.sync import sync_payment
from vereniging.contributie.models import Nota
from vereniging.core.money import Bedrag


@pytest.fixture
def nota(app: Flask, data: Session, sandbox: Sandbox, nu: datetime) -> Nota:
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    return een_nota()


def test_what_is_given_extra_is_no_credit(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session, nu: datetime
) -> None:
    assert "iets extra geven" in client.get(pad(nota)).text
    assert client.post(pad(nota), {"gift": "2,50"}).status_code == 303
    betaling = betaling_van(nota)
    assert (betaling.bedrag, betaling.gift) == (Bedrag(1250), Bedrag(250))
    sandbox.pay(str(betaling.mollie_id))
    sync_payment(betaling.id, nu)
    assert regels() == [("nota", 1000), ("betaling", -1250), ("gift", 250)]
    assert nota.saldo == Bedrag(0)
    assert list(data.scalars(select(Verschil))) == []
    assert len(post("betaling-ontvangen:")) == 1


def test_of_what_goes_back_the_gift_goes_first(
    client: Client, nota: Nota, sandbox: Sandbox, nu: datetime
) -> None:
    client.post(pad(nota), {"gift": "2,50"})
    betaling = betaling_van(nota)
    tr_id = str(betaling.mollie_id)
    sandbox.pay(tr_id)
    sync_payment(betaling.id, nu)
    sandbox.refund(tr_id, "1.00")
    sync_payment(betaling.id, nu)
    assert regels()[3:] == [("terugbetaling", 100), ("gift", -100)]
    assert nota.saldo == Bedrag(0)
    chargeback = sandbox.charge_back(tr_id, "11.00")
    sync_payment(betaling.id, nu)
    assert nota.saldo == Bedrag(950)
    sandbox.reverse(tr_id, chargeback)
    sync_payment(betaling.id, nu)
    assert nota.saldo == Bedrag(0)
    assert sum(cent for soort, cent in regels() if soort == "gift") == 150


def test_another_gift_is_another_payment(client: Client, nota: Nota, data: Session) -> None:
    client.post(pad(nota), {"gift": "1"})
    client.post(pad(nota), {"gift": "1"})
    client.post(pad(nota))
    rows = list(data.scalars(select(Betaling).order_by(Betaling.id)))
    assert [row.gift.centen for row in rows] == [100, 0]
    assert rows[0].vervangen_op is not None


@pytest.mark.parametrize("typed", ["1e3", "-5", "0,001", "500,01", "veel"])
def test_what_is_no_gift_is_refused_and_kept(
    client: Client, nota: Nota, data: Session, typed: str
) -> None:
    answer = client.post(pad(nota), {"gift": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert list(data.scalars(select(Betaling))) == []


def test_while_mollie_is_away_the_gift_is_kept(
    client: Client, nota: Nota, sandbox: Sandbox
) -> None:
    sandbox.faults("503", path="payments")
    away = client.post(pad(nota), {"gift": "2,50"})
    assert away.status_code == 503
    assert 'name="gift" value="2,50"' in away.text


def test_the_database_knows_no_payment_that_is_all_gift(
    client: Client, nota: Nota, data: Session
) -> None:
    client.post(pad(nota))
    with pytest.raises(IntegrityError):
        data.execute(text("UPDATE betaling SET gift = bedrag"))
    data.rollback()
