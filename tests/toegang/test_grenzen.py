"""Coarse limits count per network, and only what was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.support.client import BASE
from tests.toegang.live import live_app


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Flask]:
    """The application with its limits on."""
    url = f"sqlite:///{tmp_path}/limited.db"
    with live_app(tmp_path, url, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True) as app:
        yield app


def test_sixty_wrong_codes_from_one_network_in_an_hour_and_no_more(limited: Flask) -> None:
    def post(network: str) -> int:
        origin = {"REMOTE_ADDR": network}
        fields = {"code": "AAA-AAA"}
        client = limited.test_client()
        answer = client.post("/inloggen/code", data=fields, base_url=BASE, environ_base=origin)
        return answer.status_code

    assert Counter(post("192.0.2.1") for _time in range(62)) == {422: 60, 429: 2}
    assert post("192.0.2.2") == 422
