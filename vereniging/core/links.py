"""Secret links: the row holds a random seed, only the application can make a token of it.

A dump of the database opens nothing, each mail can repeat its link, and a new seed revokes it.
"""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from vereniging.core.keys import Label, derive

SEED = 16
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def new_seed() -> bytes:
    """A fresh seed for a row; storing another one revokes the link."""
    return secrets.token_bytes(SEED)


def make_token(kiem: bytes, doel: str, all_secrets: Sequence[str]) -> str:
    """The 43 characters that open this row, for this purpose only."""
    if len(kiem) != SEED:
        raise ValueError(f"a seed has {SEED} bytes")
    return _encode(kiem, _mac(kiem, doel, all_secrets[0]))


def read_token(token: str, doel: str, all_secrets: Sequence[str]) -> bytes | None:
    """The seed to look the row up with, or None if we did not make this token for this."""
    if not TOKEN.fullmatch(token):
        return None
    kiem = urlsafe_b64decode(token + "=")[:SEED]
    # A list, and whole tokens: every secret costs the same time, and of the four ways to
    # write the last character only ours counts.
    right = [
        hmac.compare_digest(token, _encode(kiem, _mac(kiem, doel, secret)))
        for secret in all_secrets
    ]
    return kiem if any(right) else None


def _mac(kiem: bytes, doel: str, secret: str) -> bytes:
    return hmac.digest(derive(secret, Label.LINKS), doel.encode() + kiem, "sha256")[:SEED]


def _encode(kiem: bytes, mac: bytes) -> str:
    return urlsafe_b64encode(kiem + mac).decode().rstrip("=")
