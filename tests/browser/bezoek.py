"""A visitor of the served demo, and everything that may not happen to one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from playwright.sync_api import TimeoutError as TooLate

from tests.browser.serving import clock_file
from vereniging.core.clock import AMSTERDAM

AXE = Path(__file__).parents[1] / "support/vendor/axe-core-4.14.1/axe.min.js"
LOADED = "() => typeof axe === 'object'"
RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then(found =>
  found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target).join(" | ")}`))"""
SMALL = """() => [...document.querySelectorAll(
  'main :is(button, select, textarea, summary, input:not([type=hidden], [tabindex="-1"])), nav a')]
  .map(e => [e, (/radio|checkbox/.test(e.type) && e.labels[0] || e).getBoundingClientRect()])
  .filter(([e, box]) => e.checkVisibility() && box.width && Math.min(box.width, box.height) < 43.5)
  .map(([e, box]) => `${e.outerHTML.slice(0, 80)} is ${box.width} x ${box.height}`)"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
STATUS_LINE = "Failed to load resource"  # what Chromium says of a page with 4xx
Colours = Literal["light", "dark"]


@dataclass(frozen=True)
class Demo:
    """Where the demo is served."""

    base: str
    folder: Path

    @property
    def today(self) -> date:
        """Which day it is in the demo."""
        ahead = timedelta(seconds=json.loads(clock_file(self.folder).read_text()))
        return (datetime.now(AMSTERDAM) + ahead).date()

    @property
    def sandbox(self) -> str:
        """Where its imitation of Mollie is served."""
        return f"http://127.0.0.1:{int(self.base.rsplit(':', 1)[1]) + 1}"


@dataclass
class Bezoek:
    """One page in a browser of its own."""

    demo: Demo
    page: Page
    problems: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Write down every error, and every request to a strange server."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._problem(f"fout in script: {error}"))
        self.page.on("request", self._request)

    def open(self, path: str) -> int:
        """Go to a page of ours; its status."""
        answer = self.page.goto(path if path.startswith("http") else self.demo.base + path)
        return answer.status if answer else 0

    def become(self, rol: str) -> None:
        """Sign in as a role of the demo."""
        self.open("/demo")
        self.page.locator(f'form[action="/demo/{rol}"] button').click()
        self.page.get_by_text("U bent nu").wait_for()

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button with this name, and see what the server answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()

    def fill(self, **fields: str) -> None:
        """Fill the fields with these names."""
        for name, text in fields.items():
            field = self.page.locator(f'main [name="{name}"]:not([type=hidden])').first
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.fill(text)

    def choose(self, **fields: str) -> None:
        """Choose among radios and boxes, by name and value."""
        for name, value in fields.items():
            self.page.locator(f'main [name="{name}"][value="{value}"]').check()

    def reads(self, text: str) -> None:
        """Wait until this text is there."""
        try:
            self.page.get_by_text(text).first.wait_for()
        except TooLate as error:
            there = self.page.locator("main").inner_text()
            raise AssertionError(f"“{text}” staat niet op {self.page.url}:\n{there}") from error

    def mail(self, aan: str, about: str, pattern: str) -> str:
        """What the pattern finds in the newest such mail, once it came."""
        for _round in range(120):
            answer = self.page.request.get(f"{self.demo.base}/demo/postvak.json?aan={aan}")
            for letter in answer.json():
                found = re.search(pattern, letter["tekst"])
                if re.search(about, letter["onderwerp"]) and found:
                    return found[found.lastindex or 0]
            self.page.wait_for_timeout(250)
        raise AssertionError(f"geen mail aan {aan} over {about}")

    def later(self, stap: str) -> None:
        """Move the demo's clock."""
        self.open("/demo/klok")
        self.choose(stap=stap)
        self.page.locator("main form button").first.click()
        self.reads("De klok staat vooruit")

    def axe(self, colours: Colours, width: int) -> list[str]:
        """What axe finds on this page, so coloured and so wide."""
        self.page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        self.page.set_viewport_size({"width": width, "height": 900})
        if not self.page.evaluate(LOADED):
            self.page.evaluate(AXE.read_text())
        found: list[str] = self.page.evaluate(RUN)
        return [f"{colours} {width}: {line}" for line in found]

    def sideways(self) -> int:
        """How many pixels the page is too wide for a very small phone."""
        self.page.set_viewport_size({"width": 320, "height": 700})
        return int(self.page.evaluate(SIDEWAYS))

    def small(self) -> list[str]:
        """What can be pressed and is smaller than a fingertip (44 pixels)."""
        found: list[str] = self.page.evaluate(SMALL)
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(STATUS_LINE):
            self._problem(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        ours = (self.demo.base, self.demo.sandbox, "data:", "blob:")
        if not request.url.startswith(ours):
            self._problem(f"vraagt iets aan {request.url}")

    def _problem(self, what: str) -> None:
        self.problems.append(f"{self.page.url}: {what}")


@contextmanager
def bezoek(chrome: Browser, demo: Demo, **options: Any) -> Iterator[Bezoek]:
    """A visitor without any cookie; at the end nothing strange may have happened."""
    options.setdefault("viewport", {"width": 390, "height": 844})
    context = chrome.new_context(locale="nl-NL", service_workers="block", **options)
    visit = Bezoek(demo, context.new_page())
    visit.page.set_default_timeout(10_000)
    visit.listen()
    yield visit
    context.close()
    assert visit.problems == []
