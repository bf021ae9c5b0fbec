"""Everything without a mouse: joining, logging in, voting."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.bezoek import Bezoek, Demo, bezoek

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="een echte browser")]
FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e);
  const label = e.matches('input') && e.nextElementSibling;
  const around = [e, e.closest('label'), label].filter(Boolean).map(x => getComputedStyle(x));
  return {name: e.getAttribute('name') || e.innerText || '', value: e.value || '',
    tag: e.tagName, shown: around.some(s => s.outlineStyle !== 'none' && s.outlineWidth !== '0px'
      || s.boxShadow !== 'none')}; }"""
MOST = 80


class Toetsen:
    """A visitor who only presses keys."""

    def __init__(self, visit: Bezoek) -> None:
        self.visit = visit

    def reach(self, name: str) -> None:
        """Tab to the field or button with this name; what has the focus always shows it."""
        for _step in range(MOST):
            self.visit.page.keyboard.press("Tab")
            focus = self.visit.page.evaluate(FOCUS)
            if focus["tag"] != "BODY":
                assert focus["shown"], f"de focus is niet te zien op {focus}"
            if focus["name"].strip() == name:
                return
        raise AssertionError(f"{name} is niet te bereiken met Tab op {self.visit.page.url}")

    def press(self, *keys: str) -> None:
        """Press these keys."""
        for key in keys:
            self.visit.page.keyboard.press(key)

    def write(self, text: str) -> None:
        """Type this text."""
        self.visit.page.keyboard.type(text)


def test_a_first_step_of_joining_and_its_errors(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo) as visit:
        visit.open("/lid-worden")
        keys = Toetsen(visit)
        keys.reach("Verder naar uw gegevens")
        keys.press("Enter")
        summary = visit.page.locator("[role=alert], .errors").first
        summary.wait_for()
        assert visit.page.evaluate(
            "() => document.activeElement.matches('[role=alert], .errors, [tabindex=\"-1\"]')"
        )
        for name in ("soort", "leeftijd", "huisgenoot"):
            keys.reach(name)
            keys.press("Space")
        keys.press("ArrowDown")  # the last question: not yes but no
        keys.reach("Verder naar uw gegevens")
        keys.press("Enter")
        visit.reads("Wie bent u en waar woont u?")


def test_the_first_tab_skips_to_the_content(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo) as visit:
        visit.open("/")
        keys = Toetsen(visit)
        keys.press("Tab", "Enter", "Tab")
        assert visit.page.evaluate("() => !!document.activeElement.closest('main')")


def test_voting_by_keys(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo) as visit:
        visit.become("lid")
        visit.open("/stemmen/parkeren-op-zaterdag-1")
        keys = Toetsen(visit)
        for name in ("v1", "v2"):
            keys.reach(name)
            keys.press("Space")
        keys.reach("Controleer mijn stem")
        keys.press("Enter")
        visit.reads("Klopt dit?")
        keys.reach("Bevestig mijn stem")
        keys.press("Enter")
        visit.reads("uitgebracht")


def test_logging_in_by_keys(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo) as visit:
        visit.open("/inloggen")
        keys = Toetsen(visit)
        keys.reach("email")
        keys.write("niemand@example.org")
        keys.press("Enter")
        visit.reads("Kijk in uw mail")
        keys.reach("code")
        keys.write("ABC")
        keys.press("Enter")
        visit.page.locator("[role=alert], .errors").first.wait_for()
