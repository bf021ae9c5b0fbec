"""Objects in the JSON form of Mollie (HAL), with links to wherever the caller found us."""

from collections.abc import Callable
from urllib.parse import urlencode

from vereniging.betalingen.sandbox import check
from vereniging.betalingen.sandbox.payments import FINAL, is_cancelable
from vereniging.betalingen.sandbox.problems import Problem
from vereniging.betalingen.sandbox.returns import refunded, remaining, taken_back
from vereniging.betalingen.sandbox.store import Json, Store

HAL = "application/hal+json"
MOST = 250
USUAL = 50


def link(href: str, kind: str = HAL) -> Json:
    return {"href": href, "type": kind}


def documentation(base: str) -> Json:
    return link(f"{base}/_sandbox/", "text/html")


def visible(data: Json) -> Json:
    """Without what only the sandbox itself knows, and without what was never set."""
    return {name: value for name, value in data.items() if name[0] != "_" and value is not None}


def payment(data: Json, refunds: list[Json], chargebacks: list[Json], base: str) -> Json:
    """A payment with its sums and links."""
    shown = visible(data) | {
        "resource": "payment",
        "method": data["method"],
        "metadata": data["metadata"],
        "redirectUrl": data["redirectUrl"],
    }
    if data["status"] not in FINAL:
        shown["isCancelable"] = is_cancelable(data)
    if data["status"] != "open":
        shown.pop("expiresAt", None)
    if data["status"] == "paid":
        shown["amountRefunded"] = check.euro(refunded(refunds))
        shown["amountRemaining"] = check.euro(remaining(data, refunds, chargebacks))
    if chargebacks:
        shown["amountChargedBack"] = check.euro(taken_back(chargebacks))
    if not shown.get("details"):
        shown.pop("details", None)
    return shown | {"_links": _payment_links(data, refunds, chargebacks, base)}


def _payment_links(data: Json, refunds: list[Json], chargebacks: list[Json], base: str) -> Json:
    own, page = f"{base}/v2/payments/{data['id']}", f"{base}/checkout/{data['id']}"
    test_page = link(f"{base}/checkout/test-mode/{data['id']}", "text/html")
    links = {
        "self": link(own),
        "dashboard": link(f"{base}/_sandbox/", "text/html"),
        "documentation": documentation(base),
        "changePaymentState": test_page,
    }
    if data["status"] == "open":
        links["checkout"] = link(page, "text/html")
    if refunds:
        links["refunds"] = link(f"{own}/refunds")
    if chargebacks:
        links["chargebacks"] = link(f"{own}/chargebacks")
    if customer := data.get("customerId"):
        links["customer"] = link(f"{base}/v2/customers/{customer}")
        if mandate := data.get("mandateId"):
            links["mandate"] = link(f"{base}/v2/customers/{customer}/mandates/{mandate}")
    return links


def refund(data: Json, base: str) -> Json:
    paid = f"{base}/v2/payments/{data['paymentId']}"
    links = {
        "self": link(f"{paid}/refunds/{data['id']}"),
        "payment": link(paid),
        "documentation": documentation(base),
    }
    return visible(data) | {"resource": "refund", "metadata": data["metadata"], "_links": links}


def chargeback(data: Json, base: str) -> Json:
    paid = f"{base}/v2/payments/{data['paymentId']}"
    links = {
        "self": link(f"{paid}/chargebacks/{data['id']}"),
        "payment": link(paid),
        "documentation": documentation(base),
    }
    return data | {"resource": "chargeback", "_links": links}


def customer(data: Json, base: str) -> Json:
    own = f"{base}/v2/customers/{data['id']}"
    links = {
        "self": link(own),
        "dashboard": link(f"{base}/_sandbox/", "text/html"),
        "payments": link(f"{own}/payments"),
        "mandates": link(f"{own}/mandates"),
        "documentation": documentation(base),
    }
    return data | {"resource": "customer", "mode": "test", "_links": links}


def mandate(data: Json, base: str) -> Json:
    owner = f"{base}/v2/customers/{data['customerId']}"
    links = {
        "self": link(f"{owner}/mandates/{data['id']}"),
        "customer": link(owner),
        "documentation": documentation(base),
    }
    return visible(data) | {"resource": "mandate", "mode": "test", "_links": links}


def profile(identifier: str, base: str, since: str) -> Json:
    """The imitation web profile of the association."""
    links = {
        "self": link(f"{base}/v2/profiles/{identifier}"),
        "dashboard": link(f"{base}/_sandbox/", "text/html"),
        "payments": link(f"{base}/v2/payments"),
        "refunds": link(f"{base}/v2/refunds"),
        "chargebacks": link(f"{base}/v2/chargebacks"),
        "methods": link(f"{base}/v2/methods"),
        "documentation": documentation(base),
    }
    return {
        "resource": "profile",
        "id": identifier,
        "mode": "test",
        "name": "Voorbeeldvereniging",
        "website": "https://vereniging.example.org",
        "email": "penningmeester@example.org",
        "phone": "+31201234567",
        "businessCategory": "CHARITY_AND_DONATIONS",
        "status": "verified",
        "createdAt": since,
        "_links": links,
    }


class Listing:
    """Pages of a list: cursor, limit, newest first unless asked otherwise."""

    def __init__(self, store: Store, query: dict[str, str], path: str) -> None:
        self._store, self._path = store, path
        self._limit = _limit(query.get("limit", str(USUAL)))
        self._ascending = query.get("sort", "desc") == "asc"
        self._from = query.get("from")

    def answer(self, kind: str, parent: str | None, show: Callable[[Json], Json]) -> Json:
        """One page with links to the next and the previous one."""
        start = self._start()
        found = self._store.page(kind, parent, start, self._limit + 1, ascending=self._ascending)
        shown, further = found[: self._limit], found[self._limit :]
        base = self._path.split("/v2/")[0]
        return {
            "count": len(shown),
            "_embedded": {f"{kind}s": [show(one) for one in shown]},
            "_links": {
                "self": link(self._path),
                "previous": self._previous(kind, parent, start),
                "next": self._page(further[0]["id"]) if further else None,
                "documentation": documentation(base),
            },
        }

    def _start(self) -> int | None:
        start = self._store.number(self._from) if self._from else None
        if self._from and start is None:
            raise Problem(400, "The cursor does not exist", "from")
        return start

    def _previous(self, kind: str, parent: str | None, start: int | None) -> Json | None:
        if start is None:
            return None
        back = self._store.page(
            *(kind, parent, start, self._limit + 1),
            ascending=not self._ascending,
        )
        return self._page(back[-1]["id"]) if len(back) > 1 else None

    def _page(self, start: str) -> Json:
        query = {"from": start, "limit": str(self._limit)}
        if self._ascending:
            query["sort"] = "asc"
        return link(f"{self._path.split('?')[0]}?{urlencode(query)}")


def _limit(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise Problem(400, f"The limit is a number from 1 to {MOST}", "limit")
    return int(text)
