"""Ballot codes and the check value of a repeated form (protocol 4.4)."""

import hmac
from collections.abc import Mapping
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vereniging.stembus.protocol import canonical
from vereniging.stembus.protocol.handtekening import bericht

ALFABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BYTES = 10
CODE_TEKENS = 16
_LEES = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})


def codesleutel(seed: bytes) -> bytes:
    """Kc of 4.4: HKDF-SHA256 (RFC 5869) of the signing seed, without salt."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"stembus/1/code").derive(seed)


def stemcode(sleutel: bytes, slug: str, lidnummer: str, revisie: int, nonce: bytes) -> str:
    """Ballot code of 4.4 for the revision this vote will have."""
    boodschap = bericht("stembus/1/code", slug, lidnummer, revisie, nonce.hex())
    return crockford(hmac.digest(sleutel, boodschap, sha256)[:CODE_BYTES])


def crockford(data: bytes) -> str:
    """Big-endian Crockford base 32 of ten bytes: sixteen signs (4.4)."""
    getal = int.from_bytes(data, "big")
    return "".join(ALFABET[getal >> 5 * plaats & 31] for plaats in range(CODE_TEKENS - 1, -1, -1))


def normaliseer(tekst: str) -> str:
    """Code as people type it, brought back to the sixteen signs of 4.4."""
    return tekst.upper().translate(_LEES)


def is_code(tekst: str) -> bool:
    """Whether the text is exactly a code as 4.4 prints it, without hyphens."""
    return len(tekst) == CODE_TEKENS and not set(tekst).difference(ALFABET)


def leesbaar(code: str) -> str:
    """Code in four groups, as the receipt of section 1 shows it."""
    return "-".join(code[begin : begin + 4] for begin in range(0, CODE_TEKENS, 4))


def bevestiging(
    nonce: bytes, keuzes: Mapping[str, str], toelichting: Mapping[str, str], woord: str
) -> bytes:
    """Check value of 4.4: the same form gives the same bytes, without the nonce it says nothing."""
    inhoud = {"keuzes": dict(keuzes), "toelichting": dict(toelichting), "woord": woord}
    return hmac.digest(nonce, canonical.encode(inhoud), sha256)
