"""The sealed envelope: padding, HPKE and zegel (protocol 4.3)."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from vereniging.stembus.protocol import merkle

SUITE = "0020-0001-0003"
LENGTES = (512, 1024, 2048, 4096, 8192)
HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class TeGroot(ValueError):
    """The largest possible ballot does not fit the largest envelope (5, point 9)."""


class NietTeOpenen(ValueError):
    """The bytes are not sealed for this key and this info."""


def passende_lengte(grootste: int) -> int:
    """Smallest length of 4.3 that holds the largest possible content."""
    for lengte in LENGTES:
        if grootste <= lengte:
            return lengte
    raise TeGroot


def stembus_info(slug: str, regels_hash: str) -> bytes:
    """HPKE info of 4.3: ties an envelope to one stemming and its rules."""
    return f"stembus/1/{slug}/{regels_hash}".encode()


def vul_aan(inhoud: bytes, lengte: int) -> bytes:
    """Content padded with spaces, so that every envelope is as long (4.3)."""
    if len(inhoud) > lengte:
        raise TeGroot
    return inhoud.ljust(lengte)


def verzegel(publiek: X25519PublicKey, info: bytes, bericht: bytes) -> bytes:
    """HPKE (RFC 9180 section 6.1) base mode, one message: enc ‖ ct."""
    return HPKE.encrypt(bericht, publiek, info=info)


def open_verzegeld(prive: X25519PrivateKey, info: bytes, envelop: bytes) -> bytes:
    """The message inside (RFC 9180 section 6.1), or NietTeOpenen."""
    try:
        return HPKE.decrypt(envelop, prive, info=info)
    except (InvalidTag, ValueError) as fout:
        raise NietTeOpenen from fout


def zegel(envelop: bytes) -> str:
    """The zegel of 4.3, H(0x00 ‖ envelop), as the receipt and bus.txt show it."""
    return merkle.leaf(envelop).hex()
