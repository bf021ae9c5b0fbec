"""Static files under names that hold their hash, so that browsers keep them for a year."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from flask import Flask, Response, abort, send_from_directory

from vereniging.core.web import link

HASHED = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{10})(?P<ext>\.[a-z0-9]+)")
FOREVER = "public, max-age=31536000, immutable"


class StaticFiles:
    """The files of a folder with the hashes they had at the start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hashes = {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:10]
            for path in folder.rglob("*")
            if path.is_file()
        }

    def url(self, filename: str) -> str:
        """The address of a file, with its hash; KeyError for a file that is not there."""
        name, dot, ext = filename.rpartition(".")
        return f"/static/{name}.{self.hashes[filename]}{dot}{ext}"

    def serve(self, filename: str) -> Response:
        """Send a file: forever under its hashed name, 404 for a wrong hash."""
        found = HASHED.fullmatch(filename)
        if found and self.hashes.get(plain := found["stem"] + found["ext"]) == found["hash"]:
            return self._send(plain, FOREVER)
        if filename not in self.hashes:
            abort(404)
        # a folder of static/vendor carries its version in its name
        return self._send(filename, FOREVER if filename.startswith("vendor/") else "no-cache")

    def _send(self, filename: str, cache: str) -> Response:
        response = send_from_directory(self.folder, filename)
        response.headers["Cache-Control"] = cache
        return response


def init_app(app: Flask) -> None:
    """Serve `/static/<name>.<hash10>.<ext>` and let templates link to it."""
    files = StaticFiles(Path(app.static_folder or ""))

    def url_for(endpoint: str, **values: object) -> str:
        if endpoint == "static":
            return files.url(str(values["filename"]))
        return link(endpoint, **values)

    app.view_functions["static"] = files.serve
    app.jinja_env.globals["url_for"] = url_for
