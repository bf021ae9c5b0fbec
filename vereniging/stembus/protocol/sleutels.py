"""The X25519 pair of a stemming and the key file beside the database (protocol 4.2)."""

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vereniging.stembus.protocol import canonical
from vereniging.stembus.protocol.envelop import NietTeOpenen, open_verzegeld, verzegel

NONCE = 12
_PROEF = b"stembus/1/proef"


class SleutelbestandFout(Exception):
    """The key file is missing, readable by others, or not as 4.2 describes."""


class KekOntbreekt(SleutelbestandFout):
    """The key file holds no key for this stemming."""


def nieuw_paar() -> tuple[bytes, bytes]:
    """A fresh X25519 pair for one stemming: private, public (4.2)."""
    prive = X25519PrivateKey.generate()
    return prive.private_bytes_raw(), prive.public_key().public_bytes_raw()


def nieuwe_kek() -> bytes:
    """A fresh key that wraps one stemming's private key."""
    return secrets.token_bytes(32)


def verpak(kek: bytes, slug: str, geheim: bytes) -> bytes:
    """A nonce ‖ ChaCha20-Poly1305 (RFC 8439) of the private key or the tellers' pairs (4.2)."""
    nonce = os.urandom(NONCE)
    return nonce + ChaCha20Poly1305(kek).encrypt(nonce, geheim, _aad(slug))


def pak_uit(kek: bytes, slug: str, verpakt: bytes) -> bytes:
    """What `verpak` put in, or NietTeOpenen."""
    try:
        return ChaCha20Poly1305(kek).decrypt(verpakt[:NONCE], verpakt[NONCE:], _aad(slug))
    except (InvalidTag, ValueError) as fout:
        raise NietTeOpenen from fout


def sleutel_werkt(publiek: bytes, prive: bytes) -> bool:
    """The test message of 4.2: seal for one half, open with the other."""
    envelop = verzegel(X25519PublicKey.from_public_bytes(publiek), _PROEF, _PROEF)
    try:
        return open_verzegeld(X25519PrivateKey.from_private_bytes(prive), _PROEF, envelop) == _PROEF
    except NietTeOpenen:
        return False


def _aad(slug: str) -> bytes:
    return f"stembus/1/sleutel/{slug}".encode()


@dataclass(frozen=True)
class Sleutelbestand:
    """STEMBUS_KEY_FILE of 4.2, with the optional second copy that is kept equal to it."""

    pad: Path
    kopie: Path | None = None

    def maak(self) -> None:
        """A new file with a fresh signing seed; an existing one is never replaced."""
        with self._slot():
            if self.pad.exists():
                raise SleutelbestandFout("exists")
            self._schrijf({"ondertekening": secrets.token_hex(32), "stemmingen": {}, "versie": 1})

    def ondertekening(self) -> bytes:
        """Seed of the Ed25519 key."""
        return bytes.fromhex(self._lees()["ondertekening"])

    def kek(self, slug: str) -> bytes:
        """Key of a live stemming, or KekOntbreekt."""
        stemmingen = self._lees()["stemmingen"]
        if slug not in stemmingen:
            raise KekOntbreekt(slug)
        return bytes.fromhex(stemmingen[slug])

    def stemmingen(self) -> set[str]:
        """Slugs that have a key; what has no stemming is an orphan of a crash (T1)."""
        return set(self._lees()["stemmingen"])

    def bewaar(self, slug: str, kek: bytes) -> None:
        """Add a key, before the transaction of T1 commits; a slug is used once."""

        def voeg_toe(stemmingen: dict[str, str]) -> None:
            if stemmingen.setdefault(slug, kek.hex()) != kek.hex():
                raise SleutelbestandFout("slug has another key")

        self._wijzig(voeg_toe)

    def vernietig(self, slug: str) -> None:
        """Take a key out, here and in the copy; may be repeated until it is gone (T5)."""
        self._wijzig(lambda stemmingen: stemmingen.pop(slug, None))

    def _wijzig(self, verander: Callable[[dict[str, str]], object]) -> None:
        with self._slot():
            inhoud = self._lees()
            verander(inhoud["stemmingen"])
            self._schrijf(inhoud)

    def _lees(self) -> Any:
        try:
            if self.pad.stat().st_mode & 0o077:
                raise SleutelbestandFout("readable by others, make it 0600")
            inhoud = canonical.decode(self.pad.read_bytes())
        except (OSError, canonical.NotCanonical) as fout:
            raise SleutelbestandFout("missing or damaged") from fout
        if set(inhoud) != {"ondertekening", "stemmingen", "versie"} or inhoud["versie"] != 1:
            raise SleutelbestandFout("not version 1")
        return inhoud

    def _schrijf(self, inhoud: dict[str, Any]) -> None:
        for pad in filter(None, (self.kopie, self.pad)):
            vervang(pad, canonical.encode(inhoud))

    @contextmanager
    def _slot(self) -> Iterator[None]:
        """One writer at a time, over processes; the directory is there before the file is."""
        map_ = os.open(self.pad.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(map_, fcntl.LOCK_EX)
            yield
        finally:
            os.close(map_)


def vervang(pad: Path, inhoud: bytes) -> None:
    """Replace a file whole or not at all: temp file, fsync, rename, fsync directory (4.2)."""
    tijdelijk = pad.with_name(f".{pad.name}.{secrets.token_hex(8)}")
    bestand = os.open(tijdelijk, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(bestand, "wb") as open_bestand:
            open_bestand.write(inhoud)
            open_bestand.flush()
            os.fsync(open_bestand.fileno())
        tijdelijk.replace(pad)
    finally:
        tijdelijk.unlink(missing_ok=True)
    map_ = os.open(pad.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(map_)
    finally:
        os.close(map_)
