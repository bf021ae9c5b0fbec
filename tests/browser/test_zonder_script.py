"""What matters most works in a browser that runs no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.bezoek import Demo, bezoek
from tests.browser.test_verhaal import join, log_in, vote

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="een echte browser")]
OPEN = "parkeren-op-zaterdag-1"


def test_voting_needs_no_script(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo, java_script_enabled=False) as visit:
        visit.become("lid")
        vote(visit, OPEN)
        visit.open(f"/stemmen/{OPEN}")
        visit.reads("U heeft al gestemd")


def test_joining_and_logging_in_need_no_script(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo, java_script_enabled=False) as visit:
        join(visit)
        log_in(visit)
