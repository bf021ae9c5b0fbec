import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import request

from tests.betalingen.sandbox.samples import (
    een_betaalde,
    een_betaling,
    een_incasso,
    een_machtiging,
    verzoek,
)
from tests.support.mollie import TEST_KEY, Sandbox
from tests.support.shop import Shop
from vereniging.betalingen.gateway import (
    Gateway,
    GatewayConflict,
    GatewayError,
    GatewayNotFound,
    GatewayRejected,
    GatewayUnavailable,
    from_mollie,
    to_mollie,
)
from vereniging.betalingen.sandbox import RunningSandbox, create_sandbox

WRONG_IDS = (
    *("", "tr_", "re_abc", "tr_x/../customers/cst_y", "tr_x?embed=y", "tr_x\n", "tr_é"),
    *("tr_" + "x" * 65, "TR_abc", "tr_a b", "../profiles/me"),
)


@pytest.mark.parametrize("identifier", WRONG_IDS, ids=repr)
def test_an_identifier_that_is_none_never_leaves_the_house(
    sandbox: Sandbox, identifier: str
) -> None:
    gateway = sandbox.gateway()
    for ask in (
        lambda: gateway.get_payment(identifier),
        lambda: gateway.cancel_payment(identifier, "k"),
        lambda: gateway.create_refund(identifier, {"amount": to_mollie(1)}, "k"),
        lambda: gateway.list_refunds(identifier),
        lambda: gateway.list_chargebacks(identifier),
        lambda: gateway.get_mandate("cst_abc", identifier),
        lambda: gateway.list_mandates(identifier),
    ):
        with pytest.raises(GatewayNotFound):
            ask()
    assert sandbox.requests() == []


@pytest.mark.parametrize(
    "value", [10.0, 10, Decimal("10.00"), "10", "10.0", "1e3", "-1.00", None], ids=repr
)
def test_an_amount_is_never_a_float(sandbox: Sandbox, value: object) -> None:
    body = verzoek(amount={"currency": "EUR", "value": value})
    with pytest.raises(ValueError, match="twee decimalen"):
        sandbox.gateway().create_payment(body, "k")
    assert sandbox.requests() == []


@pytest.mark.parametrize(
    ("cents", "text"), [(0, "0.00"), (5, "0.05"), (1250, "12.50"), (10**12 + 1, "10000000000.01")]
)
def test_cents_survive_the_journey(cents: int, text: str) -> None:
    assert to_mollie(cents) == {"currency": "EUR", "value": text}
    assert from_mollie(text) == cents


@pytest.mark.parametrize("cents", [-1, 1.0, True, "1"], ids=repr)
def test_only_whole_cents_are_sent(cents: Any) -> None:
    with pytest.raises(ValueError, match="geheel aantal centen"):
        to_mollie(cents)


def test_without_a_stored_key_nothing_is_made(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="bewaarde sleutel"):
        sandbox.gateway().create_payment(verzoek(), "")
    assert sandbox.requests() == []


def test_every_change_carries_the_stored_key(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    machtiging = een_machtiging(gateway)
    made = een_incasso(gateway, machtiging)
    gateway.cancel_payment(made.id, "annuleer")
    gateway.revoke_mandate(machtiging.customer_id, machtiging.id, "intrekken")
    changes = [one for one in sandbox.requests() if one["method"] != "GET"]
    assert [one["idempotency_key"] for one in changes] == [
        *("klant", "machtiging", "incasso", "annuleer", "intrekken"),
    ]


@pytest.mark.parametrize(
    "key", ["", "geheim", "prod_geheim", "test_ge heim", "test_geheim\n"], ids=repr
)
def test_a_key_that_is_none_is_refused_and_not_repeated(key: str) -> None:
    with pytest.raises(ValueError, match="API-sleutel") as refused:
        Gateway(key, "http://127.0.0.1:1")
    assert "heim" not in str(refused.value)


def test_a_refused_key_is_told_apart_and_not_tried_again(sandbox: Sandbox) -> None:
    slept: list[float] = []
    gateway = Gateway("live_geheimgeheim", sandbox.api_url, batch=True, sleep=slept.append)
    with pytest.raises(GatewayUnavailable) as refused:
        gateway.profile()
    assert refused.value.is_key_refused
    assert (len(sandbox.requests()), slept) == (1, [])


@pytest.mark.parametrize("kind", ["429", "503", "html_500", "no_detail", "drop_answer"])
def test_every_kind_of_trouble_is_one_error_without_the_key(sandbox: Sandbox, kind: str) -> None:
    sandbox.faults(kind)
    with pytest.raises(GatewayUnavailable) as failed:
        sandbox.gateway().profile()
    assert not failed.value.is_key_refused
    assert TEST_KEY not in str(failed.value)
    assert failed.value.__context__ is None
    assert len(sandbox.requests()) == 1


def test_nobody_at_home_is_the_same_error() -> None:
    with pytest.raises(GatewayUnavailable) as failed:
        Gateway(TEST_KEY, "http://127.0.0.1:1").profile()
    assert failed.value.__context__ is None


@pytest.mark.traag("waits for the time-out of a request, 6 seconds")
def test_a_request_waits_six_seconds_at_most(sandbox: Sandbox) -> None:
    sandbox.faults("black_hole", seconds=9)
    with pytest.raises(GatewayUnavailable):
        sandbox.gateway().profile()
    sandbox.clear_faults()


@pytest.mark.parametrize("status", [200, 204, 302, 404, 500])
def test_what_is_not_mollie_is_no_answer(shop: Shop, status: int) -> None:
    shop.plan = [(status, {"Content-Type": "text/html"})] * 2
    with pytest.raises(GatewayUnavailable):
        Gateway(TEST_KEY, shop.url).get_payment("tr_abc")


def test_a_batch_tries_three_times_and_grows_patient(sandbox: Sandbox) -> None:
    slept: list[float] = []
    gateway = Gateway(TEST_KEY, sandbox.api_url, batch=True, sleep=slept.append)
    sandbox.faults("503", 2)
    assert gateway.profile().mode == "test"
    assert slept == [1, 2]
    sandbox.faults("429", 12)
    for _ in range(4):
        with pytest.raises(GatewayUnavailable):
            gateway.profile()
    assert slept[2:] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_batch_that_loses_an_answer_makes_one_payment(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway(batch=True)
    sandbox.faults("drop_answer")
    made = een_betaling(gateway)
    assert [one.id for one in gateway.iter_payments()] == [made.id]


def test_the_four_errors_tell_what_to_do(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    gateway.create_refund(paid.id, {"amount": to_mollie(100)}, "r1")
    with pytest.raises(GatewayConflict):
        gateway.create_refund(paid.id, {"amount": to_mollie(100)}, "r2")
    with pytest.raises(GatewayNotFound):
        gateway.get_payment("tr_bestaatniet")
    with pytest.raises(GatewayRejected) as refused:
        een_betaling(gateway, "x", description="x" * 256)
    assert refused.value.field == "description"
    with pytest.raises(GatewayError):
        een_betaling(gateway, "x", locale="x")


def test_a_list_goes_on_over_the_pages_until_told_to_stop(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = [een_betaling(gateway, str(number)).id for number in range(252)]
    before = len(sandbox.requests())
    assert [one.id for one in gateway.iter_payments()] == made[::-1]
    assert len(sandbox.requests()) == before + 2
    found = list(gateway.iter_payments(lambda one: one.id == made[-3]))
    assert [one.id for one in found] == [made[-1], made[-2]]
    assert len(sandbox.requests()) == before + 3


def test_two_loops_over_one_list_do_not_disturb_each_other(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    for number in range(3):
        een_betaling(gateway, str(number))
    pairs = [(a.id, b.id) for a in gateway.iter_payments() for b in gateway.iter_payments()]
    assert len(set(pairs)) == 9


def test_a_next_page_at_another_host_is_not_followed(tmp_path: Path) -> None:
    app = create_sandbox(tmp_path / "sandbox.db", base_url="http://localhost:1")
    with RunningSandbox(app) as running:
        gateway = Sandbox(running).gateway()
        for number in range(251):
            een_betaling(gateway, str(number))
        with pytest.raises(GatewayUnavailable):
            list(gateway.iter_payments())


@pytest.mark.parametrize(
    "falsified",
    [
        {"amount": {"currency": "EUR", "value": "10.0"}},
        {"amount": {"currency": "EUR", "value": 10.0}},
        {"amount": None},
        {"createdAt": "gisteren"},
        {"profileId": None},
    ],
    ids=repr,
)
def test_an_unreadable_answer_is_no_answer(sandbox: Sandbox, falsified: dict[str, Any]) -> None:
    made = een_betaling(sandbox.gateway())
    sandbox.falsify(made.id, **falsified)
    with pytest.raises(GatewayUnavailable):
        sandbox.gateway().get_payment(made.id)


def test_one_gateway_serves_many_threads(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    threads = [
        threading.Thread(target=een_betaling, args=(gateway, str(number))) for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.id for one in gateway.iter_payments()}) == 8


def test_the_name_of_this_machine_is_not_sent(tmp_path: Path) -> None:
    app = create_sandbox(tmp_path / "sandbox.db")
    sent: list[str | None] = []

    @app.before_request
    def look() -> None:
        sent.append(request.headers.get("X-Mollie-Client-Info"))

    with RunningSandbox(app) as running:
        Sandbox(running).gateway().profile()
    assert sent == ["vereniging"]


def test_objects_cannot_be_changed(sandbox: Sandbox) -> None:
    made = een_betaling(sandbox.gateway())
    with pytest.raises(AttributeError):
        made.status = "paid"  # type: ignore[misc] # that is what must fail


def test_a_list_that_is_none_is_no_answer(shop: Shop) -> None:
    shop.plan = [(204, {})] * 2
    gateway = Gateway(TEST_KEY, shop.url)
    with pytest.raises(GatewayUnavailable):
        list(gateway.iter_payments())
    with pytest.raises(GatewayUnavailable):
        gateway.list_methods()
