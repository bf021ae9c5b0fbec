"""What happens to a payment after its birth: by the consumer, the bank, or time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from vereniging.betalingen.sandbox.bankdays import iso, next_bank_day, seconds
from vereniging.betalingen.sandbox.customers import Customers, consumer
from vereniging.betalingen.sandbox.problems import invalid
from vereniging.betalingen.sandbox.store import Json, Store
from vereniging.betalingen.sandbox.webhooks import Webhooks

STAMPS: Final = {
    "paid": "paidAt",
    "failed": "failedAt",
    "canceled": "canceledAt",
    "expired": "expiredAt",
    "authorized": "authorizedAt",
}
STATUSES: Final = frozenset({*STAMPS, "open", "pending"})
FAIL_WITHIN_BANK_DAYS: Final = 5
REASONS: Final = {
    "AC01": "Account identifier incorrect",
    "AC04": "Account closed",
    "AC06": "Account blocked",
    "AM04": "Insufficient funds",
    "MD01": "No mandate",
    "MD06": "Refund request by end customer",
    "MD07": "End customer deceased",
    "MS03": "Reason not specified",
    "SL01": "Specific service offered by debtor agent",
}


class Changes:
    """Every change of a payment, its refunds and its chargebacks."""

    def __init__(self, store: Store, customers: Customers, webhooks: Webhooks) -> None:
        self._store, self._customers, self._webhooks = store, customers, webhooks

    @contextmanager
    def of(self, payment: Json) -> Iterator[None]:
        """Keep what a stale read shows, change, save."""
        before = {name: value for name, value in payment.items() if name != "_previous"}
        previous = {
            "payment": before,
            "refunds": self.refunds(payment),
            "chargebacks": self.chargebacks(payment),
        }
        yield
        payment["_previous"] = previous
        self._store.save(payment)

    def refunds(self, payment: Json) -> list[Json]:
        return self._store.children("refund", payment["id"])

    def chargebacks(self, payment: Json) -> list[Json]:
        return self._store.children("chargeback", payment["id"])

    def set_status(
        self, payment: Json, status: str, *, at: float | None = None, reason: str | None = None
    ) -> None:
        """Bring a payment to any status, as the other side of the world may do."""
        if status not in STATUSES:
            raise invalid("The status is invalid", "status")
        self._may_fail(payment, status)
        now = at or self._store.now()
        self._store.schedule(payment["id"], self._next_event(payment, status, now))
        with self.of(payment):
            payment["status"] = status
            if stamp := STAMPS.get(status):
                payment[stamp] = iso(now)
            self._details(payment, reason)
        if status == "paid":
            self._settle_mandate(payment)
        if status in STAMPS:
            self._webhooks.announce(payment)

    def _next_event(self, payment: Json, status: str, now: float) -> float | None:
        if status == "open":
            return seconds(payment["expiresAt"]) if "expiresAt" in payment else None
        is_collection = payment["sequenceType"] == "recurring"
        return next_bank_day(now) if status == "pending" and is_collection else None

    def _may_fail(self, payment: Json, status: str) -> None:
        """A collection may be returned by the bank until five bank days after it was paid."""
        if status != "failed" or payment["status"] != "paid" or payment["method"] != "directdebit":
            return
        last = next_bank_day(seconds(payment["paidAt"]), FAIL_WITHIN_BANK_DAYS + 1)
        if self._store.now() >= last:
            raise invalid("The bank can no longer return this collection", "status")

    def _details(self, payment: Json, reason: str | None) -> None:
        details = payment.setdefault("details", {})
        if payment["status"] == "paid":
            payment["method"] = payment["method"] or "ideal"
            for name, value in consumer().items():
                details.setdefault(name, value)
        if payment["status"] == "failed" and payment["method"] == "directdebit":
            code = reason or "MS03"
            details |= {"bankReasonCode": code, "bankReason": REASONS.get(code, code)}

    def _settle_mandate(self, payment: Json) -> None:
        if payment["sequenceType"] == "first":
            mandate = self._store.get("mandate", payment["mandateId"], payment["customerId"])
            if mandate:
                self._customers.validate(mandate)

    def overwrite(self, payment: Json, fields: dict[str, Any]) -> None:
        """Falsify a payment, to test whether the other side notices; no webhook follows."""
        with self.of(payment):
            payment.update(fields)

    def time_is_up(self, payment: Json, due: float) -> None:
        """Nobody paid in time, or the bank carried out the collection."""
        self.set_status(payment, "expired" if payment["status"] == "open" else "paid", at=due)
