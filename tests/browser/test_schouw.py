"""On a walk a phone has no connection now and then: nothing is lost, nothing is sent twice."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, expect

from tests.browser.bezoek import Bezoek, Demo, bezoek

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="een echte browser")]


def photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(buffer, "JPEG")
    return buffer.getvalue()


def begin(visit: Bezoek) -> None:
    visit.become("moderator")
    visit.open("/bestuur/meldingen/schouw")
    visit.fill(route="Langs de kade en terug")
    visit.press("Begin de schouw")


def see(visit: Bezoek, what: str) -> None:
    """Fill in a finding, with a photo."""
    visit.page.locator("#plek").select_option(index=1)
    visit.page.locator("#categorie").select_option("zwerfvuil")
    visit.fill(tekst=what)
    file: FilePayload = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    visit.page.locator("#fotos").set_input_files(file)
    visit.page.get_by_role("button", name="Bewaar dit punt").click()


def test_findings_wait_on_the_phone_until_there_is_a_connection(
    chrome: Browser, demo: Demo
) -> None:
    with bezoek(chrome, demo, viewport={"width": 390, "height": 800}) as visit:
        begin(visit)
        status, found = visit.page.locator("[data-stand]"), visit.page.locator("#punten li")
        visit.page.context.set_offline(offline=True)
        for what in ("Een losse tegel.", "Een volle bak."):
            see(visit, what)
            expect(visit.page.locator("#tekst")).to_have_value("")
        expect(status).to_contain_text("Punten die nog op deze telefoon staan: 2")
        visit.page.context.set_offline(offline=False)
        visit.page.evaluate("window.dispatchEvent(new Event('online'))")
        expect(status).to_contain_text("Alles is verstuurd.")
        expect(found).to_have_count(2)
        expect(found.first).to_contain_text("Een volle bak.")
        expect(found.locator("img")).to_have_count(2)
        visit.page.reload()
        expect(visit.page.locator("#punten li")).to_have_count(2)


def test_a_walk_needs_no_script(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo, java_script_enabled=False) as visit:
        begin(visit)
        see(visit, "Een kapotte lamp.")
        visit.reads("Punt 1 is bewaard.")
        expect(visit.page.locator("#punten img")).to_have_count(1)
