"""Dossiers that were made lie here for a week, under the hash of their bytes."""

from __future__ import annotations

import hashlib
import os
from datetime import timedelta
from pathlib import Path

from vereniging.convenant.bestanden import map_van

BEWAARD = timedelta(days=7)


def map_van_dossiers() -> Path:
    """Where they are kept."""
    return map_van("dossiers")


def leg_op_plank(bundel: bytes) -> str:
    """Keep a bundle; the hash by which it is found again. The same bytes twice are one file."""
    sha256 = hashlib.sha256(bundel).hexdigest()
    folder = map_van_dossiers()
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{sha256}.tmp"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(bundel)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(_pad(sha256))
    return sha256


def van_plank(sha256: str) -> bytes | None:
    """The bytes with this hash; None when their week is over, or the file is not what it was."""
    path = _pad(sha256)
    bundel = path.read_bytes() if path.is_file() else b""
    return bundel if hashlib.sha256(bundel).hexdigest() == sha256 else None


def _pad(sha256: str) -> Path:
    return map_van_dossiers() / f"{sha256}.zip"
