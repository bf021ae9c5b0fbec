"""Too many at once: some wait, the rest is told to come back, and voting goes on."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from limits.errors import StorageError
from limits.strategies import FixedWindowRateLimiter

from tests.support.client import BASE
from tests.toegang.live import live_app as running
from vereniging.core.gate import READING, RUNNING, WAITING, Gate
from vereniging.core.security import limiter
from vereniging.core.web import Blueprint, everyone

PATIENCE = 60  # seconds, also on a busy machine


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Flask]:
    """A site with a page that takes as long as the test wants, and one that is urgent."""
    hold = threading.Event()
    bp = Blueprint("proef", __name__, url_prefix="/proef")

    @bp.get("/traag", allow=everyone)
    def slow() -> str:
        hold.wait(PATIENCE)
        return "klaar"

    @bp.get("/spoed", allow=everyone, urgent=True)
    def urgent() -> str:
        return "nu"

    options = {"WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": True}
    with running(tmp_path, f"sqlite:///{tmp_path}/druk.db", **options) as app:
        app.register_blueprint(bp)
        app.extensions["hold"] = hold
        yield app
        hold.set()


def get(app: Flask, path: str, **options: Any) -> tuple[int, str | None]:
    answer = app.test_client().get(path, base_url=BASE, **options)
    return answer.status_code, answer.headers.get("Retry-After")


def until(test: Any) -> None:
    """Wait a moment until this is so."""
    end = time.monotonic() + PATIENCE / 2
    while not test() and time.monotonic() < end:
        time.sleep(0.01)
    assert test()


@pytest.mark.traag("holds a site busy")
def test_eight_run_sixteen_wait_the_next_comes_back_and_a_vote_goes_on(site: Flask) -> None:
    gate = Gate(patience=PATIENCE)
    site.extensions["gate"] = gate
    with ThreadPoolExecutor(RUNNING + WAITING) as pool:
        asked = [pool.submit(get, site, "/proef/traag") for _ in range(RUNNING + WAITING)]
        until(lambda: gate._queue._value == 0)
        begun = time.monotonic()
        assert get(site, "/proef/traag") == (503, "5")
        assert time.monotonic() - begun < PATIENCE / 2  # it did not wait for its turn
        assert get(site, "/proef/spoed") == (200, None)
        assert get(site, "/healthz") == (200, None)
        site.extensions["hold"].set()
        assert Counter(future.result()[0] for future in asked) == {200: RUNNING + WAITING}
    assert gate._places._value == RUNNING
    assert get(site, "/proef/traag") == (200, None)


def test_who_waits_too_long_is_told_to_come_back(site: Flask) -> None:
    gate = site.extensions["gate"] = Gate(running=1, patience=0.1)
    assert gate.enter()
    assert get(site, "/proef/traag") == (503, "5")
    gate.leave()
    site.extensions["hold"].set()
    assert get(site, "/proef/traag") == (200, None)


def test_a_page_that_breaks_gives_its_place_back(site: Flask) -> None:
    gate = site.extensions["gate"] = Gate(running=1)
    for _time in range(3):
        assert get(site, "/bestaat-niet")[0] == 404
    assert gate._places._value == 1


def test_one_network_reads_six_hundred_pages_a_minute(site: Flask) -> None:
    origin = {"REMOTE_ADDR": "192.0.2.1"}
    readers: FixedWindowRateLimiter = site.extensions["readers"]
    for _time in range(600):
        readers.hit(READING, "192.0.2.1/32")
    assert get(site, "/proef/traag", environ_base=origin)[0] == 429
    assert get(site, "/proef/spoed", environ_base=origin)[0] == 200


def test_login_closes_and_reading_goes_on_when_limits_cannot_be_counted(
    site: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_facts: object, **_more: object) -> bool:
        raise StorageError(ConnectionError())

    monkeypatch.setattr(limiter.limiter, "hit", away)
    site.extensions["hold"].set()
    client = site.test_client()
    closed = client.post("/inloggen", data={"email": "kim@example.org"}, base_url=BASE)
    assert closed.status_code == 503
    assert "kim@example.org" in closed.text
    assert get(site, "/proef/traag") == (200, None)
