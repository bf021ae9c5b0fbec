"""Without webhooks: due checks, reconciliation, and admission by payment."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import betaling_van, een_jaar, een_nota, pad, regels
from tests.leden.factories import een_bevestigde_aanmelding
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen.afstemmen import controleer_wachtende, stem_af
from vereniging.betalingen.models import Verschil
from vereniging.contributie.models import Instapregel, Nota, NotaSoort
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.leden.models import AanmeldingStand
from vereniging.statuten.models import Statuten

BOOKED = [("nota", 1000), ("betaling", -1000)]


@pytest.fixture
def mollie(app: Flask, data: Session, sandbox: Sandbox, nu: datetime) -> Sandbox:
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    return sandbox


def test_a_payment_whose_webhooks_are_all_lost_is_found_by_looking(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    client.post(pad(nota))
    mollie.pay(str(betaling_van(nota).mollie_id))
    assert controleer_wachtende(nu) == 0
    assert controleer_wachtende(nu + timedelta(seconds=31)) == 1
    assert regels() == BOOKED
    assert controleer_wachtende(nu + timedelta(days=1)) == 0


def test_a_payment_made_before_a_crash_is_adopted_an_hour_later(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    mollie.faults("drop_answer", path="payments")
    assert client.post(pad(nota)).status_code == 503
    betaling = betaling_van(nota)
    betaling.gemaakt_op = nu - timedelta(hours=2)
    controleer_wachtende(nu + timedelta(minutes=1))
    assert betaling_van(nota).mollie_id is not None
    posts = [r for r in mollie.requests() if r["method"] == "POST"]
    assert len(posts) == 1


def test_reconciling_finds_nothing_or_says_what(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    client.post(pad(nota))
    tr_id = str(betaling_van(nota).mollie_id)
    mollie.pay(tr_id)
    assert stem_af(nu) == 0
    assert regels() == BOOKED
    mollie.falsify(tr_id, amount={"currency": "EUR", "value": "9.00"})
    assert stem_af(nu) == 1
    assert stem_af(nu) == 1
    assert [row.sleutel for row in data.scalars(select(Verschil))] == [tr_id]


def test_money_taken_back_from_a_payment_of_weeks_ago_is_found_without_a_webhook(
    client: Client, mollie: Sandbox, data: Session, nu: datetime
) -> None:
    nota = een_nota()
    client.post(pad(nota))
    tr_id = str(betaling_van(nota).mollie_id)
    mollie.pay(tr_id)
    stem_af(nu)
    later = datetime.fromisoformat(mollie.clock(50 * 24 * 3600))
    mollie.faults("webhook_drop", count=None)
    mollie.charge_back(tr_id, "4.00")
    stem_af(later)
    stem_af(later)
    assert regels() == [*BOOKED, ("storno", 400)]
    assert nota.saldo == Bedrag(400)


def test_paying_admits_when_the_board_decided_so_beforehand(
    client: Client, mollie: Sandbox, data: Session
) -> None:
    waarden = {"vast_besluit": True}
    data.add(
        Statuten(
            geldig_vanaf=date(2020, 1, 1), waarden=waarden, artikelen={"vast_besluit": "art. 5"}
        )
    )
    een_jaar(huishouden=1000).instapregel = Instapregel.VOLLEDIG
    aanmelding = een_bevestigde_aanmelding()
    assert aanmelding.lid_id is None
    nota = data.scalars(select(Nota)).one()
    client.post(pad(nota))
    betaling = betaling_van(nota)
    mollie.pay(str(betaling.mollie_id))
    url = f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"
    assert client.post(url, {"id": betaling.mollie_id}, csrf=False).status_code == 200
    assert aanmelding.stand is AanmeldingStand.TOEGELATEN
    assert nota.soort is NotaSoort.CONTRIBUTIE
    assert regels() == BOOKED
