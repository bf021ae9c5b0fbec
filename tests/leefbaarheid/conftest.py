"""Every test counts anew."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vereniging.leefbaarheid import monitor


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    monitor.vergeet()
    yield
    monitor.vergeet()
