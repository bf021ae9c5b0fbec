"""The story of the association: from joining to what a vote brought about."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.bezoek import Bezoek, Demo, bezoek

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="een echte browser, het hele verhaal")]
EMAIL = "nova@example.org"
OK = 200
WINKEL = "winkel@example.org"
TITEL = "Bankjes langs het water"
LINK = r"https?://\S+{}\S+"


def join(visit: Bezoek) -> None:
    """A resident applies and confirms by the link in the mail."""
    visit.open("/lid-worden")
    visit.choose(soort="lid", leeftijd="ja", huisgenoot="nee")
    visit.press("Verder naar uw gegevens")
    visit.fill(voornaam="Nova", achternaam="Voorbeeld", postcode="2399 ZZ", huisnummer="1")
    visit.fill(email=EMAIL)
    visit.press("Verder naar controleren")
    visit.page.locator("main [name=akkoord]").check()
    visit.press("Verstuur aanmelding")
    visit.reads("Kijk in uw e-mail")
    visit.open(visit.mail(EMAIL, "", LINK.format("/bevestigen/")))
    visit.press("Bevestig aanmelding")
    visit.reads("Uw aanmelding is binnen")


def pay(visit: Bezoek) -> None:
    """Pay in the checkout of the imitation of Mollie."""
    visit.page.get_by_role("link", name="Betaal de contributie").click()
    visit.page.get_by_role("button", name=re.compile("betaal", re.IGNORECASE)).first.click()
    visit.page.wait_for_url(f"{visit.demo.sandbox}/**")
    visit.page.locator("button.paid").click()
    visit.page.wait_for_url(f"{visit.demo.base}/**")
    visit.reads("Uw betaling is gelukt")


def admit(visit: Bezoek) -> None:
    """The board admits the newest applicant."""
    visit.become("secretaris")
    visit.open("/bestuur/aanmeldingen")
    visit.page.get_by_role("link", name=re.compile("Nova")).first.click()
    visit.press("Laat Nova toe")
    visit.reads("toegelaten")


def log_in(visit: Bezoek) -> None:
    """Log in with the code from the mail."""
    visit.open("/inloggen?naar=/mijn")
    visit.fill(email=EMAIL)
    visit.press("Mail mij een code")
    visit.reads("Kijk in uw mail")
    visit.fill(code=visit.mail(EMAIL, "[Cc]ode|[Ii]nlog", r"\b([A-Z0-9]{3,4}-[A-Z0-9]{3,4})\b"))
    visit.press("Log in")
    visit.page.wait_for_url("**/mijn")


def contribute(visit: Bezoek) -> str:
    """Give input; its reference."""
    visit.open("/voeding/nieuw")
    visit.fill(thema="inrichting", tekst="Langs het water kan niemand zitten.")
    visit.choose(soort="voorstel")
    visit.press("Geef mijn inbreng")
    visit.page.wait_for_url("**/voeding/V-*")
    return visit.page.url.rsplit("/", 1)[1].split("?")[0]


def bundle(visit: Bezoek, kenmerk: str) -> str:
    """Reply, make a position, put it to the vote; its name in addresses."""
    visit.open(f"/voeding/{kenmerk}")
    visit.choose(besluit="antwoord")
    visit.fill(tekst="Dank. Wij zoeken uit wat er kan.")
    visit.press("Verstuur antwoord")
    visit.open("/afgevaardigde/standpunten/nieuw")
    visit.fill(titel=TITEL, thema="inrichting", vraag="Vragen wij om bankjes langs het water?")
    visit.fill(toelichting="Oudere bewoners willen onderweg zitten.")
    visit.fill(niveaus="Zes bankjes\nVier bankjes\nTwee bankjes")
    visit.fill(breekpunten="Er komt geen enkel bankje.", ruimte="De soort bank is vrij.")
    visit.choose(bronnen=kenmerk)
    visit.press("Maak het standpunt")
    visit.page.wait_for_url("**/standpunten/bankjes*")
    visit.press(re.compile("Op de agenda van"))
    visit.press("Open voor argumenten")
    visit.press("Zet de tekst vast")
    today = visit.demo.today
    visit.fill(open_dag=today.isoformat(), sluit_dag=(today + timedelta(days=4)).isoformat())
    visit.press("Zet de stemming klaar")
    path = visit.page.get_by_role("link", name="Naar de stemming").get_attribute("href") or ""
    return path.rsplit("/", 1)[1]


def opened(visit: Bezoek, slug: str) -> None:
    """Wait until the vote is open; the worker opens it at its moment."""
    for _round in range(60):
        visit.open(f"/stemmen/{slug}")
        if visit.page.get_by_role("button", name="Controleer mijn stem").count():
            return
        visit.page.wait_for_timeout(500)
    raise AssertionError("niet open")


def vote(visit: Bezoek, slug: str) -> None:
    """Two screens: choose, confirm."""
    visit.open(f"/stemmen/{slug}")
    visit.choose(v1="voor", v2="m1")
    visit.press("Controleer mijn stem")
    visit.reads("Klopt dit?")
    visit.press("Bevestig mijn stem")
    visit.reads("uitgebracht")


def photo() -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(file, "JPEG")
    return file.getvalue()


def test_a_resident_joins_pays_votes_and_hears_what_came_of_it(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo) as nova, bezoek(chrome, demo) as bestuur:
        join(nova)
        pay(nova)
        admit(bestuur)
        log_in(nova)
        kenmerk = contribute(nova)
        bestuur.become("afgevaardigde")
        slug = bundle(bestuur, kenmerk)
        opened(nova, slug)
        vote(nova, slug)
        bestuur.later("week")
        counted(bestuur, slug)
        assert nova.open(f"/stembus/{slug}/") == OK
        bestuur.later("maand")  # until nobody can object any more
        confirm_result(bestuur, slug)
        hold_meeting(bestuur)
        record(bestuur)
        tell(bestuur)
        nova.mail(EMAIL, "Dit kwam er van uw inbreng", "bankje")


def hold_meeting(visit: Bezoek) -> None:
    """The delegate has the mandate on a phone at the table."""
    visit.become("afgevaardigde")
    visit.open("/afgevaardigde")
    visit.page.locator("main a[href^='/afgevaardigde/vergadering/']").first.click()
    visit.press("Begin de vergadering")
    visit.open(visit.page.url.replace("/bestuur/vergaderingen/", "/afgevaardigde/vergadering/"))
    card = visit.page.locator("section.card", has=visit.page.get_by_role("heading", name=TITEL))
    card.get_by_role("link", name=re.compile("Leg punt")).click()
    visit.reads("Leg de uitkomst vast")


def record(visit: Bezoek) -> None:
    """What was reached is the most that the members asked for: inside any mandate."""
    visit.choose(niveau="1", soort="consensus")
    visit.fill(tekst="Er komen zes bankjes langs het water.")
    visit.press("Bewaar de uitkomst")
    visit.reads("De uitkomst staat vast")


def tell(visit: Bezoek) -> None:
    """Tell the members what was reached."""
    visit.page.get_by_role("link", name="Schrijf de terugkoppeling").first.click()
    visit.fill(bereikt="Er komen zes bankjes.", verder="De gemeente plaatst ze in het najaar.")
    visit.press("Publiceer de terugkoppeling")


def counted(visit: Bezoek, slug: str) -> None:
    """Wait until the worker has counted: then there is a result to look at."""
    visit.become("voorzitter")
    for _round in range(60):
        visit.open(f"/bestuur/stemmingen/{slug}")
        if visit.page.get_by_role("link", name="Bekijk de uitslag").count():
            return
        visit.page.wait_for_timeout(500)
    raise AssertionError("niet geteld")


def confirm_result(visit: Bezoek, slug: str) -> None:
    """The chair establishes the result."""
    visit.become("voorzitter")
    visit.open(f"/bestuur/stemmingen/{slug}")
    visit.press("Stel de uitslag vast")
    visit.reads("De uitslag staat vast")


def test_a_shopkeeper_reports_and_has_the_last_word(chrome: Browser, demo: Demo) -> None:
    with bezoek(chrome, demo) as winkel, bezoek(chrome, demo) as bestuur:
        winkel.open("/meldingen/nieuw")
        winkel.choose(gevaar="nee")
        winkel.fill(plek="1", categorie="zwerfvuil", tekst="Er ligt een week vuilnis.")
        winkel.press("Volgende: foto’s")
        files = {"name": "vuilnis.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        winkel.page.locator("[name=fotos]").set_input_files(files)  # type: ignore[arg-type]
        winkel.press("Bewaar en ga verder")
        winkel.choose(soort="ondernemer", is_doorzendbaar="ja", mag_contact_delen="ja")
        winkel.fill(organisatienaam="Bakker Korst", naam="Mila Korst", email=WINKEL)
        winkel.press("Volgende: controleren")
        winkel.page.wait_for_timeout(4_000)  # who is faster than people is looked at first
        winkel.press(re.compile("Verstuur mijn melding|Toch versturen"))
        volg = winkel.mail(WINKEL, "", LINK.format("/volg/"))
        winkel.open(volg)
        winkel.press(re.compile("Bevestig"))
        kenmerk = re.search(r"M-\d{4}-\d{4}", winkel.page.locator("main").inner_text())
        assert kenmerk
        bestuur.become("moderator")
        bestuur.open(f"/bestuur/meldingen/{kenmerk[0]}/doorsturen")
        option = bestuur.page.locator("[name=organisatie] option:not([value=''])").first
        bestuur.fill(organisatie=option.get_attribute("value") or "")
        bestuur.press("Stuur door naar een partij")
        link = bestuur.mail("", kenmerk[0], LINK.format("/a/"))
        with bezoek(chrome, demo) as partij:
            partij.open(link)
            partij.choose(soort="klaar")
            partij.fill(tekst="De container is geleegd.", naam="Sam")
            partij.press("Verstuur antwoord")
        winkel.open(volg)
        winkel.reads("Is het opgelost?")
        winkel.press(re.compile("Ja|opgelost"))
        winkel.reads("pgelost")
