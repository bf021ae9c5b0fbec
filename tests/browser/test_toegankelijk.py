"""Every page that somebody can reach by links, for everybody who can."""

from __future__ import annotations

import fcntl
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from tests.browser.bezoek import Bezoek, Demo, bezoek
from tests.support.settings import settings
from vereniging import create_app

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="een echte browser, alle pagina’s")]
ROLES = (
    "",
    *("lid", "donateur", "afgevaardigde", "secretaris"),
    *("penningmeester", "voorzitter", "moderator", "kascommissie"),
)
# Files, and the machine's own pages: no people read them in a browser.
NOT_PAGES = {
    "static",
    *("site.healthz", "site.readyz", "site.metrics", "site.robots", "site.sitemap"),
    *("site.manifest", "site.service_worker", "site.security_txt", "site.ankers_txt"),
    *("meldingen.foto", "meldingen.tegel", "demo.postvak_json", "demo.postvak"),
    *("stembus_publicatie.bestanden", "stembus_publicatie.sleutels"),
    *("convenant_bestuur.scan", "convenant_bestuur.scan_van_opgave", "convenant_bestuur.bewijs"),
}
FILES = (".csv", ".ics", ".pdf", ".zip")
DATA = ("/open-data/", "/open311/")
MORE_THAN_ONE = {"voeding.toon": 2, "standpunten.toon": 3, "meldingen.toon": 3, "mandaten.toon": 2}
LINKS = """() => [...document.querySelectorAll('a[href]')]
  .map(link => new URL(link.getAttribute('href'), document.baseURI).href)"""  # also in a drawing
SHAPES = """() => [...new Set([...document.querySelectorAll('main *')].map(
  e => e.tagName + '.' + (e.getAttribute('class') || '') + '.' + (e.type || '')))]"""
EXPECTED = {200, 409}  # no link leads to a page that its reader may not open
EMPTY = (
    ("", "/lid-worden"),
    ("", "/meldingen/nieuw"),
    ("", "/inloggen"),
    ("", "/opzeggen"),
    ("", "/volg"),
    ("", "/stembus/controle"),
    ("lid", "/voeding/nieuw"),
    ("lid", "/stemmen/parkeren-op-zaterdag-1"),
    ("secretaris", "/bestuur/vergaderingen/nieuw"),
    ("secretaris", "/bestuur/stemmingen/nieuw"),
    ("afgevaardigde", "/afgevaardigde/standpunten/nieuw"),
    ("penningmeester", "/bestuur/contributie/tarieven/nieuw"),
)


class Bekeken:
    """Which kinds of elements axe saw on the pages of a view, in any worker of this run."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def is_new(self, shapes: set[str]) -> bool:
        """Whether any of these was never seen; from now all of them are."""
        with self.file.open("a+", encoding="utf-8") as seen:
            fcntl.flock(seen, fcntl.LOCK_EX)
            seen.seek(0)
            fresh = shapes.difference(seen.read().splitlines())
            seen.writelines(f"{shape}\n" for shape in sorted(fresh))
        return bool(fresh)


class Walk:
    """A breadth-first walk over the links of one role."""

    def __init__(self, visit: Bezoek, rules: MapAdapter, bekeken: Bekeken) -> None:
        self.visit, self.rules, self.bekeken = visit, rules, bekeken
        self.per_endpoint: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.found: list[str] = []
        self.looks = 0

    def walk(self) -> None:
        queue = ["/", "/demo", "/zoeken?q=lamp", "/bestaat-niet"]
        while queue:
            path = queue.pop(0)
            if self._wanted(path):
                self._look(path)
                queue += self._links()

    def _wanted(self, path: str) -> bool:
        endpoint = self._endpoint(path)
        is_file = urlsplit(path).path.endswith(FILES) or path.startswith(DATA)
        if path in self.seen or endpoint in NOT_PAGES or is_file:
            return False
        self.seen.add(path)
        self.per_endpoint[endpoint] += 1
        return self.per_endpoint[endpoint] <= MORE_THAN_ONE.get(endpoint, 1)

    def _endpoint(self, path: str) -> str:
        try:
            endpoint, _values = self.rules.match(urlsplit(path).path, method="GET")
        except RequestRedirect:
            return "static"
        except HTTPException:
            return "bestaat niet"
        return str(endpoint)

    def _look(self, path: str) -> None:
        expected = {404} if self._endpoint(path) == "bestaat niet" else EXPECTED
        status = self.visit.open(path)
        problems = [] if status in expected else [f"status {status}"]
        if (wide := self.visit.sideways()) > 0:
            problems.append(f"{wide} pixels te breed voor 320")
        problems += self.visit.small()
        endpoint = self._endpoint(self.visit.page.url)
        shapes = {f"{endpoint} {shape}" for shape in self.visit.page.evaluate(SHAPES)}
        if self.bekeken.is_new(shapes):
            self.looks += 1
            problems += self.visit.axe("dark", 390) + self.visit.axe("light", 1280)
            if self.looks % 12 == 0:
                problems += self.visit.axe("light", 390) + self.visit.axe("dark", 1280)
        self.found += [f"{path}: {problem}" for problem in problems]

    def _links(self) -> list[str]:
        base = self.visit.demo.base
        hrefs: list[str] = self.visit.page.evaluate(LINKS)
        ours = [href.split("#")[0] for href in hrefs if href.startswith(base + "/")]
        return [href.removeprefix(base) for href in dict.fromkeys(ours)]


@pytest.fixture(scope="module")
def bekeken(tmp_path_factory: pytest.TempPathFactory, testrun_uid: str) -> Bekeken:
    """What axe saw already on the pages of a view needs no second look, by no worker."""
    return Bekeken(tmp_path_factory.getbasetemp().parent / f"bekeken-{testrun_uid}")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> MapAdapter:
    """Which view answers which path."""
    folder: Path = tmp_path_factory.mktemp("regels")
    values = {**settings(folder, f"sqlite:///{folder}/leeg.db"), "DEMO": True}
    with ThreadPoolExecutor(1) as pool:  # Playwright holds this thread
        return pool.submit(create_app, values).result().url_map.bind("localhost")


@pytest.mark.parametrize("rol", ROLES, ids=lambda rol: rol or "bezoeker")
def test_every_page_works_for_everybody_who_can_reach_it(
    chrome: Browser, demo: Demo, rules: MapAdapter, bekeken: Bekeken, rol: str
) -> None:
    with bezoek(chrome, demo) as visit:
        if rol:
            visit.become(rol)
        walk = Walk(visit, rules, bekeken)
        walk.walk()
        assert not walk.found, "\n".join(walk.found)
        assert len(walk.seen) > 20


@pytest.mark.parametrize(("rol", "path"), EMPTY)
def test_a_form_that_is_sent_empty_says_what_is_missing(
    chrome: Browser, demo: Demo, rol: str, path: str
) -> None:
    with bezoek(chrome, demo) as visit:
        if rol:
            visit.become(rol)
        visit.open(path)
        with visit.page.expect_navigation() as answer:
            form = visit.page.locator("main form[method=post]").first
            form.locator("button:visible").last.click()
        assert answer.value.status == 422
        assert visit.page.locator("main .bad").count(), visit.page.locator("main").inner_text()
        found = visit.axe("light", 390) + visit.axe("dark", 1280)
        assert [visit.sideways(), *found] == [0]
