"""The one door to Mollie: SDK in, frozen objects and four errors out; knows no database."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol, Self, TypeVar

from vereniging.betalingen.gateway_calls import Caller, pause
from vereniging.betalingen.gateway_types import (
    Chargeback,
    Customer,
    GatewayConflict,
    GatewayError,
    GatewayNotFound,
    GatewayRejected,
    GatewayUnavailable,
    Json,
    Mandate,
    Method,
    Payment,
    Profile,
    Refund,
    from_mollie,
    to_mollie,
)

__all__ = [
    "Chargeback",
    "Customer",
    "Gateway",
    "GatewayConflict",
    "GatewayError",
    "GatewayNotFound",
    "GatewayRejected",
    "GatewayUnavailable",
    "Mandate",
    "Method",
    "Payment",
    "Profile",
    "Refund",
    "from_mollie",
    "to_mollie",
]

IDENTIFIERS: Final = {
    kind: re.compile(rf"{kind}_[A-Za-z0-9]{{1,64}}") for kind in ("tr", "re", "cst", "mdt")
}
EMBED: Final = "refunds,chargebacks"
PAGE: Final = 250


class _Readable(Protocol):
    @classmethod
    def read(cls, data: Json) -> Self: ...


T = TypeVar("T", bound=_Readable)


class Gateway:
    """Everything that the association asks of Mollie."""

    def __init__(
        self,
        api_key: str,
        api_url: str,
        *,
        batch: bool = False,
        sleep: Callable[[float], None] = pause,
    ) -> None:
        self._caller = Caller(api_key, api_url, batch=batch, sleep=sleep)

    def create_payment(self, verzoek: Json, sleutel: str) -> Payment:
        """Make a payment; the same key with the same body gives the same payment."""
        return self._make(Payment, "payments", _exact(verzoek), sleutel)

    def get_payment(self, tr_id: str) -> Payment:
        """A payment with its refunds and chargebacks."""
        answer = self._caller.call("GET", f"payments/{_id('tr', tr_id)}", params={"embed": EMBED})
        return _understood(Payment, answer)

    def cancel_payment(self, tr_id: str, sleutel: str) -> Payment:
        """Withdraw a payment that is cancelable."""
        path = f"payments/{_id('tr', tr_id)}"
        answer = self._caller.call("DELETE", path, sleutel=_stored(sleutel))
        return _understood(Payment, answer)

    def iter_payments(self, stop: Callable[[Payment], bool] | None = None) -> Iterator[Payment]:
        """Newest first, until `stop` says so; refunds are not embedded here."""
        return self._iterate(Payment, "payments", stop)

    def create_customer(self, verzoek: Json, sleutel: str) -> Customer:
        """Make a payer known, without more personal data than `verzoek` holds."""
        return self._make(Customer, "customers", verzoek, sleutel)

    def create_mandate(self, cst_id: str, verzoek: Json, sleutel: str) -> Mandate:
        """Enter a mandate that was signed on paper."""
        return self._make(Mandate, f"customers/{_id('cst', cst_id)}/mandates", verzoek, sleutel)

    def get_mandate(self, cst_id: str, mdt_id: str) -> Mandate:
        """A mandate of this customer; one that was revoked is a GatewayNotFound."""
        path = f"customers/{_id('cst', cst_id)}/mandates/{_id('mdt', mdt_id)}"
        return _understood(Mandate, self._caller.call("GET", path))

    def list_mandates(self, cst_id: str) -> list[Mandate]:
        """All mandates of this customer, newest first."""
        return list(self._iterate(Mandate, f"customers/{_id('cst', cst_id)}/mandates"))

    def revoke_mandate(self, cst_id: str, mdt_id: str, sleutel: str) -> None:
        """Make a mandate unusable; one that is gone already is a GatewayNotFound."""
        path = f"customers/{_id('cst', cst_id)}/mandates/{_id('mdt', mdt_id)}"
        self._caller.call("DELETE", path, sleutel=_stored(sleutel))

    def create_refund(self, tr_id: str, verzoek: Json, sleutel: str) -> Refund:
        """Give money of one payment back."""
        path = f"payments/{_id('tr', tr_id)}/refunds"
        return self._make(Refund, path, _exact(verzoek), sleutel)

    def list_refunds(self, tr_id: str) -> list[Refund]:
        """All refunds of one payment, newest first."""
        return list(self._iterate(Refund, f"payments/{_id('tr', tr_id)}/refunds"))

    def iter_refunds(self, stop: Callable[[Refund], bool] | None = None) -> Iterator[Refund]:
        """Of all payments, newest first, until `stop` says so."""
        return self._iterate(Refund, "refunds", stop)

    def list_chargebacks(self, tr_id: str) -> list[Chargeback]:
        """All chargebacks of one payment, newest first."""
        return list(self._iterate(Chargeback, f"payments/{_id('tr', tr_id)}/chargebacks"))

    def iter_chargebacks(
        self, stop: Callable[[Chargeback], bool] | None = None
    ) -> Iterator[Chargeback]:
        """Of all payments, newest first, until `stop` says so."""
        return self._iterate(Chargeback, "chargebacks", stop)

    def list_methods(self, locale: str = "nl_NL", sequence: str = "oneoff") -> list[Method]:
        """The ways of paying that are switched on, with their names for people."""
        params = {"locale": locale, "sequenceType": sequence}
        return _page(Method, self._caller.call("GET", "methods", params=params))

    def profile(self) -> Profile:
        """The web profile that the API key belongs to."""
        return _understood(Profile, self._caller.call("GET", "profiles/me"))

    def _make(self, kind: type[T], path: str, verzoek: Json, sleutel: str) -> T:
        answer = self._caller.call("POST", path, verzoek, sleutel=_stored(sleutel))
        return _understood(kind, answer)

    def _iterate(
        self, kind: type[T], path: str, stop: Callable[[T], bool] | None = None
    ) -> Iterator[T]:
        """Page by page; a page that was seen before would go on for ever."""
        seen: set[str] = set()
        following: str | None = path
        params: dict[str, Any] | None = {"limit": PAGE}
        while following is not None:
            seen.add(following)
            answer = self._caller.call("GET", following, params=params)
            for one in _page(kind, answer):
                if stop is not None and stop(one):
                    return
                yield one
            following, params = self._next(answer, seen), None

    def _next(self, answer: Json, seen: set[str]) -> str | None:
        link = (answer.get("_links") or {}).get("next")
        if link is None:
            return None
        address = str(link.get("href")) if isinstance(link, dict) else ""
        if address in seen or not address.startswith(f"{self._caller.root}/v2/"):
            raise GatewayUnavailable("De volgende bladzijde van Mollie staat op een vreemde plek.")
        return address


def _page(kind: type[T], answer: Json) -> list[T]:
    """The objects of one page; Mollie names the list after what is in it."""
    embedded = answer.get("_embedded") or {}
    found = embedded.get(f"{kind.__name__.lower()}s") if isinstance(embedded, dict) else None
    if not isinstance(found, list):
        raise GatewayUnavailable("Mollie gaf een onleesbare lijst.")
    return [_understood(kind, one) for one in found]


def _understood(kind: type[T], answer: Json) -> T:
    """The answer as an object; what cannot be read is no answer."""
    try:
        return kind.read(answer)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise GatewayUnavailable("Mollie gaf een onleesbaar antwoord.") from None


def _id(kind: str, identifier: str) -> str:
    """Identifiers go into the address as they are, so nothing but letters and digits passes."""
    if not IDENTIFIERS[kind].fullmatch(identifier):
        raise GatewayNotFound("Dit kenmerk kan niet van Mollie zijn.")
    return identifier


def _stored(sleutel: str) -> str:
    """Without our own key the SDK makes one up and loses it on a time-out."""
    if not sleutel:
        raise ValueError("Geef een bewaarde sleutel mee.")
    return sleutel


def _exact(verzoek: Json) -> Json:
    """Floats would pass unseen: an amount is text with two decimals."""
    from_mollie(verzoek["amount"]["value"])
    return verzoek
