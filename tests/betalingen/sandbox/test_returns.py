import pytest

from tests.betalingen.sandbox.samples import een_betaalde, een_betaling
from tests.support.mollie import Sandbox
from vereniging.betalingen.gateway import (
    Gateway,
    GatewayConflict,
    GatewayRejected,
    Refund,
    to_mollie,
)

HOUR, DAY = 3600, 86_400


def terug(gateway: Gateway, tr_id: str, cents: int, sleutel: str = "t") -> Refund:
    return gateway.create_refund(tr_id, {"amount": to_mollie(cents)}, sleutel)


def test_a_refund_goes_back_in_steps_and_the_sums_follow(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    made = terug(gateway, paid.id, 400)
    assert (made.status, made.amount, made.payment_id) == ("pending", 400, paid.id)
    sandbox.clock(3 * HOUR)
    assert gateway.list_refunds(paid.id)[0].status == "processing"
    sandbox.clock(6 * DAY)
    after = gateway.get_payment(paid.id)
    assert [one.status for one in after.refunds] == ["refunded"]
    assert (after.amount_refunded, after.amount_remaining) == (400, 600)


def test_more_than_what_is_left_cannot_be_refunded(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    terug(gateway, paid.id, 400)
    with pytest.raises(GatewayRejected) as refused:
        terug(gateway, paid.id, 601, "u")
    assert refused.value.field == "amount"


def test_what_was_not_paid_cannot_be_refunded(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    with pytest.raises(GatewayRejected):
        terug(gateway, een_betaling(gateway).id, 100)


def test_an_equal_refund_right_away_is_a_conflict_but_not_an_hour_later(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    terug(gateway, paid.id, 400)
    with pytest.raises(GatewayConflict):
        terug(gateway, paid.id, 400, "u")
    sandbox.clock(HOUR + 1)
    assert terug(gateway, paid.id, 400, "v").amount == 400


def test_a_refund_can_be_withdrawn_for_two_hours(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    first, second = terug(gateway, paid.id, 100), terug(gateway, paid.id, 200, "u")
    path = f"/v2/payments/{paid.id}/refunds"
    assert sandbox.request("DELETE", f"{path}/{first.id}").status_code == 204
    assert sandbox.request("GET", f"{path}/{first.id}").json()["status"] == "canceled"
    sandbox.clock(2 * HOUR + 1)
    assert sandbox.request("DELETE", f"{path}/{second.id}").status_code == 422
    assert gateway.get_payment(paid.id).amount_refunded == 200


def test_a_refund_that_fails_is_ours_again(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    made = sandbox.refund(paid.id, "10.00")
    sandbox.set_refund(paid.id, made, "failed")
    after = gateway.get_payment(paid.id)
    assert (after.amount_refunded, after.amount_remaining) == (0, 1000)
    assert [one.id for one in gateway.iter_refunds()] == [made]


def test_a_chargeback_whole_or_in_part_and_its_reversal(sandbox: Sandbox) -> None:
    gateway, paid = sandbox.gateway(), een_betaalde(sandbox)
    part = sandbox.charge_back(paid.id, "2.50", "AC04")
    rest = sandbox.charge_back(paid.id, "7.50")
    after = gateway.get_payment(paid.id)
    assert (after.status, after.amount_charged_back, after.amount_remaining) == ("paid", 1000, 0)
    sandbox.reverse(paid.id, rest)
    after = gateway.get_payment(paid.id)
    assert (after.amount_charged_back, after.amount_remaining) == (250, 750)
    newest, oldest = gateway.list_chargebacks(paid.id)
    assert (newest.id, oldest.id, oldest.reason_code) == (rest, part, "AC04")
    assert newest.reversed_at is not None
    assert oldest.reversed_at is None
    assert [one.id for one in gateway.iter_chargebacks()] == [rest, part]
    path = f"/v2/payments/{paid.id}/chargebacks/{part}"
    assert sandbox.request("GET", path).json()["amount"] == to_mollie(250)


def test_more_than_was_paid_or_twice_the_same_is_not_charged_back(sandbox: Sandbox) -> None:
    paid = een_betaalde(sandbox)
    path = f"/_sandbox/payments/{paid.id}/chargebacks"
    assert sandbox.request("POST", path, {"amount": to_mollie(1001)}).status_code == 422
    reversed_one = sandbox.charge_back(paid.id)
    sandbox.reverse(paid.id, reversed_one)
    again = sandbox.request("POST", f"{path}/{reversed_one}/reverse")
    assert again.status_code == 422
    unpaid = een_betaling(sandbox.gateway(), "other")
    path = f"/_sandbox/payments/{unpaid.id}/chargebacks"
    assert sandbox.request("POST", path).status_code == 422
