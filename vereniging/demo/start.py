"""Starts everything of the demo: tables, data, sandbox, worker and site."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

from flask import Flask

from vereniging import create_app
from vereniging.betalingen.sandbox import serve as serve_sandbox
from vereniging.core import clock
from vereniging.core.config import WrongSettings
from vereniging.core.migrations import upgrade
from vereniging.demo import settings as demo
from vereniging.demo.gegevens import vul
from vereniging.serving import setup_hint
from vereniging.taken import worker

READY = "gevuld"


def create_demo() -> Flask:
    """The site of the demo, in a server process."""
    return make(demo.remembered())


def make(values: dict[str, object]) -> Flask:
    """A demo site that follows the demo's clock."""
    app = create_app(values)
    clock.install(clock.ShiftedClock(Path(app.config["DATA_DIR"]) / "klok.json"))
    return app


def run(folder: Path, port: int, *, empty: bool, again: bool) -> None:
    """Serve the demo until Ctrl-C; raises WrongSettings when a port is taken."""
    for wanted in (port, port + 1):
        _expect_free(wanted)
    if again or empty != _is_empty(folder):
        shutil.rmtree(folder, ignore_errors=True)
    demo.remember(folder, port)
    prepare(folder, port, empty=empty)
    app = make(demo.settings(folder, port))
    site = _start_site(port)
    stop = threading.Event()
    threads = [
        threading.Thread(target=worker.serve, args=(stop, app.app_context), daemon=True),
        threading.Thread(target=serve_sandbox, args=(port + 1, folder / "mollie.db"), daemon=True),
    ]
    for thread in threads:
        thread.start()
    _tell(app, empty=empty)
    try:
        site.wait()
    except KeyboardInterrupt:
        site.terminate()
    finally:
        stop.set()
        threads[0].join(timeout=10)
        site.wait(timeout=30)


def _start_site(port: int) -> subprocess.Popen[bytes]:
    """The web server in a process of its own: a fork would take the writer lock along."""
    code = (
        "from vereniging.serving import granian\n"
        "granian('vereniging.demo.start:create_demo', host='127.0.0.1', "
        f"port={port}, workers=1).serve()\n"
    )
    return subprocess.Popen([sys.executable, "-c", code])  # noqa: S603  our own words


def prepare(folder: Path, port: int, *, empty: bool) -> None:
    """Make the database once; a half-made one is made again."""
    if (folder / READY).exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write("De voorbeelden worden gemaakt …\n")
    sys.stdout.flush()
    app = make(demo.settings(folder, port))
    with app.app_context():
        upgrade()
    if not empty:
        vul(app)
    (folder / READY).write_text("leeg" if empty else "voorbeelden")


def _is_empty(folder: Path) -> bool:
    mark = folder / READY
    return mark.exists() and mark.read_text() == "leeg"


def _expect_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise WrongSettings(
                f"Poort {port} is bezet. Kies een andere, zoals: ./dev demo --poort {port + 10}"
            ) from None


def _tell(app: Flask, *, empty: bool) -> None:
    base = app.config["BASE_URL"]
    lines = [f"De demo draait op {base}", "Stop met Ctrl-C."]
    if not empty:
        lines[1:1] = [
            f"Kies een rol: {base}/demo",
            f"Lees de e-mail: {base}/demo/postvak",
        ]
    with app.app_context():
        hint = setup_hint(base).strip()
    lines[1:1] = [hint] if hint else []
    sys.stdout.write("\n".join(["", *lines, "", ""]))
    sys.stdout.flush()
