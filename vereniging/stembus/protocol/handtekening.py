"""Ed25519 (RFC 8032) over the three messages of protocol 4.5, and bewijs.txt."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

BEWIJS_REGELS = 6


class Ondertekenaar:
    """The association's signing key; make one per process, loading it is not free."""

    def __init__(self, seed: bytes) -> None:
        self._sleutel = Ed25519PrivateKey.from_private_bytes(seed)
        self.publieke_sleutel = self._sleutel.public_key().public_bytes_raw()

    def teken(self, bericht: bytes) -> str:
        """Signature of RFC 8032 over a message, as hex."""
        return self._sleutel.sign(bericht).hex()


def bericht(*velden: str | int) -> bytes:
    """Fields of 4.5, each followed by LF."""
    return "".join(f"{veld}\n" for veld in velden).encode()


def bewijs_bericht(slug: str, regels_hash: str, zegel: str, revisie: int) -> bytes:
    """Message `bewijs` of 4.5: this envelope is in the bus as this revision."""
    return bericht("stembus/1/bewijs", slug, regels_hash, zegel, revisie)


def bus_bericht(slug: str, regels_hash: str, aantal: int, wortel: str) -> bytes:
    """Message `bus` of 4.5: so many envelopes, under this root."""
    return bericht("stembus/1/bus", slug, regels_hash, aantal, wortel)


def uitslag_bericht(
    slug: str, regels_hash: str, bus_wortel: str, uitslag_wortel: str, uitslag_hash: str
) -> bytes:
    """Message `uitslag` of 4.5: this count belongs to this bus."""
    return bericht("stembus/1/uitslag", slug, regels_hash, bus_wortel, uitslag_wortel, uitslag_hash)


def bewijs_txt(ondertekenaar: Ondertekenaar, boodschap: bytes) -> bytes:
    """bewijs.txt of 4.5: the message, then the signature in hex and LF."""
    return boodschap + f"{ondertekenaar.teken(boodschap)}\n".encode()


def klopt(publieke_sleutel: bytes, boodschap: bytes, handtekening: str) -> bool:
    """Whether the signature is a valid one of RFC 8032 under this public key."""
    try:
        sleutel = Ed25519PublicKey.from_public_bytes(publieke_sleutel)
        sleutel.verify(bytes.fromhex(handtekening), boodschap)
    except (InvalidSignature, ValueError):
        return False
    return handtekening == handtekening.lower()


def bewijs_klopt(publieke_sleutel: bytes, bewijs: bytes) -> bool:
    """Whether a bewijs.txt (4.5) is whole and signed with this key."""
    regels = bewijs.split(b"\n")
    if len(regels) != BEWIJS_REGELS + 1 or regels[-1] or regels[0] != b"stembus/1/bewijs":
        return False
    boodschap = b"\n".join(regels[:5]) + b"\n"
    return klopt(publieke_sleutel, boodschap, regels[5].decode("ascii", "replace"))
