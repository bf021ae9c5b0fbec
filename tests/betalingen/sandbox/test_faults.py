import contextlib
import threading

import pytest
import requests

from tests.betalingen.sandbox.samples import (
    een_betaalde,
    een_betaling,
    een_incasso,
    een_machtiging,
    verzoek,
)
from tests.support.mollie import Sandbox
from vereniging.betalingen.gateway import (
    GatewayConflict,
    GatewayNotFound,
    GatewayRejected,
    GatewayUnavailable,
    to_mollie,
)


@pytest.mark.parametrize("kind", ["429", "503", "html_500", "no_detail", "drop_answer"])
def test_a_fault_happens_as_often_as_was_asked(sandbox: Sandbox, kind: str) -> None:
    gateway = sandbox.gateway()
    made = een_betaling(gateway)
    sandbox.faults(kind, 2)
    for _ in range(2):
        with pytest.raises(GatewayUnavailable):
            gateway.get_payment(made.id)
    assert gateway.get_payment(made.id).id == made.id


def test_a_fault_without_count_lasts_until_it_is_cleared(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    sandbox.faults("503", None, "/profiles/")
    assert gateway.list_methods()
    for _ in range(3):
        with pytest.raises(GatewayUnavailable):
            gateway.profile()
    assert sandbox.control("GET", "faults")["faults"][0]["count"] is None
    sandbox.clear_faults()
    assert gateway.profile().mode == "test"


def test_a_lost_answer_is_found_again_with_the_same_key(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    sandbox.faults("drop_answer")
    with pytest.raises(GatewayUnavailable):
        een_betaling(gateway, "k")
    found = een_betaling(gateway, "k")
    assert [one.id for one in gateway.iter_payments()] == [found.id]


def test_a_replay_says_so_and_gives_the_same_answer(sandbox: Sandbox) -> None:
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {sandbox.api_key}"
        session.headers["Idempotency-Key"] = "k"
        first, second = (
            session.post(f"{sandbox.url}/v2/payments", json=verzoek(), timeout=5) for _ in "12"
        )
    assert first.content == second.content
    assert (first.headers.get("Idempotent-Replayed"), second.status_code) == (None, 201)
    assert second.headers["Idempotent-Replayed"] == "true"


def test_a_key_belongs_to_one_body_for_one_hour(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    first = een_betaling(gateway, "k")
    with pytest.raises(GatewayRejected):
        een_betaling(gateway, "k", cents=1100)
    assert een_betaling(gateway, "k").id == first.id
    sandbox.clock(3601)
    assert een_betaling(gateway, "k", cents=1100).id != first.id


def test_the_same_key_at_another_endpoint_is_another_act(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    assert een_betaling(gateway, "k").id
    assert gateway.create_customer({}, "k").id


def test_a_key_in_flight_is_a_conflict(sandbox: Sandbox) -> None:
    sandbox.faults("slow", seconds=5, path="/v2/payments")
    slow = threading.Thread(target=een_betaling, args=(sandbox.gateway(), "k"))
    slow.start()
    while not sandbox.requests():
        pass
    with pytest.raises(GatewayConflict):
        een_betaling(sandbox.gateway(), "k")
    sandbox.clear_faults()
    slow.join()
    assert len(list(sandbox.gateway().iter_payments())) == 1


def test_a_double_click_makes_one_payment(sandbox: Sandbox) -> None:
    made: list[str] = []

    def click() -> None:
        with contextlib.suppress(GatewayConflict):
            made.append(een_betaling(sandbox.gateway(), "k").id)

    clicks = [threading.Thread(target=click) for _ in range(8)]
    for one in clicks:
        one.start()
    for one in clicks:
        one.join()
    (only,) = sandbox.gateway().iter_payments()
    assert set(made) == {only.id}


def test_a_black_hole_swallows_the_request_until_it_is_lifted(sandbox: Sandbox) -> None:
    sandbox.faults("black_hole")
    failed: list[Exception] = []

    def ask() -> None:
        try:
            sandbox.gateway().profile()
        except GatewayUnavailable as error:
            failed.append(error)

    waiting = threading.Thread(target=ask)
    waiting.start()
    while not sandbox.requests():
        pass
    sandbox.clear_faults()
    waiting.join()
    assert len(failed) == 1


def test_a_stale_read_shows_what_was_just_before(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    sandbox.faults("stale_read")
    assert gateway.get_payment(paid.id).status == "open"
    sandbox.charge_back(paid.id)
    sandbox.faults("stale_read")
    assert gateway.get_payment(paid.id).chargebacks == ()
    assert len(gateway.get_payment(paid.id).chargebacks) == 1


def test_a_mandate_can_be_gone(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    machtiging = een_machtiging(gateway)
    sandbox.faults("mandate_410")
    assert een_incasso(gateway, machtiging).status == "pending"
    with pytest.raises(GatewayNotFound):
        gateway.get_mandate(machtiging.customer_id, machtiging.id)


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "nonsense"},
        {"kind": "503", "count": 0},
        {"kind": "503", "path": "("},
        {"kind": "slow", "seconds": "x"},
        {},
    ],
    ids=repr,
)
def test_a_senseless_fault_is_refused(sandbox: Sandbox, body: dict[str, object]) -> None:
    assert sandbox.request("POST", "/_sandbox/faults", body).status_code == 422


@pytest.mark.parametrize("seconds", [-1, "x", None, True])
def test_the_clock_only_goes_forward(sandbox: Sandbox, seconds: object) -> None:
    answer = sandbox.request("POST", "/_sandbox/clock", {"seconds": seconds})
    assert answer.status_code == 422


def test_the_clock_moves_and_tells(sandbox: Sandbox) -> None:
    before = sandbox.clock()
    after = sandbox.clock(86_400)
    assert before[:10] < after[:10]
    assert sandbox.control("GET", "clock")["now"] >= after


def test_requests_are_remembered_with_key_and_body(sandbox: Sandbox) -> None:
    een_betaling(sandbox.gateway(), "sleutel-1")
    (made,) = sandbox.requests()
    assert (made["method"], made["path"], made["idempotency_key"], made["status"]) == (
        *("POST", "/v2/payments", "sleutel-1", 201),
    )
    assert '"10.00"' in made["body"]


def test_a_payment_can_be_falsified_and_all_forgotten(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    sandbox.falsify(paid.id, metadata={"betaling": "other"})
    assert gateway.get_payment(paid.id).metadata == {"betaling": "other"}
    sandbox.reset()
    assert list(gateway.iter_payments()) == []


@pytest.mark.parametrize("kind", ["status", "refund"])
def test_a_status_that_does_not_exist_is_refused(sandbox: Sandbox, kind: str) -> None:
    paid = een_betaalde(sandbox)
    path = f"/_sandbox/payments/{paid.id}"
    if kind == "refund":
        path += f"/refunds/{sandbox.refund(paid.id, '1.00')}"
    assert sandbox.request("POST", path, {"status": "lost"}).status_code == 422


def test_what_broke_halfway_was_not_done_and_may_be_asked_again(sandbox: Sandbox) -> None:
    paid = een_betaalde(sandbox)
    sandbox.falsify(paid.id, amount="broken")
    for _ in range(2):
        with pytest.raises(GatewayUnavailable):
            sandbox.gateway().create_refund(paid.id, {"amount": to_mollie(100)}, "r")
    sandbox.falsify(paid.id, amount=to_mollie(1000))
    assert sandbox.gateway().create_refund(paid.id, {"amount": to_mollie(100)}, "r").amount == 100


def test_a_body_that_is_not_json_is_refused(sandbox: Sandbox) -> None:
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Authorization"] = f"Bearer {sandbox.api_key}"
        answer = session.post(f"{sandbox.url}/v2/payments", data="{", timeout=5)
    assert answer.status_code == 400
