"""Making, reading, changing and cancelling payments."""

from collections.abc import Callable
from typing import Any, Final

from vereniging.betalingen.sandbox import check, methods
from vereniging.betalingen.sandbox.bankdays import MINUTE, iso, next_bank_day
from vereniging.betalingen.sandbox.changes import Changes
from vereniging.betalingen.sandbox.customers import Customers, consumer
from vereniging.betalingen.sandbox.problems import invalid, unknown
from vereniging.betalingen.sandbox.store import Json, Store

CHANGEABLE: Final = frozenset(
    {"description", "redirectUrl", "cancelUrl", "webhookUrl", "metadata", "method", "locale"},
)
FIELDS: Final = CHANGEABLE | {"amount", "sequenceType", "customerId", "mandateId"}
UNCHOSEN_OPEN_FOR: Final = 15 * MINUTE
FINAL: Final = frozenset({"paid", "canceled", "expired", "failed"})
CREDITOR: Final = "NL08ZZZ502057730000"


class Payments:
    """Rules of Mollie about payments."""

    def __init__(self, store: Store, customers: Customers, changes: Changes) -> None:
        self._store, self._customers, self._changes = store, customers, changes

    def get(self, identifier: str) -> Json:
        payment = self._store.get("payment", identifier)
        if payment is None:
            raise unknown("payment", identifier)
        return payment

    def create(self, body: Json, profile: str) -> Json:
        """A new payment: open for a consumer, or pending when it is a collection."""
        check.only(body, FIELDS)
        sequence = self._sequence(body)
        method = self._method(body, sequence)
        now = self._store.now()
        payment: Json = {
            "id": self._store.new_id("tr"),
            "mode": "test",
            "createdAt": iso(now),
            "amount": check.amount(body, highest=self._highest(method)),
            "description": check.text(body, "description"),
            "method": method,
            "metadata": check.metadata(body),
            "status": "open",
            "profileId": profile,
            "sequenceType": sequence,
            "redirectUrl": check.url(body, "redirectUrl", required=sequence != "recurring"),
            "cancelUrl": check.url(body, "cancelUrl", required=False),
            "webhookUrl": check.webhook_url(body),
            "locale": check.locale(body),
        }
        due = self._begin(payment, body, now)
        self._store.insert("payment", payment, payment.get("customerId"), due)
        return payment

    def _begin(self, payment: Json, body: Json, now: float) -> float:
        """Fill in what depends on the sequence type; the time of the next event."""
        if body.get("customerId") is not None:
            customer = check.text(body, "customerId") or ""
            payment["customerId"] = self._customers.get(customer)["id"]
        if payment["sequenceType"] == "recurring":
            return self._collect(payment, body, now)
        if payment["sequenceType"] == "first":
            mandate = self._customers.add_mandate(payment["customerId"], consumer(), {})
            payment["mandateId"] = mandate["id"]
        method = payment["method"]
        open_for = methods.find(method).open_for if method else UNCHOSEN_OPEN_FOR
        payment["expiresAt"] = iso(now + open_for)
        if method == "banktransfer":
            payment["details"] = self._transfer_details()
        return now + open_for

    def _collect(self, payment: Json, body: Json, now: float) -> float:
        wanted = check.text(body, "mandateId", required=False)
        mandate = self._customers.usable(payment["customerId"], wanted)
        due = next_bank_day(now)
        payment["status"], payment["mandateId"] = "pending", mandate["id"]
        payment["details"] = {
            **mandate["details"],
            "creditorIdentifier": CREDITOR,
            "mandateReference": mandate["mandateReference"],
            "signatureDate": mandate["signatureDate"],
            "dueDate": iso(due)[:10],
            "transferReference": f"SD-{payment['id'][3:]}",
        }
        return due

    def _transfer_details(self) -> Json:
        reference = f"{self._store.chance() % 10**12:012d}"
        return {
            "bankName": "Nagebootste bank",
            "bankAccount": "NL20INGB0001234567",
            "bankBic": "INGBNL2A",
            "transferReference": f"RF12-{reference[:4]}-{reference[4:8]}-{reference[8:]}",
        }

    def _sequence(self, body: Json) -> str:
        sequence = body.get("sequenceType", "oneoff")
        if sequence not in {"oneoff", "first", "recurring"}:
            raise invalid("The sequenceType is invalid", "sequenceType")
        if sequence != "oneoff" and body.get("customerId") is None:
            raise invalid("A customer is required for this sequenceType", "customerId")
        return str(sequence)

    def _method(self, body: Json, sequence: str) -> str | None:
        given = body.get("method")
        if sequence == "recurring" and given is None:
            return "directdebit"
        names = given if isinstance(given, list) else [given]
        if names == [None]:
            return None
        for name in names:
            self._must_suit(name, sequence)
        return str(names[0]) if len(names) == 1 else None

    def _must_suit(self, name: Any, sequence: str) -> None:
        method = methods.METHODS.get(name) if isinstance(name, str) else None
        if method is None or not method.is_active:
            raise invalid("The payment method is invalid or not activated", "method")
        if sequence not in method.sequences:
            raise invalid(f"The payment method cannot be used for '{sequence}'", "method")

    def _highest(self, method: str | None) -> int:
        return methods.find(method).highest if method else methods.METHODS["ideal"].highest

    def update(self, identifier: str, body: Json) -> Json:
        """Change what may still change; no webhook follows."""
        check.only(body, CHANGEABLE)
        payment = self.get(identifier)
        recurring = payment["sequenceType"] == "recurring"
        readers: dict[str, Callable[[], Any]] = {
            "description": lambda: check.text(body, "description"),
            "redirectUrl": lambda: check.url(body, "redirectUrl", required=not recurring),
            "cancelUrl": lambda: check.url(body, "cancelUrl", required=False),
            "webhookUrl": lambda: check.webhook_url(body),
            "metadata": lambda: check.metadata(body),
            "locale": lambda: check.locale(body),
            "method": lambda: self._method(body, payment["sequenceType"]),
        }
        if payment["status"] != "open" and "method" in body:
            raise invalid("The method can only change while the payment is open", "method")
        with self._changes.of(payment):
            payment.update({name: readers[name]() for name in body})
        return payment

    def cancel(self, identifier: str) -> Json:
        payment = self.get(identifier)
        if not is_cancelable(payment):
            raise invalid("The payment cannot be canceled")
        self._changes.set_status(payment, "canceled")
        return payment


def is_cancelable(payment: Json) -> bool:
    """What waits for a bank can be called back; iDEAL once begun cannot."""
    if payment["status"] in FINAL or payment["status"] == "authorized":
        return False
    return bool(payment["method"] != "ideal")
