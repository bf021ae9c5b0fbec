"""An application on a database of its own, where everything is really committed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.factories import een_lid
from tests.support.settings import build_tables, settings
from vereniging import create_app
from vereniging.core.db import Base, db, finish, start_writing, undo

Result = TypeVar("Result")


@contextmanager
def live_app(folder: Path, url: str, **told: object) -> Iterator[Flask]:
    """The application, with its tables, closed afterwards."""
    app = create_app({**settings(folder, url), **told})
    with app.app_context():
        build_tables()
    try:
        yield app
    finally:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_close, app).result()


def aside(app: Flask, work: Callable[[], Result]) -> Result:
    """Do something with the application in a thread of its own; Playwright holds this one."""

    def run() -> Result:
        with app.app_context():
            start_writing()
            try:
                result = work()
                finish()
            except BaseException:
                undo()
                raise
        return result

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def store(app: Flask, *rows: Base) -> None:
    """Commit some rows."""
    aside(app, lambda: db.session.add_all(rows))


def store_member(app: Flask, email: str) -> None:
    """Commit a member with this address."""
    store(app, een_lid(email=email))


def at_once(times: int, work: Callable[[int], object]) -> list[object]:
    """Do the same in many threads, all from the same moment."""
    gate = threading.Barrier(times)
    results: list[object] = [None] * times

    def run(number: int) -> None:
        gate.wait()
        results[number] = work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def _close(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@contextmanager
def served(folder: Path) -> Iterator[tuple[Flask, str]]:
    """The application behind a real server, on a host with a name: passkeys want one."""
    server = make_server("127.0.0.1", 0, _nobody, threaded=True, request_handler=Silent)
    base = f"http://localhost:{server.server_port}"
    with live_app(folder, f"sqlite:///{folder}/served.db", BASE_URL=base) as app:
        server.app = app
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield app, base
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class Silent(WSGIRequestHandler):
    """Writes no addresses down: some hold a token."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  werkzeug's name
        pass


def _nobody(_environ: object, _start: object) -> list[bytes]:
    return []
