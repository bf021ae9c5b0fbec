"""Sealing in the age format: whoever makes copies cannot read them back (ADR 0012)."""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyrage

from vereniging.bestuur.backup.fout import BackupFout
from vereniging.bestuur.backup.manifest import Stuk


@dataclass(frozen=True)
class Zegel:
    """For whom copies are sealed; nobody means: not sealed."""

    ontvangers: tuple[str, ...] = ()

    @property
    def achtervoegsel(self) -> str:
        """What the name of a sealed file ends with: another key makes another file."""
        if not self.ontvangers:
            return ""
        return f".{hashlib.sha256(self.ontvangers[0].encode()).hexdigest()[:8]}.age"


@dataclass(frozen=True)
class Sleutelpaar:
    """A new key for copies; the secret half never stays on the server."""

    publiek: str
    geheim: str


def nieuw_sleutelpaar() -> Sleutelpaar:
    """Make a key for copies."""
    identity = pyrage.x25519.Identity.generate()
    return Sleutelpaar(str(identity.to_public()), str(identity))


def lees_geheim(tekst: str) -> Any:
    """The secret key as somebody typed it from paper; raises BackupFout."""
    try:
        return pyrage.x25519.Identity.from_str("".join(tekst.split()).upper())
    except pyrage.IdentityError:
        raise BackupFout(
            "Dit is geen geheime sleutel van een kopie. Die begint met AGE-SECRET-KEY-1."
        ) from None


class _Counted:
    """A file that is read or written while its bytes are hashed and counted."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.hash, self.bytes = file, hashlib.sha256(), 0

    def _saw(self, data: bytes) -> None:
        self.hash.update(data)
        self.bytes += len(data)

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self._saw(data)
        return data

    def write(self, data: bytes) -> int:
        self._saw(data)
        return self.file.write(data)

    def flush(self) -> None:
        self.file.flush()

    def stuk(self, mtime_ns: int = 0) -> Stuk:
        return Stuk(self.hash.hexdigest(), self.bytes, mtime_ns)


def berg_op(bron: Path, doel: Path, zegel: Zegel) -> Stuk:
    """Copy a file, sealed; it is on disk when this returns what it held. Raises OSError."""
    mtime_ns = bron.stat().st_mtime_ns
    with bron.open("rb") as source, _new(doel) as target:
        counted = _Counted(source)
        if zegel.ontvangers:
            _seal(counted, target, zegel)
        else:
            shutil.copyfileobj(counted, target)
        target.flush()
        os.fsync(target.fileno())
    return counted.stuk(mtime_ns)


def _new(path: Path) -> IO[bytes]:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _seal(source: _Counted, target: IO[bytes], zegel: Zegel) -> None:
    try:
        recipients = [pyrage.x25519.Recipient.from_str(one) for one in zegel.ontvangers]
    except pyrage.RecipientError:
        raise BackupFout(
            "VERENIGING_BACKUP_PUBLIC_KEY is geen sleutel. Maak er een met "
            "`vereniging backup sleutel`."
        ) from None
    try:
        pyrage.encrypt_io(source, target, recipients)
    except pyrage.EncryptError as error:  # it wraps what our own file said
        raise OSError(str(error)) from error


def haal_op(bron: Path, doel: Path, verwacht: Stuk, geheim: Any) -> None:
    """Open a file of a copy and check every byte; raises BackupFout when it is not the same."""
    doel.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with bron.open("rb") as source, _new(doel) as target:
            counted = _Counted(target)
            if geheim is None:
                shutil.copyfileobj(source, counted)
            else:
                _unseal(source, counted, bron, geheim)
            target.flush()
            os.fsync(target.fileno())
    except FileNotFoundError:
        raise BackupFout(f"{bron.name} ontbreekt in de kopie. Neem een andere kopie.") from None
    if (counted.stuk().sha256, counted.bytes) != (verwacht.sha256, verwacht.bytes):
        raise BackupFout(f"{bron.name} is veranderd. Neem een andere kopie.")


def _unseal(source: IO[bytes], target: _Counted, bron: Path, geheim: Any) -> None:
    try:
        pyrage.decrypt_io(source, target, [geheim])
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise BackupFout("Deze sleutel past niet op de kopie. Neem een andere.") from None
        raise BackupFout(f"{bron.name} is beschadigd. Neem een andere kopie.") from None
    except OSError as error:
        if error.errno is not None:  # the disk; age itself has no number
            raise
        raise BackupFout(f"{bron.name} is beschadigd. Neem een andere kopie.") from None
