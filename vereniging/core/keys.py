"""One secret, many keys: each purpose derives its own, so that none can stand in for another."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class Label(StrEnum):
    """What a key is for (security-reliability.md section 15)."""

    COOKIE = "cookie"
    CSRF = "csrf"
    CODE = "code"
    MAIL = "mail"
    TOTP = "totp"
    LINKS = "links"
    ADRES = "adres"
    IBAN = "iban"
    PSEUDONIEM = "pseudoniem"


class CannotUnseal(ValueError):
    """None of our keys opens this: damaged, or sealed with a key that is gone."""


@lru_cache(maxsize=64)  # a mailing asks ten thousand times for the same few
def derive(secret: str, label: Label) -> bytes:
    """The 32 bytes of this secret for this purpose (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=label.encode()).derive(
        secret.encode()
    )


def derive_each(all_secrets: Sequence[str], label: Label) -> list[bytes]:
    """The keys of the current secret (first) and of its predecessors."""
    return [derive(secret, label) for secret in all_secrets]


def seal(key: bytes, text: str) -> bytes:
    """Close a text so that only this key opens it (ChaCha20-Poly1305)."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, text.encode(), None)


def unseal(keys: Sequence[bytes], blob: bytes) -> str:
    """Open a sealed text with whichever key fits."""
    for key in keys:
        try:
            return ChaCha20Poly1305(key).decrypt(blob[:NONCE], blob[NONCE:], None).decode()
        except (InvalidTag, ValueError):
            continue
    raise CannotUnseal
