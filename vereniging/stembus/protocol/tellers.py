"""Two of three tellers: pass-phrase keys and the six sealed pairs (protocol 4.2)."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from vereniging.stembus.protocol import canonical
from vereniging.stembus.protocol.envelop import NietTeOpenen, open_verzegeld, verzegel

AAD = b"stembus/1/tellersleutel"
WACHTZIN_MIN = 20
NONCE = 12
TELLERS = (1, 2, 3)


class WachtzinTeKort(ValueError):
    """A wachtzin has at least twenty characters."""


class WachtzinFout(ValueError):
    """The wachtzin does not open this tellersleutel."""


@dataclass(frozen=True)
class Tellersleutel:
    """A teller's X25519 key as stored: open to read, useless without the wachtzin (4.2)."""

    publiek: bytes
    zout: bytes
    verpakt: bytes

    @classmethod
    def maak(cls, wachtzin: str) -> Self:
        """A new key under this wachtzin."""
        if len(wachtzin) < WACHTZIN_MIN:
            raise WachtzinTeKort
        prive, zout, nonce = X25519PrivateKey.generate(), os.urandom(16), os.urandom(NONCE)
        aead = ChaCha20Poly1305(wachtzinsleutel(wachtzin, zout))
        verpakt = nonce + aead.encrypt(nonce, prive.private_bytes_raw(), AAD)
        return cls(prive.public_key().public_bytes_raw(), zout, verpakt)

    def open(self, wachtzin: str) -> bytes:
        """The private key, or WachtzinFout; the trial unlock of 4.2 is this call too."""
        aead = ChaCha20Poly1305(wachtzinsleutel(wachtzin, self.zout))
        try:
            return aead.decrypt(self.verpakt[:NONCE], self.verpakt[NONCE:], AAD)
        except InvalidTag as fout:
            raise WachtzinFout from fout


def wachtzinsleutel(wachtzin: str, zout: bytes) -> bytes:
    """K of 4.2: Argon2id (RFC 9106) with 64 MiB, three passes, one lane, 32 bytes."""
    kdf = Argon2id(salt=zout, length=32, iterations=3, lanes=1, memory_cost=64 * 1024)
    return kdf.derive(wachtzin.encode())


def verzegel_voor_tellers(slug: str, prive: bytes, publieken: Sequence[bytes]) -> bytes:
    """Canonical {"1-2": hex, …}: the key for every ordered pair of three tellers (4.2)."""
    sleutels = dict(zip(TELLERS, map(X25519PublicKey.from_public_bytes, publieken), strict=True))
    paren = {}
    for buiten, binnen in permutations(TELLERS, 2):
        kern = verzegel(sleutels[binnen], _info(slug, "binnen"), prive)
        paren[f"{buiten}-{binnen}"] = verzegel(sleutels[buiten], _info(slug, "buiten"), kern).hex()
    return canonical.encode(paren)


def eerste_teller(slug: str, paren: bytes, nummer: int, prive: bytes) -> dict[int, bytes]:
    """What the first teller leaves behind: sealed for each possible second one (4.2)."""
    sleutel = X25519PrivateKey.from_private_bytes(prive)
    verpakt = canonical.decode(paren)
    return {
        ander: open_verzegeld(
            sleutel, _info(slug, "buiten"), bytes.fromhex(verpakt[f"{nummer}-{ander}"])
        )
        for ander in TELLERS
        if ander != nummer
    }


def tweede_teller(slug: str, tussen: Mapping[int, bytes], nummer: int, prive: bytes) -> bytes:
    """The private key of the stemming, out of what the first teller left (4.2)."""
    if nummer not in tussen:
        raise NietTeOpenen
    sleutel = X25519PrivateKey.from_private_bytes(prive)
    return open_verzegeld(sleutel, _info(slug, "binnen"), tussen[nummer])


def _info(slug: str, kant: str) -> bytes:
    return f"stembus/1/teller/{slug}/{kant}".encode()
