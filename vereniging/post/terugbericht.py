"""What a mail server says about a message that it could not deliver (RFC 3464, RFC 3463)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from typing import Any, TypeAlias

Deel: TypeAlias = "Message[Any, Any]"
STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
GEEN_ADRES = ("5.1.",)  # bad address
WEG = {"5.2.1", "5.4.4"}  # mailbox closed; no route to the host
BLOKKEN = 50


@dataclass(frozen=True)
class Mislukking:
    """A message did not arrive: the code, the server's words, and whether trying again helps."""

    status: str
    uitleg: str
    is_hard: bool


def mislukking_in(message: Deel) -> Mislukking | None:
    """The first recipient that failed; None for another message, or one that only waits."""
    for blok in _blokken(message):
        if _veld(blok, "Action").lower() != "failed":
            continue
        found = STATUS.search(_veld(blok, "Status"))
        status = found[1] if found else ""
        uitleg = _veld(blok, "Diagnostic-Code").partition(";")[2].strip()
        return Mislukking(status, uitleg or status, is_hard(status))
    return None


def mislukking_uit(antwoord: str) -> Mislukking:
    """What our own mail server said when it refused a message, for instance `550 5.1.1 …`."""
    found = STATUS.search(antwoord[:60])
    status = found[1] if found else ""
    return Mislukking(status, antwoord, is_hard(status))


def is_hard(status: str) -> bool:
    """Whether this address will not work next time either."""
    return status.startswith(GEEN_ADRES) or status in WEG


def _blokken(message: Deel) -> Iterator[Deel]:
    try:
        if message.get_content_type() != "multipart/report":
            return
        for deel in onderdelen(message)[:BLOKKEN]:
            if deel.get_content_type() == "message/delivery-status":
                yield from onderdelen(deel)[:BLOKKEN]
    except (AttributeError, IndexError, TypeError, ValueError):
        return  # made to break readers


def onderdelen(message: Deel) -> list[Deel]:
    """The parts directly in this one; none for a part of words or bytes."""
    inhoud: Any = message.get_payload()
    return [each for each in inhoud if isinstance(each, Message)] if message.is_multipart() else []


def _veld(blok: Deel, naam: str) -> str:
    """One field as one line of printable words."""
    wanted = naam.lower()
    for key, value in blok.raw_items():
        if key.lower() == wanted:
            text = " ".join(str(value).encode("utf-8", "replace").decode().split())
            return "".join(letter for letter in text if letter.isprintable())[:250]
    return ""
