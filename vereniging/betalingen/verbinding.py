"""The way to Mollie: one gateway per process, few calls at a time, rest after failures."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from vereniging.betalingen.gateway import Gateway, GatewayUnavailable
from vereniging.core.config import setting

TEGELIJK, GEDULD = 4, 3
GRENS, RUST = 5, 30
SECONDE = 10**9  # nanoseconds: no floats near money
Answer = TypeVar("Answer")

_places = threading.BoundedSemaphore(TEGELIJK)


class _Breaker:
    """After five failures in a row nobody calls for half a minute."""

    def __init__(self) -> None:
        self.failures, self.until = 0, 0

    def check(self) -> None:
        if time.monotonic_ns() < self.until:
            raise GatewayUnavailable("Mollie is even niet bereikbaar.")

    def note(self, *, failed: bool) -> None:
        self.failures = self.failures + 1 if failed else 0
        if self.failures >= GRENS:
            self.failures, self.until = 0, time.monotonic_ns() + RUST * SECONDE


@cache
def _breaker(api_url: str) -> _Breaker:
    del api_url  # one per place: the tests have many
    return _Breaker()


@cache
def _gateway(api_key: str, api_url: str, *, batch: bool) -> Gateway:
    return Gateway(api_key, api_url, batch=batch)


def gateway(*, batch: bool = False) -> Gateway:
    """The gateway of this installation. Raises GatewayUnavailable without an API key."""
    api_key = setting("MOLLIE_API_KEY")
    if not api_key:
        raise GatewayUnavailable("Er is geen sleutel van Mollie ingesteld.")
    return _gateway(api_key, setting("MOLLIE_API_URL"), batch=batch)


def modus() -> str:
    """`test` or `live`, as the API key says."""
    return "live" if setting("MOLLIE_API_KEY").startswith("live_") else "test"


def vraag(call: Callable[[Gateway], Answer]) -> Answer:
    """Ask Mollie one thing. Raises GatewayError; GatewayUnavailable also when it is too busy."""
    port, breaker = gateway(), _breaker(setting("MOLLIE_API_URL"))
    breaker.check()
    if not _places.acquire(timeout=GEDULD):
        raise GatewayUnavailable("Er zijn te veel vragen tegelijk.")
    try:
        answer = call(port)
    except GatewayUnavailable:
        breaker.note(failed=True)
        raise
    finally:
        _places.release()
    breaker.note(failed=False)
    return answer
