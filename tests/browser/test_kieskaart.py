"""Where it is, on the map: an extra for who has script and sees it; the list does the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.bezoek import Demo, bezoek

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="een echte browser")]


def test_a_press_on_the_map_chooses_the_nearest_place(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo) as visit:
        visit.open("/meldingen/nieuw")
        visit.fill(tekst="Er ligt glas op de stoep.")
        visit.page.get_by_text("Kies op de kaart").click()
        label = visit.page.locator("svg.map text").nth(3)
        dot = visit.page.locator("svg.map circle").nth(3)
        dot.click(position={"x": 2, "y": 12})  # beside the middle
        chosen = visit.page.locator("select[name=plek] option:checked").inner_text()
        assert chosen == label.text_content()
        assert visit.page.locator("figure [role=status]").inner_text() == chosen
        assert visit.page.locator("svg.map circle:not(.quiet)").count() == 1
        assert visit.page.locator("textarea[name=tekst]").input_value() != ""
        assert visit.axe("light", 390) + visit.axe("dark", 1280) == []


def test_without_script_only_the_list_is_there(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo, java_script_enabled=False) as visit:
        visit.open("/meldingen/nieuw")
        assert visit.page.locator("select[name=plek]").is_visible()
        assert not visit.page.get_by_text("Kies op de kaart").is_visible()
