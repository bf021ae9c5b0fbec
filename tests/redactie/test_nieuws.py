"""News: written, published, corrected in sight, taken back; and what a reader sees of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from defusedxml.ElementTree import fromstring
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.logboek.models import Logboek
from vereniging.redactie.acties import maak_nieuws, publiceer, trek_nieuws_in, wijzig_nieuws
from vereniging.redactie.models import Nieuwsbericht, NieuwsStand

TEKST = "De speeltuin is weer open.\n\nKom een keer kijken."
ATOM = "{http://www.w3.org/2005/Atom}"
DAG = timedelta(days=1)


def het_nieuws(nu: datetime, titel: str = "De speeltuin is open") -> Nieuwsbericht:
    bericht = maak_nieuws(titel, TEKST, nu)
    publiceer(bericht, nu)
    return bericht


def test_a_concept_is_for_the_board_only(data: Session, client: Client, nu: datetime) -> None:
    bericht = maak_nieuws("Nog niet", TEKST, nu)
    assert client.get(f"/nieuws/{bericht.slug}").status_code == 404
    assert "Er is nog geen nieuws." in client.get("/nieuws").text
    publiceer(bericht, nu)
    assert "Kom een keer kijken." in client.get(f"/nieuws/{bericht.slug}").text
    assert "Nog niet" in client.get("/").text
    assert "Nog niet" in client.get("/zoeken?q=nog+niet").text
    assert f"/nieuws/{bericht.slug}" in client.get("/sitemap.xml").text


def test_a_correction_says_when_and_the_first_day_stays(data: Session, nu: datetime) -> None:
    bericht = het_nieuws(nu)
    wijzig_nieuws(bericht, bericht.titel, TEKST, nu + DAG)
    assert bericht.laatst == nu  # nothing changed
    wijzig_nieuws(bericht, bericht.titel, "Toch niet: morgen pas.", nu + DAG)
    assert (bericht.gepubliceerd_op, bericht.gewijzigd_op) == (nu, nu + DAG)
    trek_nieuws_in(bericht)
    publiceer(bericht, nu + 2 * DAG)
    assert (bericht.gepubliceerd_op, bericht.laatst) == (nu, nu + DAG)


def test_a_concept_can_change_without_a_trace_for_the_reader(data: Session, nu: datetime) -> None:
    bericht = maak_nieuws("Kop", TEKST, nu)
    wijzig_nieuws(bericht, "Betere kop", TEKST, nu + DAG)
    assert bericht.gewijzigd_op is None


def test_pressing_twice_publishes_once(data: Session, nu: datetime) -> None:
    bericht = het_nieuws(nu)
    publiceer(bericht, nu + DAG)
    trek_nieuws_in(bericht)
    trek_nieuws_in(bericht)
    data.commit()
    kinds = list(data.scalars(select(Logboek.soort).where(Logboek.soort.startswith("nieuws."))))
    assert kinds == ["nieuws.gemaakt", "nieuws.gepubliceerd", "nieuws.ingetrokken"]


def test_equal_titles_get_addresses_of_their_own(data: Session, nu: datetime) -> None:
    slugs = [maak_nieuws(titel, TEKST, nu).slug for titel in ("Nieuw", "Nieuw", "???")]
    assert slugs == ["nieuw-2", "nieuw-3", "nieuws"]  # /nieuw is a page of its own


def test_the_database_wants_a_day_for_published_news(data: Session, nu: datetime) -> None:
    bericht = maak_nieuws("Kop", TEKST, nu)
    bericht.stand = NieuwsStand.GEPUBLICEERD
    with pytest.raises(IntegrityError):
        data.flush()


def test_the_newest_come_first_ten_on_a_page(data: Session, client: Client, nu: datetime) -> None:
    for dag in range(12):
        het_nieuws(nu + dag * DAG, f"Bericht {dag:02}")
    first, second = client.get("/nieuws").text, client.get("/nieuws?blad=2").text
    assert first.index("Bericht 11") < first.index("Bericht 02")
    assert "Bericht 01" not in first
    assert "Bericht 01" in second
    assert "Bericht 00" in client.get("/nieuws?blad=999").text


def test_readers_of_feeds_get_valid_atom(data: Session, client: Client, nu: datetime) -> None:
    empty = fromstring(client.get("/nieuws.atom").data)
    assert empty.find(f"{ATOM}updated") is not None
    bericht = het_nieuws(nu, "Bomen & <struiken>")
    wijzig_nieuws(bericht, bericht.titel, "Meer bomen dan gedacht.", nu + DAG)
    answer = client.get("/nieuws.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = fromstring(answer.data)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Bomen & <struiken>"
    assert entry.findtext(f"{ATOM}published") == nu.isoformat()
    assert entry.findtext(f"{ATOM}updated") == feed.findtext(f"{ATOM}updated")
    assert f"/nieuws/{bericht.slug}" in (entry.findtext(f"{ATOM}id") or "")


def test_the_secretary_writes_publishes_and_takes_back(
    data: Session, login: Login, client: Client
) -> None:
    secretaris = login(een_lid(), "secretaris")
    page = "/bestuur/site/nieuws/nieuw"
    wrong = secretaris.post(page, {"titel": "Hoi", "tekst": "kort"})
    assert wrong.status_code == 422
    assert "Schrijf een tekst van minstens 20 tekens." in wrong.text
    assert 'value="Hoi"' in wrong.text
    sent = secretaris.post(page, {"titel": "De zebra komt er", "tekst": TEKST})
    beheer = "/bestuur/site/nieuws/de-zebra-komt-er"
    assert sent.headers["Location"].endswith(beheer)
    assert "Concept" in secretaris.get(beheer).text
    assert login(een_lid(), "voorzitter").post(f"{beheer}/publiceren").status_code == 403
    assert secretaris.post(f"{beheer}/publiceren").status_code == 303
    assert client.get("/nieuws/de-zebra-komt-er").status_code == 200
    fields = {"titel": "De zebra komt er", "tekst": "Hij komt er pas in het voorjaar."}
    assert secretaris.post(f"{beheer}/wijzigen", fields).status_code == 303
    assert "Gewijzigd op" in client.get("/nieuws/de-zebra-komt-er").text
    assert secretaris.post(f"{beheer}/intrekken").status_code == 303
    assert client.get("/nieuws/de-zebra-komt-er").status_code == 404
    assert "Zet het bericht terug" in secretaris.get(beheer).text
    assert "De zebra komt er" in secretaris.get("/bestuur/site").text


def test_hostile_words_stay_words(data: Session, client: Client, nu: datetime) -> None:
    bericht = maak_nieuws("<script>alert(1)</script>", "<b>" * 10 + "{{ 7*7 }} " * 3, nu)
    publiceer(bericht, nu)
    page = client.get(f"/nieuws/{bericht.slug}").text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page
