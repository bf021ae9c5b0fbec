import pytest

from tests.betalingen.sandbox.samples import BACK, een_betaalde, een_betaling, verzoek
from tests.support.mollie import Sandbox
from vereniging.betalingen.gateway import GatewayNotFound, GatewayRejected

MINUTE, DAY = 60, 86_400


def test_a_payment_is_open_until_the_consumer_pays(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = een_betaling(gateway)
    assert (made.status, made.amount, made.mode, made.paid_at) == ("open", 1000, "test", None)
    assert made.checkout_url == f"{sandbox.url}/checkout/{made.id}"
    sandbox.pay(made.id)
    paid = gateway.get_payment(made.id)
    assert (paid.status, paid.amount_remaining, paid.checkout_url) == ("paid", 1000, None)
    assert paid.paid_at is not None


@pytest.mark.parametrize("status", ["failed", "canceled", "expired", "pending", "authorized"])
def test_a_payment_can_end_in_every_other_way(sandbox: Sandbox, status: str) -> None:
    made = een_betaling(sandbox.gateway())
    sandbox.pay(made.id, status)
    after = sandbox.gateway().get_payment(made.id)
    assert (after.status, after.checkout_url, after.amount_remaining) == (status, None, 0)


def test_ideal_expires_after_a_quarter_of_an_hour_and_can_still_be_paid_late(
    sandbox: Sandbox,
) -> None:
    gateway = sandbox.gateway()
    made = een_betaling(gateway)
    sandbox.clock(14 * MINUTE)
    assert gateway.get_payment(made.id).status == "open"
    sandbox.clock(2 * MINUTE)
    assert gateway.get_payment(made.id).status == "expired"
    sandbox.pay(made.id, "paid")
    assert gateway.get_payment(made.id).status == "paid"


def test_a_bank_transfer_waits_twelve_days(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = een_betaling(gateway, method="banktransfer")
    sandbox.clock(11 * DAY)
    assert gateway.get_payment(made.id).status == "open"
    sandbox.clock(2 * DAY)
    assert gateway.get_payment(made.id).status == "expired"


def test_only_what_waits_for_a_bank_can_be_cancelled(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    ideal = een_betaling(gateway, "a")
    transfer = een_betaling(gateway, "b", method="banktransfer")
    assert (ideal.is_cancelable, transfer.is_cancelable) == (False, True)
    assert gateway.cancel_payment(transfer.id, "c").status == "canceled"
    with pytest.raises(GatewayRejected):
        gateway.cancel_payment(ideal.id, "d")


def test_the_consumer_chooses_a_method_when_the_site_did_not(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = een_betaling(gateway, method=None)
    assert made.method is None
    sandbox.pay(made.id)
    assert gateway.get_payment(made.id).method == "ideal"


def test_a_payment_can_be_changed_without_a_webhook(sandbox: Sandbox) -> None:
    made = een_betaling(sandbox.gateway(), webhookUrl="http://localhost:1/hook")
    changed = sandbox.request(
        "PATCH",
        f"/v2/payments/{made.id}",
        {"description": "Anders", "metadata": None, "locale": "en_GB", "redirectUrl": BACK},
    )
    assert changed.json()["description"] == "Anders"
    assert sandbox.webhooks() == []


@pytest.mark.parametrize(
    ("anders", "field"),
    [
        ({"amount": {"currency": "EUR", "value": "0.00"}}, "amount"),
        ({"amount": {"currency": "USD", "value": "1.00"}}, "amount.currency"),
        ({"amount": {"currency": "EUR"}}, "amount"),
        ({"cents": 5_000_001}, "amount"),
        ({"description": None}, "description"),
        ({"description": "x" * 256}, "description"),
        ({"redirectUrl": None}, "redirectUrl"),
        ({"redirectUrl": "ftp://localhost/x"}, "redirectUrl"),
        ({"webhookUrl": "http://example.org/hook"}, "webhookUrl"),
        ({"metadata": {"x": "y" * 1024}}, "metadata"),
        ({"method": "bitcoin"}, "method"),
        ({"method": "creditcard"}, "method"),
        ({"method": "directdebit"}, "method"),
        ({"locale": "dutch"}, "locale"),
        ({"sequenceType": "twice"}, "sequenceType"),
        ({"sequenceType": "first"}, "customerId"),
        ({"beschrijving": "x"}, "beschrijving"),
    ],
)
def test_a_wrong_request_names_the_field(
    sandbox: Sandbox, anders: dict[str, object], field: str
) -> None:
    answer = sandbox.request("POST", "/v2/payments", verzoek(**anders))  # type: ignore[arg-type] # cents is an int
    assert (answer.status_code, answer.json()["field"]) == (422, field)


@pytest.mark.parametrize(
    "value", ["10", "10.0", "10.000", "-1.00", "1e3", 10, 10.0, "١.٠٠", None], ids=repr
)
def test_an_amount_is_text_with_two_decimals(sandbox: Sandbox, value: object) -> None:
    body = verzoek(amount={"currency": "EUR", "value": value})
    assert sandbox.request("POST", "/v2/payments", body).status_code == 422


def test_a_body_that_is_not_an_object_is_refused(sandbox: Sandbox) -> None:
    assert sandbox.request("POST", "/v2/payments", ["x"]).status_code == 400


def test_what_does_not_exist_is_not_found(sandbox: Sandbox) -> None:
    with pytest.raises(GatewayNotFound):
        sandbox.gateway().get_payment("tr_nothing")
    for path in (
        "/v2/settlements",
        "/v2/payments/tr_x/refunds",
        "/v2/methods/bitcoin",
        "/v2/customers/cst_x",
    ):
        assert sandbox.request("GET", path).status_code == 404
    made = een_betaalde(sandbox)
    for path in ("refunds/re_x", "chargebacks/chb_x"):
        assert sandbox.request("GET", f"/v2/payments/{made.id}/{path}").status_code == 404


def test_methods_and_profile_are_those_of_an_association(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    assert [one.description for one in gateway.list_methods()] == ["iDEAL | Wero", "Overboeking"]
    assert [one.id for one in gateway.list_methods(sequence="recurring")] == ["directdebit"]
    every = sandbox.request("GET", "/v2/methods/all?amount[value]=20000.00&amount[currency]=EUR")
    assert [one["id"] for one in every.json()["_embedded"]["methods"]] == [
        *("ideal", "banktransfer", "bancontact"),
    ]
    one = sandbox.request("GET", "/v2/methods/ideal?locale=nl_NL").json()
    assert sandbox.request("GET", "/_sandbox/methods/ideal.svg").ok
    assert one["description"] == "iDEAL | Wero"
    assert gateway.profile().mode == "test"


def test_lists_have_pages_newest_first(sandbox: Sandbox) -> None:
    gateway = sandbox.gateway()
    made = [een_betaling(gateway, f"k{n}").id for n in range(5)]
    first = sandbox.request("GET", "/v2/payments?limit=2").json()
    assert [one["id"] for one in first["_embedded"]["payments"]] == [made[4], made[3]]
    assert first["_links"]["previous"] is None
    path = first["_links"]["next"]["href"].removeprefix(sandbox.url)
    second = sandbox.request("GET", path).json()
    assert [one["id"] for one in second["_embedded"]["payments"]] == [made[2], made[1]]
    back = second["_links"]["previous"]["href"].removeprefix(sandbox.url)
    assert sandbox.request("GET", back).json()["_embedded"] == first["_embedded"]
    oldest = sandbox.request("GET", "/v2/payments?limit=1&sort=asc").json()
    assert oldest["_embedded"]["payments"][0]["id"] == made[0]
    assert "sort=asc" in oldest["_links"]["next"]["href"]


@pytest.mark.parametrize("query", ["limit=0", "limit=251", "limit=x", "from=tr_none"])
def test_a_senseless_page_is_refused(sandbox: Sandbox, query: str) -> None:
    assert sandbox.request("GET", f"/v2/payments?{query}").status_code == 400


def test_a_senseless_embed_or_sequence_is_refused(sandbox: Sandbox) -> None:
    made = een_betaling(sandbox.gateway())
    assert sandbox.request("GET", f"/v2/payments/{made.id}?embed=x").status_code == 400
    assert sandbox.request("GET", "/v2/methods?sequenceType=x").status_code == 400
