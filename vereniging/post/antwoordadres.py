"""Addresses that only we can make: an answer finds its place, a returned mail its row.

meldingen.md section 4: `antwoord+<seed, 13>.<seal, 16>@domain`, 39 characters before the @.
"""

from __future__ import annotations

import hmac
import re
from base64 import b32decode, b32encode

from vereniging.core.config import setting
from vereniging.core.keys import Label
from vereniging.core.secrets import keys

NAAM = "antwoord"
RETOUR = "retour"
KIEM = 8  # bytes
ZEGEL = 10  # bytes
VORM = re.compile(rf"{NAAM}\+([a-z2-7]{{13}})\.([a-z2-7]{{16}})@([a-z0-9.-]{{1,255}})")


def antwoordadres(kiem: bytes, doel: str = NAAM) -> str | None:
    """The address for this seed and purpose; None while no domain of ours takes mail in."""
    domein = setting("MAIL_REPLY_DOMAIN")
    if not domein:
        return None
    return f"{NAAM}+{_woord(kiem, doel, keys(Label.LINKS)[0])}@{domein.lower()}"


def kiem_in(adressen: str, doel: str = NAAM) -> bytes | None:
    """The seed of the first address in these words that we made for this purpose."""
    domein = setting("MAIL_REPLY_DOMAIN").lower()
    for found in VORM.finditer(adressen.lower()):
        if found[3] == domein and (kiem := _echt(found[1], found[2], doel)):
            return kiem
    return None


def _echt(kop: str, zegel: str, doel: str) -> bytes | None:
    kiem = b32decode(f"{kop}===".upper())
    # whole words, every key: of the two ways to write the last letter only ours counts
    right = [
        hmac.compare_digest(f"{kop}.{zegel}", _woord(kiem, doel, key)) for key in keys(Label.LINKS)
    ]
    return kiem if any(right) else None


def _woord(kiem: bytes, doel: str, key: bytes) -> str:
    zegel = hmac.digest(key, b"mail:" + doel.encode() + b":" + kiem, "sha256")[:ZEGEL]
    return f"{_klein(kiem)}.{_klein(zegel)}"


def _klein(data: bytes) -> str:
    return b32encode(data).decode().rstrip("=").lower()
