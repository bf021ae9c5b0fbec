"""Shape of what callers send; each refusal names the field, as Mollie does."""

import ipaddress
import json
import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from vereniging.betalingen.sandbox.problems import invalid
from vereniging.betalingen.sandbox.store import Json

AMOUNT = re.compile(r"\d{1,9}\.\d{2}", re.ASCII)
LOCALE = re.compile(r"[a-z]{2}_[A-Z]{2}")
METADATA_LIMIT = 1024


def cents(amount: Json) -> int:
    """Integer cents of an amount that was checked before."""
    return int(Decimal(amount["value"]) * 100)


def euro(value: int) -> Json:
    """Integer cents as Mollie writes an amount."""
    sign = "-" if value < 0 else ""
    return {"currency": "EUR", "value": f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"}


def only(body: Json, allowed: frozenset[str]) -> None:
    """Unknown parameters are refused, so that a typing error shows."""
    for name in body:
        if name not in allowed:
            raise invalid(f"Non-existent body parameter '{name}' for this API call.", name)


def amount(body: Json, *, highest: int = 100_000_000) -> Json:
    """The amount, which is always a string with two decimals, above zero."""
    given = body.get("amount")
    if not isinstance(given, dict) or not {"currency", "value"} <= given.keys():
        raise invalid("The amount contains an invalid value", "amount")
    if given["currency"] != "EUR":
        raise invalid("The currency is not supported", "amount.currency")
    if not isinstance(given["value"], str) or not AMOUNT.fullmatch(given["value"]):
        detail = "The 'amount' value must be a string with exactly 2 decimals"
        raise invalid(detail, "amount.value")
    if not 0 < cents(given) <= highest:
        raise invalid("The amount is lower than the minimum or higher than the maximum", "amount")
    return {"currency": "EUR", "value": given["value"]}


def text(body: Json, name: str, *, longest: int = 255, required: bool = True) -> str | None:
    value = body.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, str) or not 0 < len(value) <= longest:
        raise invalid(f"The {name} is missing, empty or longer than {longest}", name)
    return value


def url(body: Json, name: str, *, required: bool) -> str | None:
    value = text(body, name, longest=2048, required=required)
    if value is None:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise invalid(f"The {name} is not a valid URL", name)
    return value


def webhook_url(body: Json) -> str | None:
    """Only loopback: the sandbox never calls anybody else's machine."""
    value = url(body, "webhookUrl", required=False)
    if value is not None and not is_loopback(value):
        detail = "The webhook URL is invalid because it is unreachable from the sandbox"
        raise invalid(detail, "webhookUrl")
    return value


def is_loopback(address: str) -> bool:
    """Whether a URL leads to this very machine."""
    host = urlsplit(address).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def metadata(body: Json) -> Any:
    value = body.get("metadata")
    if len(json.dumps(value, ensure_ascii=False).encode()) > METADATA_LIMIT:
        raise invalid("The metadata is larger than 1 kB", "metadata")
    return value


def locale(body: Json) -> str | None:
    value = body.get("locale")
    if value is not None and not (isinstance(value, str) and LOCALE.fullmatch(value)):
        raise invalid("The locale is invalid", "locale")
    return value
