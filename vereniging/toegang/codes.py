"""Short codes that people type: what they look like, and what a table keeps of them."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from vereniging.core.keys import Label
from vereniging.core.secrets import keys

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
MISREAD = str.maketrans("OIL", "011")


def new_code(half: int) -> str:
    """Two halves of random characters: `K7M-4QX`."""
    letters = [secrets.choice(ALPHABET) for _ in range(2 * half)]
    return "".join(letters[:half]) + "-" + "".join(letters[half:])


def tidy(typed: str) -> str:
    """`k7m 4qx`, `K7M-4QX` and a misread `K7M4QX` are one code."""
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(MISREAD)


def kept(*parts: str) -> list[bytes]:
    """The keyed hashes of a code, with the key in use first; the others are for reading."""
    message = "\n".join(parts).encode()
    return [hmac.new(key, message, hashlib.sha256).digest() for key in keys(Label.CODE)]
