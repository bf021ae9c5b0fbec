"""`vereniging worker`: does the work that waits."""

from __future__ import annotations

import signal
import threading

import click
from flask import Flask

from vereniging.core.cli import answer, for_programs
from vereniging.taken import worker as work


def register(app: Flask) -> None:
    """Add the command to the app it will work for."""

    @app.cli.command("worker")
    @click.option("--eenmalig", is_flag=True, help="Doe wat nu klaarstaat en stop.")
    @for_programs
    def worker(*, eenmalig: bool, as_json: bool) -> None:
        """Voer taken uit en verstuur e-mail."""
        if eenmalig:
            with app.app_context():
                aantal = work.run_all()
            answer(as_json, {"gedaan": aantal}, f"{aantal} taken en e-mails gedaan.")
            return
        stop = threading.Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stop.set())
        work.serve(stop, app.app_context)
