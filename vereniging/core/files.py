"""What people send us: told apart by their first bytes, photos developed anew, safely stored."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from vereniging.core import photo_child
from vereniging.core.errors import Busy
from vereniging.core.i18n import _l
from vereniging.core.pdf import is_pdf

LARGEST = 10 * 1024 * 1024
CHILDREN = 2
WALL_SECONDS = 15.0
PATIENCE = 5.0
NAME = re.compile(r"[0-9a-f]{32}\.(?:jpg|png|webp|pdf)")
_turns = BoundedSemaphore(CHILDREN)


class BestandGeweigerd(ValueError):
    """A file we do not take; the sentence says what to choose instead."""

    message: Any = _l("Dit bestand kunnen wij niet openen.")

    def __str__(self) -> str:
        return str(self.message)


class GeenFoto(BestandGeweigerd):
    """No JPEG, PNG or WebP, or a broken one."""

    message = _l("Dit is geen foto die wij kunnen openen. Kies een JPEG, PNG of WebP.")


class FotoTeGroot(BestandGeweigerd):
    """More bytes or pixels than we handle."""

    message = _l("Deze foto is te groot. Kies een foto van hoogstens 10 MB en 24 megapixel.")


class GeenPdf(BestandGeweigerd):
    """A document that is not a PDF."""

    message = _l("Dit is geen pdf-bestand. Bewaar het als pdf en kies het opnieuw.")


class PdfTeGroot(BestandGeweigerd):
    """A PDF of more bytes than we handle."""

    message = _l("Dit pdf-bestand is te groot. Kies een bestand van hoogstens 10 MB.")


class Kind(StrEnum):
    """The files we know; the value is the suffix."""

    JPEG = "jpg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"


@dataclass(frozen=True)
class Photo:
    """A developed photo: two JPEGs that hold pixels and nothing else."""

    large: bytes
    small: bytes


def kind_of(data: bytes) -> Kind | None:
    """What the first bytes say; names and content types of a browser prove nothing."""
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Kind.WEBP
    return Kind.PDF if data.startswith(b"%PDF-") else None


def check_pdf(data: bytes) -> None:
    """Refuse a document that is too large, or not a PDF from begin to end."""
    if kind_of(data) is not Kind.PDF:
        raise GeenPdf
    if len(data) > LARGEST:
        raise PdfTeGroot
    if not is_pdf(data):
        raise GeenPdf


def develop_photo(
    data: bytes,
    *,
    cover: tuple[int, int, int, int] | None = None,
    patience: float = PATIENCE,
    wall: float = WALL_SECONDS,
) -> Photo:
    """New JPEGs of this photo, made in a child process; keep no transaction open meanwhile.

    `cover` is a box that comes out black: left, top, right and bottom in percents.

    Raises GeenFoto or FotoTeGroot, or Busy when others keep the children busy for too long.
    """
    kind = kind_of(data)
    if kind is None or kind is Kind.PDF:
        raise GeenFoto
    if len(data) > LARGEST:
        raise FotoTeGroot
    with _turn(patience):
        return _ask_child(data, kind, wall, cover or ())


@contextmanager
def _turn(patience: float) -> Iterator[None]:
    if not _turns.acquire(timeout=patience):
        raise Busy
    try:
        yield
    finally:
        _turns.release()


def _ask_child(data: bytes, kind: Kind, wall: float, cover: tuple[int, ...]) -> Photo:
    # As a script and not with -m: that would first import the whole application.
    command = [sys.executable, "-I", photo_child.__file__, kind.name]
    if cover:
        command.append(",".join(map(str, cover)))
    try:
        done = subprocess.run(  # noqa: S603  fixed arguments, the photo goes by standard input
            command, input=data, capture_output=True, env={}, timeout=wall, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise GeenFoto from error
    if done.returncode == photo_child.TOO_MANY_PIXELS:
        raise FotoTeGroot
    if done.returncode:
        raise GeenFoto
    length = 4 + int.from_bytes(done.stdout[:4], "big")
    return Photo(done.stdout[4:length], done.stdout[length:])


def store(folder: Path, data: bytes) -> str:
    """Keep this file under a random name; it is on disk when the name is returned."""
    kind = kind_of(data)
    if kind is None:
        raise BestandGeweigerd
    name = f"{secrets.token_hex(16)}.{kind}"
    _write(folder, name, data)
    return name


def store_photo(folder: Path, photo: Photo) -> str:
    """Keep both sizes; the name is that of the large one."""
    name = f"{secrets.token_hex(16)}.{Kind.JPEG}"
    _write(folder, _small(name), photo.small)
    _write(folder, name, photo.large)
    return name


def locate(folder: Path, name: str, *, small: bool = False) -> Path | None:
    """Where a stored file lies; None for a name we never give, or a file that is gone."""
    if not NAME.fullmatch(name):
        return None
    path = folder / (_small(name) if small else name)
    return path if path.is_file() else None


def remove(folder: Path, name: str) -> None:
    """Delete a stored file in all its sizes; gone already is fine."""
    if NAME.fullmatch(name):
        for each in (name, _small(name)):
            (folder / each).unlink(missing_ok=True)


def remove_orphans(folder: Path, known: Collection[str], before: datetime) -> int:
    """Delete files older than this moment that no row names; how many went."""
    kept = {*known, *map(_small, known)}
    lost = [
        path
        for path in folder.glob("*.*")
        if path.name not in kept and path.stat().st_mtime < before.timestamp()
    ]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def _small(name: str) -> str:
    stem, suffix = name.split(".")
    return f"{stem}-klein.{suffix}"


def _write(folder: Path, name: str, data: bytes) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{name}.tmp"
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / name)
    finally:
        draft.unlink(missing_ok=True)
    _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
