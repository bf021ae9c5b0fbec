"""Everything that can go wrong with a payment, row by row, through the pages."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.betalingen.factories import NU, betaling_van, een_nota, pad, regels
from tests.conftest import Login
from tests.factories import een_huishouden, een_lid
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen import machtigen
from vereniging.betalingen.afstemmen import controleer_wachtende, stem_af
from vereniging.betalingen.machtiging import MachtigingStand
from vereniging.betalingen.models import Betaling, BetalingStand, Verschil, Webhookontvangst
from vereniging.contributie import acties
from vereniging.contributie.acties.aanmelden import trek_nota_in
from vereniging.contributie.models import Contributiejaar, Nota
from vereniging.core import clock
from vereniging.core.db import finish, start_writing, undo
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.leden.models import Lidmaatschap, LidSoort
from vereniging.leden.signals import lidmaatschap_beeindigd
from vereniging.logboek.models import Logboek

CHARGED, PAID = ("nota", 1000), ("betaling", -1000)


@pytest.fixture
def nota(app: Flask, data: Session, sandbox: Sandbox, nu: datetime) -> Nota:
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    return een_nota()


def hook(betaling: Betaling) -> str:
    return f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"


def webhook(client: Client, betaling: Betaling, tr_id: str | None = None) -> int:
    body = {"id": tr_id or str(betaling.mollie_id)}
    return client.post(hook(betaling), body, csrf=False).status_code


def terug(client: Client, nota: Nota) -> TestResponse:
    return client.get(f"/betalingen/terug/{token_for(betaling_van(nota).kiem, 'terug')}")


def verschillen(data: Session) -> list[str]:
    return [row.soort for row in data.scalars(select(Verschil).order_by(Verschil.id))]


@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"id": ["tr_a", "tr_b"]}},
        {"data": {"id": "tr_a\r\nX: 1"}},
        {"data": {"id": "tr_a\x00"}},
        {"data": {"id": "tr_a"}, "query_string": {"id": "tr_a"}},
        {"data": '{"id": "tr_a"}', "content_type": "application/json"},
        {"data": b"\xff\xfe", "content_type": "text/plain"},
        {"data": ""},
    ],
)
def test_a_forged_call_leads_to_no_question_and_no_row(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session, sent: dict[str, Any]
) -> None:
    client.post(pad(nota))
    before = len(sandbox.requests())
    answer = client._open(hook(betaling_van(nota)), method="POST", **sent)
    assert answer.status_code in {200, 400}
    assert len(sandbox.requests()) == before
    assert list(data.scalars(select(Webhookontvangst))) == []


def een_andere_nota(data: Session, nu: datetime) -> Nota:
    data.add(een_huishouden(een_lid()))
    data.flush()
    acties.maak_notas(2026, nu)
    return data.scalars(select(Nota).order_by(Nota.id.desc()).limit(1)).one()


def test_what_another_member_paid_is_not_booked_here(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session
) -> None:
    other = een_andere_nota(data, NU)
    for one in (nota, other):
        client.post(pad(one))
    theirs = str(betaling_van(other).mollie_id)
    sandbox.pay(theirs)
    before = len(sandbox.requests())
    assert webhook(client, betaling_van(nota), theirs) == 200
    assert (nota.saldo, other.saldo) == (Bedrag(1000), Bedrag(1000))
    assert len(sandbox.requests()) == before
    assert "betaling.vreemd_kenmerk" in [row.soort for row in data.scalars(select(Logboek))]


def test_a_webhook_before_we_know_the_payment_adopts_ours_and_no_other(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session
) -> None:
    other = een_andere_nota(data, NU)
    client.post(pad(other))
    sandbox.faults("drop_answer", path="payments")
    assert client.post(pad(nota)).status_code == 503
    ours, theirs = (str(one.id) for one in list(sandbox.gateway().iter_payments())[:2])
    sandbox.pay(ours)
    sandbox.pay(theirs)
    betaling = betaling_van(nota)
    assert webhook(client, betaling, theirs) == 200
    assert (betaling.mollie_id, nota.saldo) == (None, Bedrag(1000))
    assert webhook(client, betaling, ours) == 200
    assert (betaling_van(nota).mollie_id, nota.saldo) == (ours, Bedrag(0))


def test_old_news_after_paid_changes_nothing(client: Client, nota: Nota, sandbox: Sandbox) -> None:
    client.post(pad(nota))
    first = betaling_van(nota)
    sandbox.pay(str(first.mollie_id), "expired")
    webhook(client, first)
    client.post(pad(nota))
    second = betaling_van(nota)
    sandbox.pay(str(second.mollie_id))
    webhook(client, second)
    sandbox.faults("stale_read", path="payments/tr")
    webhook(client, second)
    webhook(client, first)
    assert second.stand is BetalingStand.BETAALD
    assert regels() == [CHARGED, PAID]
    assert "gelukt" in terug(client, nota).text


@pytest.mark.parametrize("na", ["geannuleerd", "ingetrokken"])
def test_paid_after_all_is_booked_as_credit_and_waits_for_a_person(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session, na: str
) -> None:
    client.post(pad(nota))
    betaling = betaling_van(nota)
    if na == "geannuleerd":
        sandbox.pay(str(betaling.mollie_id), "canceled")
        webhook(client, betaling)
        client.post(pad(nota))
        sandbox.pay(str(betaling_van(nota).mollie_id))
        webhook(client, betaling_van(nota))
    else:
        trek_nota_in(nota, "Deze nota was een vergissing.", NU)
    sandbox.pay(str(betaling.mollie_id), "paid")
    assert webhook(client, betaling) == 200
    assert nota.saldo == Bedrag(-1000)
    assert verschillen(data) == ["te_veel_ontvangen"]


@pytest.mark.parametrize("fault", ["429", "503", "html_500", "no_detail"])
def test_without_a_usable_answer_nobody_reads_that_it_is_paid(
    client: Client, nota: Nota, sandbox: Sandbox, fault: str
) -> None:
    client.post(pad(nota))
    betaling = betaling_van(nota)
    sandbox.pay(str(betaling.mollie_id))
    sandbox.faults(fault, 2, path="payments/tr")
    assert webhook(client, betaling) == 503
    assert "gelukt" not in terug(client, nota).text
    assert regels() == [CHARGED]
    sandbox.clear_faults()
    controleer_wachtende(NU + timedelta(minutes=1))
    assert regels() == [CHARGED, PAID]


@pytest.mark.traag("waits until we give up waiting for Mollie")
def test_when_mollie_answers_too_late_the_nota_stays_and_one_payment_is_made(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session
) -> None:
    sandbox.faults("slow", 1, path="/v2/payments$", seconds=9)
    answer = client.post(pad(nota))
    assert answer.status_code == 503
    assert "Uw nota blijft staan" in answer.text
    assert (regels(), verschillen(data)) == ([CHARGED], [])
    for _attempt in range(20):  # Mollie is still busy with it; so we are told to come back
        controleer_wachtende(NU + timedelta(minutes=3))
        if betaling_van(nota).mollie_id:
            break
        betaling_van(nota).volgende_controle_op = NU
        time.sleep(0.5)
    (made,) = sandbox.gateway().iter_payments()
    assert betaling_van(nota).mollie_id == made.id
    assert client.post(pad(nota)).location == made.checkout_url
    sandbox.pay(made.id)
    assert webhook(client, betaling_van(nota)) == 200
    assert regels() == [CHARGED, PAID]


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": {"currency": "USD", "value": "10.00"}},
        {"amount": {"currency": "EUR", "value": "10.01"}},
        {"mode": "live"},
        {"profileId": "pfl_vaneenander"},
        {"metadata": {"betaling": "een ander"}},
        {"metadata": None},
    ],
)
def test_what_is_not_our_payment_is_a_difference(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session, wrong: dict[str, object]
) -> None:
    client.post(pad(nota))
    betaling = betaling_van(nota)
    sandbox.pay(str(betaling.mollie_id))
    sandbox.falsify(str(betaling.mollie_id), **wrong)
    assert webhook(client, betaling) == 200
    assert regels() == [CHARGED]
    assert verschillen(data) == ["andere_betaling"]


def test_after_a_backup_was_put_back_the_night_adopts_what_came_later(
    client: Client, nota: Nota, sandbox: Sandbox, data: Session
) -> None:
    client.post(pad(nota))
    betaling = betaling_van(nota)
    sandbox.pay(str(betaling.mollie_id))
    betaling.mollie_id, betaling.stand = None, BetalingStand.AANMAKEN
    data.flush()
    orphan = sandbox.gateway().create_payment(
        {
            "amount": {"currency": "EUR", "value": "3.00"},
            "description": "later",
            "redirectUrl": "http://127.0.0.1/",
        },
        "wees",
    )
    sandbox.pay(orphan.id)
    assert stem_af(NU) == 1
    assert regels() == [CHARGED, PAID]
    assert verschillen(data) == ["onbekende_betaling"]


def test_who_leaves_and_comes_back_in_one_year_gets_one_nota(data: Session, nota: Nota) -> None:
    payer = nota.betaler
    assert payer is not None
    payer.lidmaatschappen[0].einde = NU.date() - timedelta(days=30)
    again = Lidmaatschap(soort=LidSoort.LID, begin=NU.date(), ingevoerd_op=NU)
    payer.lidmaatschappen.append(again)
    payer.huishouden = een_huishouden()
    data.flush()
    assert acties.voorbeeld(nota_jaar(data), NU.date()).aantal == 0


def nota_jaar(data: Session) -> Contributiejaar:
    return data.scalars(select(Contributiejaar)).one()


@pytest.mark.parametrize(
    ("typed", "cent"),
    [
        ("12", 1200),
        ("12,00", 1200),
        ("€ 12", 1200),
        ("12,5", 1250),
        ("1e3", None),
        ("-5", None),
        ("0,001", None),
    ],
)
def test_an_amount_is_exact_or_refused_and_kept(
    login: Login, nota: Nota, typed: str, cent: int | None
) -> None:
    url = f"/bestuur/contributie/notas/{nota.kenmerk}/ontvangsten"
    sent = {"weg": "bank", "bedrag": typed, "datum": "2026-11-20", "nummer": "7"}
    answer = login(een_lid(), "penningmeester").post(url, sent)
    if cent is None:
        assert answer.status_code == 422
        assert "Vul een bedrag in, bijvoorbeeld 12,50." in answer.text
        assert f'value="{typed}"' in answer.text
    else:
        assert answer.status_code == 303
        assert regels()[1:] == [("betaling", -cent)]


@pytest.mark.faults
@pytest.mark.traag("fifty calls wait for a Mollie that does not answer")
def test_while_mollie_swallows_every_call_the_site_serves_and_webhooks_wait(
    live_app: Flask, sandbox: Sandbox
) -> None:
    live_app.config.update(
        MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key, WTF_CSRF_ENABLED=False
    )
    clock.install(lambda: NU)
    base = "http://127.0.0.1:8000"
    try:
        with live_app.app_context():
            start_writing()
            nota = een_nota()
            where = pad(nota)
            finish()
        live_app.test_client().post(where, base_url=base)
        with live_app.app_context():
            betaling = betaling_van(nota)
            url, body = hook(betaling), {"id": betaling.mollie_id}
            undo()
        sandbox.faults("black_hole", None, path="payments/tr", seconds=8)
        answers: list[int] = []

        def call() -> None:
            answer = live_app.test_client().post(url, data=body, base_url=base)
            answers.append(answer.status_code)

        threads = [threading.Thread(target=call) for _ in range(50)]
        for thread in threads:
            thread.start()
        begun = time.monotonic()
        pages = {live_app.test_client().get(where, base_url=base).status_code for _ in range(5)}
        quick = time.monotonic() - begun
        for thread in threads:
            thread.join()
    finally:
        clock.install(clock.system)
        sandbox.clear_faults()
    assert set(answers) == {503}
    assert pages == {200}
    assert quick < 5


def test_of_who_is_erased_the_books_stay_and_the_mandate_ends(nota: Nota, data: Session) -> None:
    lid = nota.betaler
    assert lid is not None
    machtiging = machtigen.geef(lid, lid.naam, "NL91ABNA0417164300", NU)
    lidmaatschap_beeindigd.send(lid, dag=NU.date(), nu=NU)
    assert machtiging.stand is MachtigingStand.INGETROKKEN
    before = data.execute(text("SELECT * FROM grootboekregel ORDER BY id")).all()
    for statement in ("DELETE FROM lid", "DELETE FROM nota", "DELETE FROM grootboekregel"):
        with pytest.raises(DBAPIError), data.begin_nested():
            data.execute(text(statement))
    assert data.execute(text("SELECT * FROM grootboekregel ORDER BY id")).all() == before
