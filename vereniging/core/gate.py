"""What happens when too many come at once: some wait, some are told to come back, votes go on.

security-reliability.md section 9. Counted per process and in memory: this never depends on
anything that can be down.
"""

from __future__ import annotations

from threading import BoundedSemaphore
from typing import Any

import flask
from flask import Flask, abort, g, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from vereniging.core.errors import Busy
from vereniging.core.security import SAFE, network, view_option

RUNNING, WAITING, PATIENCE = 8, 16, 2.0  # of the 32 threads; seconds
READING = RateLimitItemPerMinute(600)


class Gate:
    """Lets a few in, lets a few more wait for a moment, and turns the rest away at once."""

    def __init__(
        self, *, running: int = RUNNING, waiting: int = WAITING, patience: float = PATIENCE
    ) -> None:
        self._places, self._queue = BoundedSemaphore(running), BoundedSemaphore(waiting)
        self._patience = patience

    def enter(self) -> bool:
        """Take a place, after waiting for one if need be; False when there is none."""
        if self._places.acquire(blocking=False):
            return True
        if not self._queue.acquire(blocking=False):
            return False
        try:
            return self._places.acquire(timeout=self._patience)
        finally:
            self._queue.release()

    def leave(self) -> None:
        """Give the place to who waits."""
        self._places.release()


def init_app(app: Flask) -> None:
    """Count readers before anything else is done for them."""
    app.extensions["gate"] = Gate()
    app.extensions["readers"] = FixedWindowRateLimiter(MemoryStorage())
    app.before_request(_enter)
    app.teardown_request(_leave)


def _enter() -> None:
    if request.method not in SAFE or request.endpoint == "static" or view_option("urgent"):
        return
    extensions = flask.current_app.extensions
    if flask.current_app.config.get("RATELIMIT_ENABLED", True):
        readers: FixedWindowRateLimiter = extensions["readers"]
        if not readers.hit(READING, network()):
            abort(429)
    gate: Gate = extensions["gate"]
    if not gate.enter():
        raise Busy
    g.gate = gate


def _leave(_error: BaseException | None) -> None:
    gate: Any = g.pop("gate", None)
    if gate is not None:
        gate.leave()
