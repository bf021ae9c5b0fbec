from datetime import date

import pytest

from tests.betalingen.sandbox.samples import (
    HOOK,
    IBAN,
    een_betaling,
    een_incasso,
    een_machtiging,
    verzoek,
)
from tests.support.mollie import Sandbox
from vereniging.betalingen.gateway import GatewayNotFound, GatewayRejected
from vereniging.betalingen.sandbox import bankdays

DAY = 86_400


def test_a_paper_mandate_keeps_only_the_last_four_of_the_account(sandbox: Sandbox) -> None:
    made = een_machtiging(sandbox.gateway())
    assert (made.status, made.reference, made.iban_last4) == ("valid", "M-0001", "4300")
    assert IBAN not in repr(made)


def test_a_first_payment_makes_the_mandate_valid_when_it_is_paid(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    customer = gateway.create_customer({"name": "V. Oorbeeld"}, "c")
    first = een_betaling(gateway, sequenceType="first", customerId=customer.id)
    assert first.mandate_id is not None
    assert gateway.get_mandate(customer.id, first.mandate_id).status == "pending"
    sandbox.pay(first.id)
    assert [one.status for one in gateway.list_mandates(customer.id)] == ["valid"]


def test_a_mandate_may_stay_pending_after_the_payment(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    customer = gateway.create_customer({}, "c")
    first = een_betaling(gateway, sequenceType="first", customerId=customer.id)
    sandbox.faults("mandate_pending")
    sandbox.pay(first.id)
    assert [one.status for one in gateway.list_mandates(customer.id)] == ["pending"]


def test_a_collection_is_paid_on_the_next_bank_day(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = een_incasso(gateway, een_machtiging(gateway))
    assert (made.status, made.method, made.checkout_url) == ("pending", "directdebit", None)
    sandbox.clock(7 * DAY)
    paid = gateway.get_payment(made.id)
    assert paid.status == "paid"
    assert paid.paid_at is not None
    assert bankdays.is_bank_day(paid.paid_at.date())


def test_changing_a_collection_does_not_stop_it(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = een_incasso(gateway, een_machtiging(gateway))
    assert sandbox.request("PATCH", f"/v2/payments/{made.id}", {"description": "x"}).ok
    refused = sandbox.request("PATCH", f"/v2/payments/{made.id}", {"method": "directdebit"})
    assert refused.status_code == 422
    sandbox.clock(7 * DAY)
    assert gateway.get_payment(made.id).status == "paid"


def test_a_collection_can_fail_before_and_shortly_after_it_was_paid(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    machtiging = een_machtiging(gateway)
    before, after = (een_incasso(gateway, machtiging, key) for key in "ab")
    sandbox.pay(before.id, "failed", "AM04")
    assert gateway.get_payment(before.id).bank_reason_code == "AM04"
    sandbox.pay(after.id)
    sandbox.pay(after.id, "failed")
    failed = gateway.get_payment(after.id)
    assert (failed.status, failed.bank_reason_code) == ("failed", "MS03")
    assert failed.paid_at is not None


def test_a_paid_collection_does_not_fail_after_five_bank_days(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = een_incasso(gateway, een_machtiging(gateway))
    sandbox.pay(made.id)
    sandbox.clock(20 * DAY)
    path = f"/_sandbox/payments/{made.id}"
    assert sandbox.request("POST", path, {"status": "failed"}).status_code == 422


def test_a_collection_is_charged_back_within_eight_weeks_only(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = een_incasso(gateway, een_machtiging(gateway))
    sandbox.pay(made.id)
    sandbox.clock(55 * DAY)
    sandbox.charge_back(made.id, "1.00")
    sandbox.clock(2 * DAY)
    path = f"/_sandbox/payments/{made.id}/chargebacks"
    assert sandbox.request("POST", path).status_code == 422


def test_without_a_valid_mandate_nothing_is_collected(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    machtiging = een_machtiging(gateway)
    gateway.revoke_mandate(machtiging.customer_id, machtiging.id, "r")
    with pytest.raises(GatewayRejected) as refused:
        een_incasso(gateway, machtiging)
    assert refused.value.field == "mandateId"
    with pytest.raises(GatewayNotFound):
        gateway.get_mandate(machtiging.customer_id, machtiging.id)
    assert gateway.list_mandates(machtiging.customer_id) == []


def test_the_mandate_of_somebody_else_does_not_count(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    machtiging = een_machtiging(gateway)
    other = gateway.create_customer({}, "other")
    body = verzoek(
        sequenceType="recurring",
        method=None,
        customerId=other.id,
        mandateId=machtiging.id,
    )
    assert sandbox.request("POST", "/v2/payments", body).status_code == 422
    path = f"/v2/customers/{other.id}/mandates/{machtiging.id}"
    assert sandbox.request("GET", path).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("method", "creditcard"),
        ("consumerAccount", "NL92ABNA0417164300"),
        ("consumerAccount", "x"),
        ("signatureDate", "morgen"),
        ("signatureDate", "2999-01-01"),
        ("mandateReference", "x" * 36),
    ],
)
def test_a_mandate_that_a_bank_would_refuse(sandbox: Sandbox, field: str, value: str) -> None:
    customer = sandbox.gateway().create_customer({}, "c")
    body = {"method": "directdebit", "consumerName": "V. Oorbeeld", "consumerAccount": IBAN}
    path = f"/v2/customers/{customer.id}/mandates"
    answer = sandbox.request("POST", path, body | {field: value})
    assert (answer.status_code, answer.json()["field"]) == (422, field)


def test_a_customer_can_be_changed_listed_and_forgotten(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    machtiging = een_machtiging(gateway)
    path = f"/v2/customers/{machtiging.customer_id}"
    changed = sandbox.request("PATCH", path, {"name": "Nieuw"})
    assert (changed.json()["name"], changed.json()["metadata"]) == ("Nieuw", {"lid": "1"})
    assert sandbox.request("GET", "/v2/customers").json()["count"] == 1
    body = verzoek(sequenceType="recurring", method=None, webhookUrl=HOOK)
    assert sandbox.request("POST", f"{path}/payments", body).status_code == 201
    assert sandbox.request("GET", f"{path}/payments").json()["count"] == 1
    assert sandbox.request("DELETE", path).status_code == 204
    assert sandbox.request("GET", path).status_code == 410


def test_banks_do_not_settle_on_holidays() -> None:
    closed = ("2027-01-01", "2027-03-26", "2027-03-29", "2027-05-01", "2028-12-25", "2026-11-22")
    open_days = ("2027-05-05", "2027-05-06", "2026-12-24", "2027-03-30")
    assert not any(bankdays.is_bank_day(date.fromisoformat(day)) for day in closed)
    assert all(bankdays.is_bank_day(date.fromisoformat(day)) for day in open_days)
