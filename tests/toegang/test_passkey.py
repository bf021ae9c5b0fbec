"""A passkey in a real browser, with an authenticator that exists in software only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import CDPSession, Page, sync_playwright
from sqlalchemy import delete, select, update

from tests.factories import een_lid
from tests.support import chromium
from tests.toegang.helpers import Mailbox
from tests.toegang.live import aside, served, store
from vereniging.core.db import db
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.toegang.models import Passkey, Sessie, SessieSoort

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium.executable() is None, reason="Chromium ontbreekt"),
]
EMAIL = "kim@example.org"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass
class Browser:
    """A page, the device behind it, and the application that it visits."""

    app: Flask
    base: str
    page: Page
    device: CDPSession
    problems: list[str]

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def sign_in_by_mail(self, naar: str = "/mijn/inlogmiddelen") -> None:
        """Ask for a code, read the mail, type the code."""
        self.open(f"/inloggen?naar={naar}")
        self.page.get_by_label("E-mailadres").fill(EMAIL)
        self.press("Mail mij een code")
        self.page.get_by_role("heading", name="Kijk in uw mail").wait_for()
        code = aside(self.app, lambda: Mailbox().code)
        self.page.get_by_label("Code uit de mail").fill(code.lower().replace("-", " "))
        self.press("Log in")
        self.page.get_by_role("heading", name="Hoe u inlogt").wait_for()

    def add_passkey(self, name: str = "telefoon van Kim") -> None:
        """Add a passkey for this device."""
        self.page.get_by_label("Naam van dit apparaat").fill(name)
        self.press("Voeg een passkey toe")
        self.page.get_by_text("Uw passkey is toegevoegd.").wait_for()

    def sign_out(self) -> None:
        """Forget the session of this browser, as the server does."""
        self.page.context.clear_cookies()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """Chromium with a device that knows its owner, at the page of a member who is secretary."""
    with served(tmp_path) as (app, base), sync_playwright() as playwright:
        lid = een_lid(email=EMAIL)
        functie = Functie(
            lid=lid, soort=FunctieSoort.SECRETARIS, begin=lid.lidmaatschappen[0].begin
        )
        store(app, lid, functie)
        chrome = playwright.chromium.launch(**chromium.launch_options())
        page = chrome.new_page()
        problems: list[str] = []
        page.on(
            "console", lambda said: problems.append(said.text) if said.type == "error" else None
        )
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield Browser(app, base, page, device, problems)
        chrome.close()


def test_an_officer_adds_a_passkey_and_signs_in_with_it(browser: Browser) -> None:
    browser.sign_in_by_mail()
    assert browser.page.get_by_text("Voor uw functie is een tweede stap nodig").is_visible()
    browser.add_passkey()
    assert browser.page.get_by_text("U hebt nog geen herstelcodes").is_visible()
    browser.sign_out()
    browser.open("/inloggen?naar=/mijn/sessies")
    browser.press("Log in met een passkey")
    browser.page.get_by_role("heading", name="Waar u bent ingelogd").wait_for()
    newest = select(Sessie).order_by(Sessie.id.desc()).limit(1)
    sessie = aside(browser.app, lambda: db.session.scalars(newest).one())
    passkey = aside(browser.app, lambda: db.session.scalars(select(Passkey)).one())
    assert sessie.soort is SessieSoort.PASSKEY
    assert sessie.tweede_factor_op is not None
    assert passkey.teller > 0
    assert browser.problems == []


def test_a_passkey_proves_again_who_somebody_is(browser: Browser) -> None:
    browser.sign_in_by_mail()
    browser.add_passkey()
    unproven = update(Sessie).values(tweede_factor_op=None)
    aside(browser.app, lambda: db.session.execute(unproven))
    browser.open("/mijn/inlogmiddelen")
    browser.page.get_by_role("heading", name="Bevestig dat u het bent").wait_for()
    browser.press("Gebruik uw passkey")
    browser.page.get_by_role("heading", name="Hoe u inlogt").wait_for()


def test_a_copied_passkey_is_noticed_by_its_counter(browser: Browser) -> None:
    browser.sign_in_by_mail()
    browser.add_passkey()
    browser.sign_out()
    ahead = update(Passkey).values(teller=10_000)
    aside(browser.app, lambda: db.session.execute(ahead))
    browser.open("/inloggen")
    browser.press("Log in met een passkey")
    browser.page.get_by_role("heading", name="Deze passkey werkte niet").wait_for()


def test_a_removed_passkey_no_longer_signs_in(browser: Browser) -> None:
    browser.sign_in_by_mail()
    browser.add_passkey()
    aside(browser.app, lambda: db.session.execute(delete(Passkey)))
    browser.sign_out()
    browser.open("/inloggen")
    browser.press("Log in met een passkey")
    browser.page.get_by_role("heading", name="Deze passkey werkte niet").wait_for()


def test_an_answer_is_accepted_once(browser: Browser) -> None:
    browser.sign_in_by_mail()
    browser.add_passkey()
    browser.sign_out()
    sent: list[str] = []
    browser.page.on(
        "request",
        lambda asked: (
            sent.append(asked.post_data or "") if asked.url.endswith("/inloggen/passkey") else None
        ),
    )
    browser.open("/inloggen?naar=/mijn/sessies")
    browser.press("Log in met een passkey")
    browser.page.get_by_role("heading", name="Waar u bent ingelogd").wait_for()
    again = browser.page.evaluate(
        """async (body) => {
            const form = document.querySelector("form");
            const fields = new URLSearchParams(body);
            fields.set("csrf_token", form.elements.csrf_token.value);
            fields.set("formuliersleutel", form.elements.formuliersleutel.value);
            return (await fetch("/inloggen/passkey", {method: "POST", body: fields})).status;
        }""",
        sent[0],
    )
    assert again == 422
