"""The web server, and what must be true before it starts."""

from __future__ import annotations

import gc
import socket
import sys
from pathlib import Path
from typing import Any

from vereniging import create_app
from vereniging.bestuur.instelcode import instelcode
from vereniging.core import metrics, migrations
from vereniging.core.config import WrongSettings
from vereniging.core.db import db
from vereniging.site.gezondheid import METINGEN


def check_before() -> None:
    """Refuse to serve on tables that are behind, or without the key of the ballot box.

    Raises WrongSettings.
    """
    app = create_app()
    with app.app_context():
        if migrations.current() != migrations.newest():
            raise WrongSettings("De database is niet bij. Draai eerst `vereniging db upgrade`.")
    if not Path(app.config["STEMBUS_KEY_FILE"]).exists():
        raise WrongSettings(
            "Het sleutelbestand van de stembus ontbreekt. Draai eerst `vereniging instellen`."
        )
    with app.app_context():
        sys.stdout.write(setup_hint(app.config["BASE_URL"]))
        metrics.share(app.config["DATA_DIR"] / METINGEN / socket.gethostname())
        db.session.close()
        db.engine.dispose()  # the servers are forks: they make connections of their own
    gc.freeze()  # and share what is loaded now, as long as nobody writes to it


def setup_hint(base: str) -> str:
    """Where to begin, and the code that this page asks, while nobody was appointed; else empty."""
    code = instelcode()
    return f"Stel de site in op {base}/instellen met de code {code}\n" if code else ""


def granian(target: str, *, host: str, port: int, workers: int) -> Any:
    """The server for a WSGI factory (security-reliability.md section 15)."""
    from granian import Granian  # noqa: PLC0415  heavy, and only for serving
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415

    return Granian(
        target,
        factory=True,
        address=host,
        port=port,
        workers=workers,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        blocking_threads=32,
        backpressure=64,
        respawn_failed_workers=True,
        workers_kill_timeout=20,
        log_access=False,
    )
