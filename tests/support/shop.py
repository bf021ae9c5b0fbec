"""A bare HTTP server that stands in for the site that Mollie calls."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


@dataclass(frozen=True)
class Call:
    """One call that came in."""

    method: str
    path: str
    agent: str
    body: str


class Shop:
    """Remembers what came in and answers what the test planned, otherwise 200."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.plan: list[tuple[int, dict[str, str]]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(size).decode()
                agent = self.headers["User-Agent"]
                shop.calls.append(Call(self.command, self.path, agent, body))
                status, headers = shop.plan.pop(0) if shop.plan else (200, {})
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            do_GET = do_POST  # noqa: N815 - the name that http.server looks for

            def log_message(self, *_args: object) -> None:
                pass

        return Handler


@pytest.fixture
def shop() -> Iterator[Shop]:
    """A site that answers webhooks, on a free port."""
    running = Shop()
    running.start()
    yield running
    running.stop()
