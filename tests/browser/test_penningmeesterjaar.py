"""The treasurer's year, in a real browser: tariffs, notas, money, reminders, a waiver, books."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.bezoek import Bezoek, Demo, bezoek
from tests.contributie.afschriften import camt
from vereniging.core.export import read_csv

pytestmark = [
    pytest.mark.browser, pytest.mark.traag(reden="een echte browser, een jaar lang"),
]  # fmt: skip
KAS = "/bestuur/contributie"
LINK = r"https?://\S+/betalen/\S+"


def set_tariffs(kas: Bezoek) -> int:
    """What the ALV decided about next year; which year that is."""
    jaar = kas.demo.today.year + 1
    kas.open(f"{KAS}/tarieven/nieuw")
    kas.fill(jaar=str(jaar), basis="12,50", minima="5", datum=kas.demo.today.isoformat())
    kas.fill(tekst="De ledenvergadering stelde de contributie voor volgend jaar vast.")
    kas.press("Leg de tarieven vast")
    kas.reads("12,50")
    return jaar


def make_notas(kas: Bezoek, jaar: int) -> int:
    """Look first, make them, and ask everyone to pay; how many there are."""
    kas.open(f"{KAS}?jaar={jaar}")
    kas.page.get_by_role("link", name="Bekijk het voorbeeld").click()
    kas.reads("Er is nog niets gemaakt.")
    kas.press(re.compile(r"Maak \d+ nota’s"))
    kas.open(f"{KAS}?jaar={jaar}")
    button = kas.page.get_by_role("button", name=re.compile(r"Verstuur \d+ verzoeken")).first
    asked = re.search(r"\d+", button.inner_text())
    kas.press(re.compile(r"Verstuur \d+ verzoeken"))
    assert asked
    return int(asked[0])


def pay_by_link(payer: Bezoek, jaar: int) -> None:
    """A member pays from the mail, without signing in."""
    payer.open(payer.mail("", f"{jaar}", LINK))
    payer.reads("Liever zelf overmaken?")
    payer.page.get_by_role("button", name=re.compile("Betaal")).first.click()
    payer.page.wait_for_url(f"{payer.demo.sandbox}/**")
    payer.page.locator("button.paid").click()
    payer.page.wait_for_url(f"{payer.demo.base}/**")
    payer.reads("Uw betaling is gelukt")


def open_nota(kas: Bezoek, jaar: int, plek: int) -> tuple[str, str]:
    """One that is not paid: its number, and what a transfer names."""
    kas.open(f"{KAS}?jaar={jaar}&stand=open")
    kenmerk = kas.page.locator("main table th a").nth(plek).inner_text()
    kas.open(f"{KAS}/notas/{kenmerk}")
    facts = kas.page.locator("main dl").first.inner_text()
    found = re.search(r"Betaalkenmerk\s+(.+)", facts)
    assert found
    return kenmerk, found[1].strip()


def upload(kas: Bezoek, file: bytes) -> int:
    """Read a statement; how many lines wait for the treasurer."""
    kas.open(f"{KAS}/bank")
    kas.page.locator("main input[type=file]").set_input_files(
        {"name": "afschrift.xml", "mimeType": "text/xml", "buffer": file}
    )
    kas.press("Lees het afschrift")
    kas.open(f"{KAS}/bank")
    return kas.page.get_by_role("link", name=re.compile("Bekijk regel")).count()


def read_statement(kas: Bezoek, jaar: int) -> None:
    """A transfer with the right number is booked in one press; the same file adds nothing."""
    kenmerk, betaalkenmerk = open_nota(kas, jaar, 0)
    file = camt((kas.demo.today.isoformat(), 1250, "K. Overmaker", betaalkenmerk))
    assert upload(kas, file) > 0
    kas.press(re.compile(r"Boek \d+ zekere regels?"))
    left = kas.page.get_by_role("link", name=re.compile("Bekijk regel")).count()
    assert upload(kas, file) == left
    kas.open(f"{KAS}/notas/{kenmerk}")
    kas.reads("Betaald")


def remind(kas: Bezoek, payer: Bezoek) -> None:
    """Two months later who did not pay hears of it once."""
    kas.open(f"{KAS}/achterstand")
    kas.press(re.compile(r"Verstuur \d+ herinnering(en)?"))
    assert payer.mail("", "erinnering", "niets te doen")


def waive(kas: Bezoek, chair: Bezoek, jaar: int) -> None:
    """The treasurer proposes, another board member decides."""
    kenmerk, _betaalkenmerk = open_nota(kas, jaar, 1)
    kas.open(f"{KAS}/notas/{kenmerk}/achterstand")
    kas.fill(bedrag="12,50", waarom="Dit huishouden heeft het nu erg moeilijk.")
    kas.press("Stel dit voor aan het bestuur")
    kas.reads("Het bestuur beslist over")
    chair.become("voorzitter")
    chair.open(f"{KAS}/kwijtscheldingen")
    chair.press("Scheld € 12,50 kwijt")
    kas.open(f"{KAS}/notas/{kenmerk}")
    kas.reads("Kwijtschelding")


def take_the_books(kas: Bezoek, jaar: int, notas: int) -> None:
    """The file says what the screen says."""
    kas.open(f"{KAS}/{jaar}/boekhouding")
    kas.choose(wat="grootboek")
    kas.fill(doel="Voor de kascommissie")
    with kas.page.expect_download() as download:
        kas.page.get_by_role("button", name="Download het bestand").click()
    head, *rows = read_csv(download.value.path().read_bytes())
    kinds = [row[head.index("soort")] for row in rows]
    assert kinds.count("nota") >= notas
    assert kinds.count("betaling") >= 2
    assert kinds.count("kwijtschelding") == 1


@pytest.fixture
def kas(chrome: Browser, demo: Demo) -> Iterator[Bezoek]:
    with bezoek(chrome, demo, viewport={"width": 1280, "height": 900}) as visit:
        yield visit


def test_the_treasurer_gets_through_a_year(chrome: Browser, demo: Demo, kas: Bezoek) -> None:
    with bezoek(chrome, demo) as payer, bezoek(chrome, demo) as chair:
        kas.become("penningmeester")
        jaar = set_tariffs(kas)
        kas.later("maand")
        kas.later("maand")
        kas.become("penningmeester")
        notas = make_notas(kas, jaar)
        assert notas > 50
        pay_by_link(payer, jaar)
        read_statement(kas, jaar)
        kas.later("maand")
        kas.later("maand")
        kas.become("penningmeester")
        remind(kas, payer)
        waive(kas, chair, jaar)
        take_the_books(kas, jaar, notas)
        kas.open(f"{KAS}/verschillen")
        assert f"N-{jaar}" not in kas.page.locator("main").inner_text()
