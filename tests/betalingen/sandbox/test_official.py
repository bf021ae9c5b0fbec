"""Whether the official description was there to judge by; our own schemas always are."""

import pytest

from tests.betalingen.sandbox import official, schemas
from tests.support.mollie import Sandbox

GOOD = {"href": "http://127.0.0.1:1/v2/x", "type": "application/hal+json"}


@pytest.fixture
def _described() -> None:
    if official.place() is None:
        pytest.skip(official.ABSENT)


@pytest.mark.usefixtures("_described")
def test_the_official_description_refuses_what_is_wrong(sandbox: Sandbox) -> None:
    profile = sandbox.request("GET", "/v2/profiles/me").json()
    assert official.objections("profile-response", profile) == []
    assert official.objections("profile-response", profile | {"mode": "play"})
    payment = {"method": None, "status": "open"}
    assert official.objections("payment-response", payment)
    assert official.objections("payment-request", {"sequenceType": "oneoff"})
    assert official.objections("list-links", {"self": GOOD})


@pytest.mark.usefixtures("_described")
def test_only_the_listed_deviations_are_forgiven() -> None:
    amount = {"currency": "EUR", "value": "10.00"}
    collection = {"amount": amount, "description": "x", "sequenceType": "recurring"}
    assert official.objections("payment-request", collection) == []
    assert official.objections("payment-request", collection | {"sequenceType": "oneoff"})
    assert official.objections("refund-request", {"amount": amount}) == []
    assert official.objections("refund-request", {"amount": {"value": "10.00"}})


def test_our_own_schemas_are_closed() -> None:
    for name, schema in schemas.ITEMS.items():
        assert schema["additionalProperties"] is False, name
        assert {"resource", "id", "_links"} <= set(schema["required"]), name
