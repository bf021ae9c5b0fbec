"""The demo as a process of its own, so that its clock and its worker bother no other test."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from flask import Flask
from werkzeug.serving import make_server

from tests.support.settings import build_tables
from tests.toegang.live import Silent
from vereniging.betalingen.sandbox import serve as serve_sandbox
from vereniging.demo.gegevens import vul
from vereniging.demo.settings import settings
from vereniging.demo.start import make
from vereniging.taken import worker

READY = "ready"


def build(folder: Path, port: int) -> None:
    """Make the tables and tell the demo's story."""
    app = _app(folder, port)
    with app.app_context():
        build_tables()
    vul(app)


def serve(folder: Path, port: int) -> None:
    """Site, worker and sandbox, until this process is ended."""
    app = _app(folder, port)
    stop = threading.Event()
    for target, args in (
        (worker.serve, (stop, app.app_context)),
        (serve_sandbox, (port + 1, folder / "mollie.db")),
    ):
        threading.Thread(target=target, args=args, daemon=True).start()
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Silent)
    (folder / READY).touch()
    server.serve_forever()


def _app(folder: Path, port: int) -> Flask:
    """As in the demo, but one browser may be everybody in one minute."""
    return make({**settings(folder, port), "RATELIMIT_ENABLED": False, "LOG_LEVEL": 40})


if __name__ == "__main__":
    os.umask(0o077)
    _program, what, where, at = sys.argv
    {"build": build, "serve": serve}[what](Path(where), int(at))
