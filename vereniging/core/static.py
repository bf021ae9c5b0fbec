"""Static files under names that hold their hash, so that browsers keep them for a year."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from flask import Flask, Response, abort, send_from_directory

from vereniging.core.web import link

HASHED = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{10})(?P<ext>\.[a-z0-9]+)")
FOREVER = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Serve `/static/<name>.<hash10>.<ext>` and let templates link to it."""
    folder = Path(app.static_folder or "")
    hashes = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:10]
        for path in folder.rglob("*")
        if path.is_file()
    }

    def static_url(filename: str) -> str:
        """The address of a static file, with its hash."""
        name, dot, ext = filename.rpartition(".")
        return f"/static/{name}.{hashes[filename]}{dot}{ext}"

    def serve(filename: str) -> Response:
        found = HASHED.fullmatch(filename)
        if found and hashes.get(plain := found["stem"] + found["ext"]) == found["hash"]:
            response = send_from_directory(folder, plain)
            response.headers["Cache-Control"] = FOREVER
            return response
        if filename not in hashes:
            abort(404)
        response = send_from_directory(folder, filename)
        # a folder of static/vendor carries its version in its name
        is_versioned = filename.startswith("vendor/")
        response.headers["Cache-Control"] = FOREVER if is_versioned else "no-cache"
        return response

    def url_for(endpoint: str, **values: object) -> str:
        if endpoint == "static":
            return static_url(str(values["filename"]))
        return link(endpoint, **values)

    app.view_functions["static"] = serve
    app.jinja_env.globals["url_for"] = url_for
