"""Money that goes back: refunds that we ask for and chargebacks that happen to us."""

from typing import Final

from vereniging.betalingen.sandbox import check
from vereniging.betalingen.sandbox.bankdays import DAY, HOUR, iso, next_bank_day, seconds
from vereniging.betalingen.sandbox.changes import REASONS, Changes
from vereniging.betalingen.sandbox.problems import Problem, invalid, unknown
from vereniging.betalingen.sandbox.store import Json, Store
from vereniging.betalingen.sandbox.webhooks import Webhooks

REFUND_FIELDS: Final = frozenset({"amount", "description", "metadata"})
REFUND_STATUSES: Final = frozenset(
    {"queued", "pending", "processing", "refunded", "failed", "canceled"},
)
CANCELABLE_FOR: Final = 2 * HOUR
EQUAL_WITHIN: Final = HOUR
CHARGEBACK_DAYS: Final = 56


class Returns:
    """Rules of Mollie about refunds and chargebacks."""

    def __init__(self, store: Store, changes: Changes, webhooks: Webhooks) -> None:
        self._store, self._changes, self._webhooks = store, changes, webhooks

    def refund(self, payment: Json, body: Json) -> Json:
        """Give money back: at most what is left, and not twice the same in an hour."""
        check.only(body, REFUND_FIELDS)
        amount = check.amount(body)
        if payment["status"] != "paid":
            raise invalid("The payment has not been paid and cannot be refunded")
        if check.cents(amount) > self._remaining(payment):
            raise invalid("The specified amount is higher than the amount remaining", "amount")
        self._not_twice(payment, amount)
        now = self._store.now()
        refund: Json = {
            "id": self._store.new_id("re"),
            "mode": payment["mode"],
            "amount": amount,
            "status": "pending",
            "createdAt": iso(now),
            "description": check.text(body, "description", required=False)
            or payment["description"],
            "metadata": check.metadata(body),
            "paymentId": payment["id"],
        }
        with self._changes.of(payment):
            self._store.insert("refund", refund, payment["id"], now + CANCELABLE_FOR)
        self._webhooks.announce(payment)
        return refund

    def _remaining(self, payment: Json) -> int:
        refunds, chargebacks = self._changes.refunds(payment), self._changes.chargebacks(payment)
        return remaining(payment, refunds, chargebacks)

    def _not_twice(self, payment: Json, amount: Json) -> None:
        since = self._store.now() - EQUAL_WITHIN
        for other in self._changes.refunds(payment):
            alive = other["status"] not in {"failed", "canceled"}
            if alive and other["amount"] == amount and seconds(other["createdAt"]) > since:
                raise Problem(409, "A refund of the same amount was made just now")

    def one_refund(self, payment: Json, identifier: str) -> Json:
        refund = self._store.get("refund", identifier, payment["id"])
        if refund is None:
            raise unknown("refund", identifier)
        return refund

    def set_refund(self, payment: Json, refund: Json, status: str) -> None:
        """A refund goes on, fails or is withdrawn."""
        if status not in REFUND_STATUSES:
            raise invalid("The status is invalid", "status")
        due = next_bank_day(self._store.now()) if status == "processing" else None
        with self._changes.of(payment):
            self._store.save(refund | {"status": status})
            self._store.schedule(refund["id"], due)
        self._webhooks.announce(payment)

    def cancel_refund(self, payment: Json, identifier: str) -> None:
        refund = self.one_refund(payment, identifier)
        if refund["status"] not in {"queued", "pending"}:
            raise invalid("The refund is being processed and cannot be canceled")
        self.set_refund(payment, refund, "canceled")

    def one_chargeback(self, payment: Json, identifier: str) -> Json:
        chargeback = self._store.get("chargeback", identifier, payment["id"])
        if chargeback is None:
            raise unknown("chargeback", identifier)
        return chargeback

    def charge_back(self, payment: Json, body: Json) -> Json:
        """The consumer's bank takes money back, whole or in part."""
        if payment["status"] != "paid":
            raise invalid("Only a paid payment can be charged back")
        self._in_time(payment)
        amount = check.amount(body) if body.get("amount") else payment["amount"]
        left = check.cents(payment["amount"]) - taken_back(self._changes.chargebacks(payment))
        if check.cents(amount) > left:
            raise invalid("More than was paid cannot be charged back", "amount")
        code = str(body.get("code") or "MD06")
        chargeback: Json = {
            "id": self._store.new_id("chb"),
            "amount": amount,
            "createdAt": iso(self._store.now()),
            "paymentId": payment["id"],
            "reason": {"code": code, "description": REASONS.get(code, code)},
            "reversedAt": None,
        }
        with self._changes.of(payment):
            self._store.insert("chargeback", chargeback, payment["id"])
        self._webhooks.announce(payment)
        return chargeback

    def _in_time(self, payment: Json) -> None:
        age = self._store.now() - seconds(payment["paidAt"])
        if payment["method"] == "directdebit" and age > CHARGEBACK_DAYS * DAY:
            raise invalid("The eight weeks for a chargeback are over")

    def reverse(self, payment: Json, identifier: str) -> Json:
        """The bank gives the charged back money to us after all."""
        chargeback = self.one_chargeback(payment, identifier)
        if chargeback["reversedAt"]:
            raise invalid("The chargeback was reversed already")
        with self._changes.of(payment):
            chargeback["reversedAt"] = iso(self._store.now())
            self._store.save(chargeback)
        self._webhooks.announce(payment)
        return chargeback

    def time_is_up(self, refund: Json, due: float) -> None:
        """The refund is being processed, or has arrived."""
        payment = self._store.get("payment", refund["paymentId"])
        if payment is None:
            raise unknown("payment", refund["paymentId"])
        following = next_bank_day(due) if refund["status"] == "pending" else None
        with self._changes.of(payment):
            status = "processing" if following else "refunded"
            self._store.save(refund | {"status": status})
            self._store.schedule(refund["id"], following)
        self._webhooks.announce(payment)


def refunded(refunds: list[Json]) -> int:
    """Cents given back or on the way."""
    gone = {"failed", "canceled"}
    return sum(check.cents(refund["amount"]) for refund in refunds if refund["status"] not in gone)


def taken_back(chargebacks: list[Json]) -> int:
    """Cents charged back and not returned."""
    return sum(check.cents(one["amount"]) for one in chargebacks if not one["reversedAt"])


def remaining(payment: Json, refunds: list[Json], chargebacks: list[Json]) -> int:
    """Cents that can still be refunded."""
    return max(0, check.cents(payment["amount"]) - refunded(refunds) - taken_back(chargebacks))
