"""The secretary's year, in a real browser: who leaves, the register, the ALV, offices, the news."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.bezoek import Bezoek, Demo, bezoek
from vereniging.core.export import read_csv

pytestmark = [
    pytest.mark.browser, pytest.mark.traag(reden="een echte browser, een jaar lang"),
]  # fmt: skip
LINK = r"https?://\S+/bevestigen/\S+"
DAG = timedelta(days=1)
TITEL = "Het nieuws van dit seizoen"


def leave_by_link(member: Bezoek) -> tuple[str, str]:
    """A member leaves without signing in; their number and their last day."""
    member.become("lid")
    member.open("/mijn")
    numbered = re.search(r"Lidnummer (\d+)", member.page.locator("main").inner_text())
    member.open("/mijn/gegevens/e-mail")
    email = re.search(r"[\w.+-]+@example\.org", member.page.locator("main").inner_text())
    assert numbered
    assert email
    member.page.context.clear_cookies()
    member.open("/")
    member.reads("Opzeggen kan altijd, zonder inloggen.")
    member.open("/opzeggen")
    last = member.page.locator("main strong time").get_attribute("datetime") or ""
    member.fill(email=email[0])
    member.press("Stuur mij de opzeglink")
    member.open(member.mail(email[0], "Bevestig", LINK))
    assert member.page.locator("main strong time").get_attribute("datetime") == last
    member.press("Zeg op")
    member.reads("Uw opzegging is binnen")
    assert member.mail(email[0], "U bent lid tot en met", "Bewaar deze e-mail als bewijs")
    return numbered[1], last


def record_letter(office: Bezoek) -> None:
    """Somebody wrote a letter: the last day is shown before it counts."""
    office.open("/bestuur/leden?stand=actief&soort=lid")
    office.page.locator("main table th a").last.click()
    office.page.get_by_role("link", name="leg een opzegging vast").click()
    office.choose(kanaal="brief", grond="gewoon")
    office.fill(ontvangen_op=office.demo.today.isoformat())
    office.press("Bereken de laatste dag")
    office.reads("Controleer de laatste dag")
    office.press("Leg opzegging vast")
    office.reads("De opzegging is vastgelegd.")


def read_register(office: Bezoek, lidnummer: str, last: str) -> None:
    """On the last day the member is there, the day after no more; the file says the same."""
    for dag, found in ((date.fromisoformat(last), True), (date.fromisoformat(last) + DAG, False)):
        office.open(f"/bestuur/leden?op={dag.isoformat()}&zoek={lidnummer}")
        there = office.page.locator(f"a[href='/bestuur/leden/{lidnummer}']").count() > 0
        assert there is found
        office.page.get_by_role("link", name="haal de leden op als bestand").click()
        office.fill(reden="Stand van het ledenregister")
        with office.page.expect_download() as download:
            office.page.get_by_role("button", name="Download het bestand").click()
        rows = read_csv(download.value.path().read_bytes())
        assert (lidnummer in {row[0] for row in rows}) is found


def hold_alv(office: Bezoek) -> None:
    """Plan, convene in time, hold and write down a general meeting."""
    day = office.demo.today + timedelta(days=20)
    office.open("/bestuur/alv/nieuw")
    office.choose(soort="jaarvergadering", vorm="fysiek")
    office.fill(dag=day.isoformat(), uur="19.30", plaats="Speeltuin Westerkwartier")
    office.press("Bewaar de vergadering")
    path = office.page.url
    office.fill(titel="Verkiezing van het bestuur", toelichting="Een plaats is vrij.")
    office.choose(soort="bespreken")
    office.press("Zet op de agenda")
    office.press("Roep de leden op")
    office.reads("Oproepen")
    letters = office.page.get_by_role("link", name=re.compile(r"Print \d+ brie"))
    assert letters.count() == 1  # who reads no mail
    office.later("maand")
    office.become("secretaris")
    office.open(path)
    office.press("De vergadering is gehouden")
    office.page.get_by_role("link", name="Schrijf de notulen").click()
    office.fill(tekst="De leden kozen een nieuw bestuurslid. Iedereen was het eens.")
    office.press("Bewaar de notulen")


def appoint(office: Bezoek) -> None:
    """Who was elected gets the office, and the KVK hears of it."""
    office.open("/bestuur/leden?stand=actief&soort=lid&blad=2")
    path = office.page.locator("main table th a").last.get_attribute("href") or ""
    office.open("/bestuur/functies")
    office.fill(soort="bestuurslid", lidnummer=path.rsplit("/", 1)[1])
    office.fill(begin=office.demo.today.isoformat(), besluit="De ALV koos een bestuurslid.")
    office.choose(orgaan="alv")
    office.press("Leg benoeming vast")
    office.open("/bestuur")
    office.reads("Geef het bestuur door aan het KVK")
    office.open("/bestuur/functies")
    office.press("Ik gaf dit door aan het KVK")
    office.reads("Het bestuur staat goed bij het KVK.")


def send_news(office: Bezoek, chair: Bezoek) -> None:
    """The secretary writes to everybody; another one approves it."""
    office.open("/bestuur/post/mailingen/nieuw")
    first = office.page.locator("[name=onderwerp] option:not([value=''])").first
    office.fill(onderwerp=first.get_attribute("value") or "")
    office.fill(titel=TITEL, tekst="Er zijn weer veel nieuwe leden. Welkom allemaal.")
    office.press("Bewaar het concept")
    office.press("Leg voor aan een ander bestuurslid")
    office.reads("Een ander bestuurslid keurt hem goed.")
    chair.become("voorzitter")
    chair.open(office.page.url)
    chair.press("Keur goed en verstuur")
    assert chair.mail("", TITEL, "nieuwe leden")


@pytest.fixture
def office(chrome: Browser, demo: Demo) -> Iterator[Bezoek]:
    with bezoek(chrome, demo, viewport={"width": 1280, "height": 900}) as visit:
        yield visit


def test_the_secretary_gets_through_a_year(chrome: Browser, demo: Demo, office: Bezoek) -> None:
    with bezoek(chrome, demo) as member, bezoek(chrome, demo) as chair:
        lidnummer, last = leave_by_link(member)
        office.become("secretaris")
        record_letter(office)
        read_register(office, lidnummer, last)
        hold_alv(office)
        appoint(office)
        send_news(office, chair)
