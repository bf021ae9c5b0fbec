"""Files of open data: each package names its own, and one command writes them all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from flask import Response

Maker = Callable[[datetime], Iterable[bytes]]
READABLE = 0o644  # a web server may hand it out

_makers: dict[str, Maker] = {}


def register_open_file(name: str, make: Maker) -> None:
    """Add a file of open data; `make` gives its bytes as they are at a moment."""
    _makers[name] = make


def write_open_files(folder: Path, moment: datetime) -> list[str]:
    """Write every file into a folder, made when needed; their names. Raises OSError.

    Who reads meanwhile sees the old file or the new one, never half of one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    names = sorted(_makers)
    for name in names:
        _replace(folder / name, _makers[name](moment))
    return names


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fchmod(file.fileno(), READABLE)
            os.fsync(file.fileno())
        Path(draft).replace(target)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def open_answer(body: Iterable[bytes] | str, content_type: str) -> Response:
    """Data that pages of every other site may read, too."""
    whole = body if isinstance(body, str) else b"".join(body)
    response = Response(whole, content_type=content_type)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"  # what everyone may read anyway
    return response
