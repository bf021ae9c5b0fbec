import pytest

from tests.betalingen.sandbox.samples import een_betaling
from tests.support.mollie import Sandbox
from tests.support.shop import Call, Shop

MINUTE, HOUR = 60, 3600


def test_the_shop_hears_of_a_payment_as_from_mollie(sandbox: Sandbox, shop: Shop) -> None:
    made = een_betaling(sandbox.gateway(), webhookUrl=f"{shop.url}/hook/abc")
    assert sandbox.webhooks() == []
    sandbox.pay(made.id)
    (call,) = sandbox.webhooks()
    assert (call["url"], call["payment"], call["status"]) == (f"{shop.url}/hook/abc", made.id, 200)
    assert shop.calls == [Call("POST", "/hook/abc", "Mollie HTTP client/1.0", f"id={made.id}")]


def test_without_a_200_it_tries_ten_times_in_26_hours(sandbox: Sandbox, shop: Shop) -> None:
    made = een_betaling(sandbox.gateway(), webhookUrl=f"{shop.url}/hook")
    shop.plan = [(status, {}) for status in (503, 201, 404, 500, 500, 500, 500, 500, 500, 500)]
    sandbox.pay(made.id)
    waits = [*(minutes * MINUTE for minutes in (1, 2, 4, 8, 16, 29)), HOUR, 2 * HOUR, 22 * HOUR]
    for tries, wait in enumerate(waits, start=1):
        assert len(sandbox.webhooks()) == tries
        sandbox.clock(wait - 20)
        assert len(sandbox.webhooks()) == tries
        sandbox.clock(21)
    assert [call["status"] for call in sandbox.webhooks()][:3] == [503, 201, 404]
    assert len(sandbox.webhooks()) == 10
    sandbox.clock(100 * HOUR)
    assert len(sandbox.webhooks()) == 10


def test_a_moved_address_turns_the_call_into_a_get_without_body(
    sandbox: Sandbox, shop: Shop
) -> None:
    made = een_betaling(sandbox.gateway(), webhookUrl=f"{shop.url}/old")
    shop.plan = [(302, {"Location": "/new"})]
    sandbox.pay(made.id)
    sandbox.webhooks()
    assert [(call.method, call.path, call.body) for call in shop.calls] == [
        ("POST", "/old", f"id={made.id}"),
        ("GET", "/new", ""),
    ]


@pytest.mark.parametrize("place", ["http://example.org/hook", "/hook"])
def test_it_never_leaves_this_machine_nor_follows_for_ever(
    sandbox: Sandbox, shop: Shop, place: str
) -> None:
    made = een_betaling(sandbox.gateway(), webhookUrl=f"{shop.url}/hook")
    shop.plan = [(307, {"Location": place}) for _ in range(9)]
    sandbox.pay(made.id)
    (call,) = sandbox.webhooks()
    assert call["error"] in {"InvalidURL", "TooManyRedirects"}


@pytest.mark.parametrize("status", ["open", "pending"])
def test_nothing_is_told_before_anything_is_decided(sandbox: Sandbox, status: str) -> None:
    made = een_betaling(sandbox.gateway(), webhookUrl="http://localhost:1/hook")
    sandbox.pay(made.id, status)
    assert sandbox.webhooks() == []


def test_expiry_refunds_and_chargebacks_are_told_too(sandbox: Sandbox, shop: Shop) -> None:
    gateway = sandbox.gateway()
    expiring = een_betaling(gateway, "a", webhookUrl=f"{shop.url}/a")
    sandbox.clock(16 * MINUTE)
    assert [call["payment"] for call in sandbox.webhooks()] == [expiring.id]
    paid = een_betaling(gateway, "b", webhookUrl=f"{shop.url}/b")
    sandbox.pay(paid.id)
    refund = sandbox.refund(paid.id, "1.00")
    sandbox.set_refund(paid.id, refund, "refunded")
    chargeback = sandbox.charge_back(paid.id, "1.00")
    sandbox.reverse(paid.id, chargeback)
    assert len([call for call in sandbox.webhooks() if call["payment"] == paid.id]) == 5


def test_a_webhook_can_get_lost_come_twice_or_come_late(sandbox: Sandbox, shop: Shop) -> None:
    gateway = sandbox.gateway()
    for key, fault in (("a", "drop"), ("b", "duplicate"), ("c", "delay")):
        made = een_betaling(gateway, key, webhookUrl=f"{shop.url}/{key}")
        sandbox.faults(f"webhook_{fault}", path=f"/{key}$")
        sandbox.pay(made.id)
    sandbox.webhooks()
    assert [call.path for call in shop.calls] == ["/b", "/b"]
    sandbox.clock(61)
    sandbox.webhooks()
    assert [call.path for call in shop.calls][2:] == ["/c"]


def test_webhooks_can_come_in_another_order(sandbox: Sandbox, shop: Shop) -> None:
    gateway = sandbox.gateway()
    sandbox.faults("webhook_shuffle", count=None)
    for number in range(6):
        made = een_betaling(gateway, str(number), webhookUrl=f"{shop.url}/{number}")
        sandbox.pay(made.id)
    for _ in range(13):
        sandbox.clock(10)
        sandbox.webhooks()
    order = [call.path for call in shop.calls]
    assert len(order) == 6
    assert order != sorted(order)


def test_a_falsified_payment_does_not_stop_time_for_the_others(
    sandbox: Sandbox, shop: Shop
) -> None:
    gateway = sandbox.gateway()
    broken = een_betaling(gateway, "a", webhookUrl=f"{shop.url}/a")
    een_betaling(gateway, "b", webhookUrl=f"{shop.url}/b")
    sandbox.falsify(broken.id, status="pending", sequenceType="first", mandateId=5)
    sandbox.clock(16 * MINUTE)
    sandbox.webhooks()
    assert [call.path for call in shop.calls] == ["/b"]
