"""The demo as a process of its own, so that its clock and its worker bother no other test."""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import UTC, datetime
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
JUNE = 6


def clock_file(folder: Path) -> Path:
    """Where this demo keeps how far its clock runs ahead."""
    return folder / "data" / "klok.json"


def build(folder: Path, port: int) -> None:
    """Make the tables and tell the demo's story, up to the second Monday of a June.

    On some days members pay nothing, or hold no meeting soon; and a clock behind the
    machine's would let the browser throw cookies away.
    """
    app = make_app(folder, port)
    clock_file(folder).parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    year = now.year + (now.month >= JUNE)
    june = next(
        moment
        for day in range(8, 15)
        if (moment := datetime(year, JUNE, day, 8, tzinfo=UTC)).weekday() == 0
    )
    clock_file(folder).write_text(json.dumps((june - now).total_seconds()))
    with app.app_context():
        build_tables()
    vul(app)


def serve(folder: Path, port: int) -> None:
    """Site, worker and sandbox, until this process is ended."""
    app = make_app(folder, port)
    stop = threading.Event()
    for target, args in (
        (worker.serve, (stop, app.app_context)),
        (serve_sandbox, (port + 1, folder / "mollie.db")),
    ):
        threading.Thread(target=target, args=args, daemon=True).start()
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Silent)
    (folder / READY).touch()
    server.serve_forever()


def make_app(folder: Path, port: int) -> Flask:
    """As in the demo, but one browser may be everybody in one minute."""
    return make({**settings(folder, port), "RATELIMIT_ENABLED": False, "LOG_LEVEL": 40})


if __name__ == "__main__":
    os.umask(0o077)
    _program, what, where, at = sys.argv
    {"build": build, "serve": serve}[what](Path(where), int(at))
