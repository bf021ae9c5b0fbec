"""Running the sandbox on this machine."""

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from vereniging.betalingen.sandbox.app import create_sandbox
from vereniging.betalingen.sandbox.webhooks import Courier
from vereniging.betalingen.sandbox.world import World

HOST = "127.0.0.1"


class Quiet(WSGIRequestHandler):
    """The log of requests is in the sandbox itself."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


class RunningSandbox:
    """A sandbox that answers on a port of this machine, until it is stopped."""

    def __init__(self, app: Flask, port: int = 0) -> None:
        self.world: World = app.extensions["sandbox"]
        self._courier: Courier = app.extensions["sandbox-courier"]
        self._server: BaseWSGIServer = make_server(
            *(HOST, port, app),
            threaded=True,
            request_handler=Quiet,
        )
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self.url = f"http://{HOST}:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._courier.start()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.world.released.set()
        self._courier.stop()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self.world.store.close()

    def _listen(self) -> None:
        self._server.serve_forever(poll_interval=0.05)

    def wait(self) -> None:
        """Until the process is interrupted."""
        self._thread.join()


def serve(
    poort: int, database: Path, *, seed: int | None = None, base_url: str | None = None
) -> None:
    """Run the sandbox on this port until Ctrl-C."""
    app = create_sandbox(database, seed=seed, base_url=base_url)
    with RunningSandbox(app, poort) as running:
        try:
            running.wait()
        except KeyboardInterrupt:
            return
