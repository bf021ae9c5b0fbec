"""Three stories of keeping one's word: a report, a promise that was broken, a covenant."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile

import pytest
from playwright.sync_api import Browser

from tests.browser.aanloop import WINKEL, aanloop
from tests.browser.bezoek import Bezoek, Demo, bezoek

pytestmark = [pytest.mark.browser, pytest.mark.traag(reden="een echte browser, drie verhalen")]
LINK = r"https?://\S+{}\S+"


@pytest.fixture(scope="module")
def vooraf(demo: Demo) -> dict[str, str]:
    """What came before: numbers and names."""
    return aanloop(demo)


def says_done(chrome: Browser, demo: Demo, link: str, wat: str) -> None:
    """The town hall answers by its link: it is done."""
    with bezoek(chrome, demo) as partij:
        partij.open(link)
        partij.choose(soort="klaar")
        partij.fill(tekst=wat, naam="Sam")
        partij.press("Verstuur antwoord")
        partij.reads("Wij hebben uw antwoord")


def test_a_shopkeeper_is_helped_after_one_reopening(
    chrome: Browser, demo: Demo, vooraf: dict[str, str]
) -> None:
    nummer = vooraf["melding"]
    with bezoek(chrome, demo) as winkel, bezoek(chrome, demo) as bestuur:
        eerste = bestuur.mail(vooraf["gemeente"], nummer, LINK.format("/a/"))
        says_done(chrome, demo, eerste, "De container is geleegd.")
        winkel.open(winkel.mail(WINKEL, "", LINK.format("/volg/")))
        winkel.reads("Is het opgelost?")
        winkel.fill(tekst="De zakken naast de container liggen er nog.")
        winkel.press("Nee, open mijn melding opnieuw")
        winkel.reads("Wij gaan er weer achteraan.")
        bestuur.become("moderator")
        bestuur.open(f"/bestuur/meldingen/{nummer}/doorsturen")
        bestuur.press("Stuur door naar een partij")
        tweede = other_mail(bestuur, vooraf, eerste)
        says_done(chrome, demo, tweede, "De zakken zijn ook weg.")
        winkel.open(winkel.page.url)
        winkel.press("Ja, het is opgelost")
        winkel.reads("De melder zegt dat het is opgelost.")
        spoor = winkel.page.locator("main").inner_text()
        assert spoor.index("geleegd") < spoor.index("liggen er nog") < spoor.index("ook weg")


def other_mail(visit: Bezoek, vooraf: dict[str, str], eerder: str) -> str:
    """The link in a newer mail about this report."""
    for _round in range(60):
        found = visit.mail(vooraf["gemeente"], vooraf["melding"], LINK.format("/a/"))
        if found != eerder:
            return found
        visit.page.wait_for_timeout(250)
    raise AssertionError("geen nieuwe mail")


def test_a_promise_that_was_not_kept_climbs_to_a_mediator(
    chrome: Browser, demo: Demo, vooraf: dict[str, str]
) -> None:
    k = vooraf["afspraak"]
    with bezoek(chrome, demo) as bestuur, bezoek(chrome, demo) as buur:
        bestuur.become("afgevaardigde")
        bestuur.open(f"/bestuur/convenant/afspraken/{k}")
        bestuur.choose(oordeel="niet")
        bestuur.fill(partij="bewoners", notitie="Drie maandagen was er niet geveegd.")
        bestuur.press("Leg het oordeel vast")
        buur.open(f"/afspraken/{k}")
        buur.reads("In beoordeling")
        assert "niet geveegd" not in buur.page.content()
        with bezoek(chrome, demo) as partij:
            partij.open(bestuur.mail(vooraf["gemeente"], f"oordeel.*{k}", LINK.format("/a/")))
            partij.choose(antwoord="klopt_niet")
            partij.fill(tekst="Wij vegen op dinsdag.", naam="Sam")
            partij.press("Verstuur antwoord")
        buur.open(f"/afspraken/{k}")
        buur.reads("Drie maandagen was er niet geveegd.")
        buur.reads("Wij vegen op dinsdag.")
        bestuur.open(f"/bestuur/convenant/afspraken/{k}")
        bestuur.press("Schaal de afspraak op")
        climb(bestuur, k, vooraf)
        buur.open(f"/opschaling/{k}")
        buur.reads("Wat daar is gezegd, is vertrouwelijk.")
        take_dossier(bestuur, k)
        buur.open(f"/opschaling/{k}")
        code = buur.page.locator("section[aria-labelledby=dossier] code").inner_text()
        assert code in bestuur.page.content()


def climb(visit: Bezoek, k: str, vooraf: dict[str, str]) -> None:
    """The reminder failed; the board has a reason to go to a mediator at once."""
    visit.open(f"/bestuur/opschaling/{k}")
    visit.fill(toelichting="De partij doet niets met de herinnering.")
    visit.press("Leg dit vast")
    visit.fill(trede="4", besluit=vooraf["besluit"], machtiging=vooraf["machtiging"])
    visit.fill(reden="De winter komt, dan is de stoep gevaarlijk glad.")
    visit.press("Ga een stap hoger")
    visit.reads("De opschaling staat een stap hoger.")


def take_dossier(visit: Bezoek, k: str) -> None:
    """For the mediator: what happened, and nothing else than that."""
    visit.choose(niveau="bemiddelaar")
    visit.fill(waarom="De bemiddelaar begint volgende week.")
    visit.press("Maak het dossier")
    for _round in range(60):
        visit.open(f"/bestuur/opschaling/{k}")
        if visit.page.get_by_role("link", name="Download als ZIP").count():
            break
        visit.page.wait_for_timeout(250)
    link = visit.page.get_by_role("link", name="Download als ZIP").first.get_attribute("href")
    bundel = visit.page.request.get(f"{visit.demo.base}{link}").body()
    assert hashlib.sha256(bundel).hexdigest() in visit.page.content()
    with zipfile.ZipFile(io.BytesIO(bundel)) as archive:
        index = archive.read("index.csv").decode("utf-8-sig")
        assert archive.testzip() is None
    for zin in ("niet geveegd", "Wij vegen op dinsdag.", "Trede 4: Bemiddelaar."):
        assert zin in index


def test_a_covenant_goes_from_a_concept_to_its_fifth_signature(
    chrome: Browser, demo: Demo, vooraf: dict[str, str]
) -> None:
    pagina = f"/bestuur/convenant/versie/{vooraf['versie']}"
    openbaar = f"/convenant/{vooraf['versie']}"
    verder = re.compile("^Verder: ")
    with bezoek(chrome, demo) as secretaris, bezoek(chrome, demo) as voorzitter:
        for visit, rol in ((secretaris, "secretaris"), (voorzitter, "voorzitter")):
            visit.become(rol)
        secretaris.open(pagina)
        secretaris.press(verder)
        secretaris.press(verder)
        secretaris.press("Leg ter tekening")
        voorzitter.open(openbaar)
        voorzitter.reads("Dit convenant bindt nog niemand.")
        for organisatie in signers(secretaris):
            sign(secretaris, pagina, organisatie)
            check(voorzitter)
        voorzitter.reads("Alle vijf partijen hebben nu getekend.")
        voorzitter.open(openbaar)
        assert "bindt nog niemand" not in voorzitter.page.content()
        voorzitter.open("/convenant/1")
        voorzitter.reads("Dit convenant geldt niet meer.")


def signers(visit: Bezoek) -> list[str]:
    """The numbers of who still has to sign."""
    options = visit.page.locator("[name=organisatie] option:not([value=''])")
    return [str(each.get_attribute("value")) for each in options.all()]


def sign(visit: Bezoek, pagina: str, organisatie: str) -> None:
    """Tell of a signature on paper."""
    visit.open(pagina)
    visit.fill(organisatie=organisatie, naam="Kim Tekenaar", functie="directeur")
    visit.fill(bevoegdheid="Bestuurder volgens de KVK", datum=visit.demo.today.isoformat())
    visit.press("Leg de handtekening vast")


def check(visit: Bezoek) -> None:
    """The chair finds it last among the work (the demo has one waiting) and compares the paper."""
    visit.open("/bestuur")
    visit.page.get_by_role("link", name="Controleer de handtekening").last.click()
    visit.press("Ja, de handtekening klopt")
    visit.reads("De handtekening staat vast.")
