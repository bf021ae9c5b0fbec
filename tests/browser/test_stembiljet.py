"""How the ballot sounds: headings, groups and buttons as a screen reader names them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.bezoek import Demo, bezoek

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="een echte browser")]
OPEN = "parkeren-op-zaterdag-1"
BALLOT = """
- main:
  - navigation "Kruimelpad":
    - link "Alle standpunten"
  - 'heading "Stemmen: Parkeren op zaterdag" [level=1]'
  - paragraph: /Dit is een raadpleging van de leden/
  - paragraph:
    - text: U kunt stemmen tot
    - strong: /21.00 uur$/
  - group /^1. Moeten wij/:
    - heading /^1. Moeten wij/ [level=2]
    - radio "Voor Ja, dit moeten wij vragen."
    - radio "Tegen Nee, vraag dit niet."
    - radio "Blanco U doet mee, maar kiest niets."
  - group /^2. Onze inzet is/:
    - heading /^2. Onze inzet is/ [level=2]
    - radio "De hele zaterdag, van 9.00 tot 18.00 uur"
    - radio "Alleen de ochtend, tot 13.00 uur"
    - radio "Alleen een goedkopere bezoekerspas"
    - radio "Geen van deze"
    - radio "Blanco U doet mee, maar kiest niets."
  - textbox "Eigen controlewoord (mag leeg)"
  - button "Controleer mijn stem"
  - complementary:
    - heading "Is mijn stem geheim?" [level=2]
    - paragraph:
      - link "Lees hoe het werkt, en wat wij niet kunnen beloven"
"""
CHECK = """
- main:
  - heading "Klopt dit?" [level=1]
  - paragraph: /U bent nog niet klaar/
  - term: /Moeten wij/
  - definition: Voor
  - term: /Onze inzet is/
  - definition: De hele zaterdag, van 9.00 tot 18.00 uur
  - term: Eigen controlewoord
  - definition: geen
  - button "Bevestig mijn stem"
  - button "Wijzigen"
"""


def test_the_ballot_and_the_check_page_sound_as_agreed(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo) as visit:
        visit.become("lid")
        visit.open(f"/stemmen/{OPEN}")
        expect(visit.page.locator("main")).to_match_aria_snapshot(BALLOT)
        expect(visit.page.locator("input:checked")).to_have_count(0)
        visit.choose(v1="voor", v2="m1")
        visit.press("Controleer mijn stem")
        expect(visit.page.locator("main")).to_match_aria_snapshot(CHECK)
