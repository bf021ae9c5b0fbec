"""Files that prove something: developed anew or checked, kept under a name that says nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from flask import Response, request

from vereniging.core.config import setting
from vereniging.core.db import outside
from vereniging.core.files import (
    BestandGeweigerd,
    Kind,
    check_pdf,
    develop_photo,
    kind_of,
    locate,
    store,
    store_photo,
)
from vereniging.core.security import UPLOAD_CSP

BODY = 11 * 1024 * 1024


@dataclass(frozen=True)
class Bewijsstuk:
    """A file as it was stored, and what its bytes come to."""

    naam: str
    sha256: str


def bewaar_bestand(folder: str, data: bytes) -> Bewijsstuk:
    """Keep a PDF, or a photo without anything but its pixels.

    The transaction is left: read rows again afterwards. Raises BestandGeweigerd.
    """
    refused: BestandGeweigerd | None = None
    with outside():
        try:
            found = _bewaar(map_van(folder), data)
        except BestandGeweigerd as error:
            refused = error  # told after the new transaction began
    if refused is not None:
        raise refused
    return found


def bewaar_upload(folder: str, veld: str) -> Bewijsstuk:
    """Keep the file of this field; an empty one when nothing was chosen. Raises BestandGeweigerd.

    With a file the transaction is left: read rows again afterwards.
    """
    upload = request.files.get(veld)
    if upload is None or not upload.filename:
        return Bewijsstuk("", "")
    return bewaar_bestand(folder, upload.read())


def _bewaar(folder: Path, data: bytes) -> Bewijsstuk:
    if kind_of(data) is Kind.PDF:
        check_pdf(data)
        naam = store(folder, data)
    else:
        photo = develop_photo(data)
        naam, data = store_photo(folder, photo), photo.large
    return Bewijsstuk(naam, hashlib.sha256(data).hexdigest())


def map_van(folder: str) -> Path:
    """Where these files are kept."""
    return Path(setting("DATA_DIR")) / folder


def stuur(folder: str, naam: str, *, openbaar: bool = False) -> Response | None:
    """The file for a browser, or None when it is gone."""
    path = locate(map_van(folder), naam)
    if path is None:
        return None
    soort = "application/pdf" if naam.endswith(".pdf") else "image/jpeg"
    response = Response(path.read_bytes(), mimetype=soort)
    response.headers["Content-Security-Policy"] = UPLOAD_CSP
    response.headers["Cache-Control"] = "max-age=3600" if openbaar else "no-store"
    return response


__all__ = [
    "BODY",
    "BestandGeweigerd",
    "Bewijsstuk",
    "bewaar_bestand",
    "bewaar_upload",
    "map_van",
    "stuur",
]
