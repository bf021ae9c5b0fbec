"""Canonical JSON: RFC 8785 limited to what the stembus needs (protocol 4.1)."""

import json
import unicodedata
from collections.abc import Callable
from typing import Any, NoReturn

LARGEST_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """The bytes or the value lie outside canonical JSON."""


def encode(value: object) -> bytes:
    """Canonical bytes of a value, refusing what RFC 8785 as limited by 4.1 does not hold."""
    _check(value)
    return _dump(value)


def decode(data: bytes) -> Any:
    """Value of canonical bytes; any other spelling of the same value is refused (4.1)."""
    try:
        value = _DECODER.decode(data.decode())
        same = _dump(value) == data
    except (ValueError, RecursionError) as error:
        raise NotCanonical("not readable as canonical JSON") from error
    if not same:
        raise NotCanonical("not the canonical spelling")
    if not data.isascii():
        # Canonical ASCII bytes cannot hold a key or a string that breaks the rules.
        _check(value)
    return value


def _dump(value: object) -> bytes:
    return _ENCODER.encode(value).encode()


def _refuse(text: str) -> NoReturn:
    raise NotCanonical(f"no such number: {text}")


def _integer(text: str) -> int:
    number = int(text)
    _check_integer(number)
    return number


def _check_integer(number: int) -> None:
    if abs(number) > LARGEST_INTEGER:
        raise NotCanonical("integer out of range")


def _check_text(text: str) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonical("text is not NFC")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("lone surrogate") from error


def _check_list(items: list[Any]) -> None:
    for item in items:
        _check(item)


def _check_object(members: dict[Any, Any]) -> None:
    for key, item in members.items():
        if not (isinstance(key, str) and key.isascii()):
            raise NotCanonical("key is not ASCII text")
        _check(item)


def _check_nothing(_value: object) -> None:
    """Accept true, false and null as they are."""


# Made once: a count reads a hundred thousand ballots.
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_DECODER = json.JSONDecoder(parse_float=_refuse, parse_constant=_refuse, parse_int=_integer)

_CHECKS: dict[type, Callable[[Any], None]] = {
    str: _check_text,
    int: _check_integer,
    bool: _check_nothing,
    type(None): _check_nothing,
    list: _check_list,
    dict: _check_object,
}


def _check(value: object) -> None:
    check = _CHECKS.get(type(value))
    if check is None:
        raise NotCanonical(f"no place for {type(value).__name__}")
    check(value)
