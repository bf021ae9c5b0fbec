"""What Mollie answers, as frozen objects with integer cents, and how it can fail."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

Json = Mapping[str, Any]
AMOUNT = re.compile(r"\d+\.\d{2}", re.ASCII)


class GatewayError(Exception):
    """Mollie did not do what was asked; only the four kinds below are raised."""


class GatewayUnavailable(GatewayError):
    """No usable answer; `is_key_refused` when our own API key is the cause."""

    def __init__(self, message: str, *, is_key_refused: bool = False) -> None:
        super().__init__(message)
        self.is_key_refused = is_key_refused


class GatewayRejected(GatewayError):
    """Mollie refuses this request and will do so again; `field` is to blame, if known."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class GatewayNotFound(GatewayError):
    """Nothing exists, or exists any longer, with this identifier."""


class GatewayConflict(GatewayError):
    """The same was asked just now, or is still being carried out."""


def from_mollie(value: object) -> int:
    """Integer cents of an amount that Mollie wrote."""
    if not isinstance(value, str) or not AMOUNT.fullmatch(value):
        raise ValueError("Een bedrag van Mollie heeft precies twee decimalen.")
    return int(value.replace(".", ""))


def to_mollie(cents: int) -> dict[str, str]:
    """Integer cents in euro as Mollie wants an amount."""
    if isinstance(cents, bool) or not isinstance(cents, int) or cents < 0:
        raise ValueError("Een bedrag is een geheel aantal centen.")
    return {"currency": "EUR", "value": f"{cents // 100}.{cents % 100:02d}"}


def _sum(data: Json, name: str) -> int:
    amount = data.get(name)
    return 0 if amount is None else from_mollie(amount["value"])


def _time(data: Json, name: str) -> datetime | None:
    text = data.get(name)
    return None if text is None else datetime.fromisoformat(text)


def _href(data: Json, name: str) -> str | None:
    link = data["_links"].get(name)
    return None if link is None else str(link["href"])


@dataclass(frozen=True)
class Refund:
    """Money on its way back to the payer."""

    id: str
    payment_id: str
    status: str
    amount: int
    currency: str
    created_at: datetime
    metadata: Any

    @classmethod
    def read(cls, data: Json) -> Self:
        return cls(
            id=data["id"],
            payment_id=data["paymentId"],
            status=data["status"],
            amount=from_mollie(data["amount"]["value"]),
            currency=data["amount"]["currency"],
            created_at=datetime.fromisoformat(data["createdAt"]),
            metadata=data.get("metadata"),
        )


@dataclass(frozen=True)
class Chargeback:
    """Money that the payer's bank took back."""

    id: str
    payment_id: str
    amount: int
    currency: str
    reason_code: str | None
    created_at: datetime
    reversed_at: datetime | None

    @classmethod
    def read(cls, data: Json) -> Self:
        return cls(
            id=data["id"],
            payment_id=data["paymentId"],
            amount=from_mollie(data["amount"]["value"]),
            currency=data["amount"]["currency"],
            reason_code=(data.get("reason") or {}).get("code"),
            created_at=datetime.fromisoformat(data["createdAt"]),
            reversed_at=_time(data, "reversedAt"),
        )


@dataclass(frozen=True)
class Payment:
    """One attempt to pay; what it is worth are its status and its net amount."""

    id: str
    mode: str
    profile_id: str
    status: str
    amount: int
    currency: str
    amount_refunded: int
    amount_remaining: int
    amount_charged_back: int
    method: str | None
    sequence_type: str
    metadata: Any
    customer_id: str | None
    mandate_id: str | None
    checkout_url: str | None
    is_cancelable: bool
    bank_reason_code: str | None
    created_at: datetime
    paid_at: datetime | None
    expires_at: datetime | None
    refunds: tuple[Refund, ...]
    chargebacks: tuple[Chargeback, ...]

    @classmethod
    def read(cls, data: Json) -> Self:
        parts = data.get("_embedded") or {}
        return cls(
            id=data["id"],
            mode=data["mode"],
            profile_id=data["profileId"],
            status=data["status"],
            amount=from_mollie(data["amount"]["value"]),
            currency=data["amount"]["currency"],
            amount_refunded=_sum(data, "amountRefunded"),
            amount_remaining=_sum(data, "amountRemaining"),
            amount_charged_back=_sum(data, "amountChargedBack"),
            method=data.get("method"),
            sequence_type=data["sequenceType"],
            metadata=data.get("metadata"),
            customer_id=data.get("customerId"),
            mandate_id=data.get("mandateId"),
            checkout_url=_href(data, "checkout"),
            is_cancelable=data.get("isCancelable") is True,
            bank_reason_code=(data.get("details") or {}).get("bankReasonCode"),
            created_at=datetime.fromisoformat(data["createdAt"]),
            paid_at=_time(data, "paidAt"),
            expires_at=_time(data, "expiresAt"),
            refunds=tuple(Refund.read(one) for one in parts.get("refunds", ())),
            chargebacks=tuple(Chargeback.read(one) for one in parts.get("chargebacks", ())),
        )


@dataclass(frozen=True)
class Customer:
    """Whoever pays more than once."""

    id: str
    mode: str

    @classmethod
    def read(cls, data: Json) -> Self:
        return cls(id=data["id"], mode=data["mode"])


@dataclass(frozen=True)
class Mandate:
    """Permission to collect; of the account only the last four signs are kept."""

    id: str
    mode: str
    customer_id: str
    status: str
    method: str
    reference: str | None
    signature_date: str | None
    iban_last4: str | None

    @classmethod
    def read(cls, data: Json) -> Self:
        account = (data.get("details") or {}).get("consumerAccount")
        return cls(
            id=data["id"],
            mode=data["mode"],
            customer_id=data["customerId"],
            status=data["status"],
            method=data["method"],
            reference=data.get("mandateReference"),
            signature_date=data.get("signatureDate"),
            iban_last4=account[-4:] if account else None,
        )


@dataclass(frozen=True)
class Method:
    """A way of paying and its name for people."""

    id: str
    description: str

    @classmethod
    def read(cls, data: Json) -> Self:
        return cls(id=data["id"], description=data["description"])


@dataclass(frozen=True)
class Profile:
    """The web profile that the API key belongs to."""

    id: str
    mode: str
    name: str

    @classmethod
    def read(cls, data: Json) -> Self:
        return cls(id=data["id"], mode=data["mode"], name=data["name"])
