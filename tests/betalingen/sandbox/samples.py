"""Requests as the application makes them."""

from typing import Any

from tests.support.mollie import Sandbox
from vereniging.betalingen.gateway import Gateway, Mandate, Payment, to_mollie

Json = dict[str, Any]

BACK = "http://localhost:8000/betalingen/terug/abc"
HOOK = "http://localhost:1/betalingen/webhook/abc"
IBAN = "NL91ABNA0417164300"


def verzoek(cents: int = 1000, **anders: Any) -> Json:
    """The body of a payment; None leaves a field out."""
    body = {
        "amount": to_mollie(cents),
        "description": "N-2027-0031 Contributie 2027",
        "redirectUrl": BACK,
        "method": "ideal",
        "locale": "nl_NL",
        "sequenceType": "oneoff",
        "metadata": {"installatie": "x", "betaling": "y", "nota": "N-2027-0031"},
    } | anders
    return {name: value for name, value in body.items() if value is not None}


def een_betaling(gateway: Gateway, sleutel: str = "k", **anders: Any) -> Payment:
    return gateway.create_payment(verzoek(**anders), sleutel)


def een_betaalde(sandbox: Sandbox, cents: int = 1000, **anders: Any) -> Payment:
    """A payment that the consumer paid."""
    gateway = sandbox.gateway()
    made = een_betaling(gateway, f"k{cents}", cents=cents, **anders)
    sandbox.pay(made.id)
    return gateway.get_payment(made.id)


def een_machtiging(gateway: Gateway) -> Mandate:
    """A mandate from paper."""
    customer = gateway.create_customer({"metadata": {"lid": "1"}}, "klant")
    body = {
        "method": "directdebit",
        "consumerName": "V. Oorbeeld",
        "consumerAccount": IBAN,
        "mandateReference": "M-0001",
    }
    return gateway.create_mandate(customer.id, body, "machtiging")


def een_incasso(gateway: Gateway, machtiging: Mandate, sleutel: str = "incasso") -> Payment:
    body = verzoek(
        method="directdebit",
        sequenceType="recurring",
        redirectUrl=None,
        customerId=machtiging.customer_id,
        mandateId=machtiging.id,
        webhookUrl=HOOK,
    )
    return gateway.create_payment(body, sleutel)
