"""What a visitor finds: what is on, explanations, and a site that says how it is doing."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests.alv.factories import een_alv, een_punt
from tests.conftest import Login
from tests.convenant.factories import een_geldende_afspraak, een_tafel
from tests.factories import een_lid
from tests.stembus.factories import een_stemming, met_sleutel
from tests.support.client import Client
from vereniging.alv.acties import roep_op
from vereniging.alv.models import Oproeping
from vereniging.convenant.models import AfspraakStand
from vereniging.core.db import db
from vereniging.logboek.acties import schrijf, veranker
from vereniging.site.voorkeuren import Voorkeur, read
from vereniging.statuten.acties import stel_in
from vereniging.stembus.acties import open_stemming
from vereniging.taken.models import Taak

STIL = [
    "/", "/vereniging", "/voorkeuren", "/privacy", "/toegankelijkheid", "/begrippen", "/help",
    "/is-mijn-stem-geheim", "/betrouwbaarheid", "/offline", "/zoeken", "/convenant", "/afspraken",
]  # fmt: skip


def queries_of(client: Client, path: str) -> int:
    """How many statements one page needs."""
    db.session.commit()
    seen: list[str] = []

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(seen) < 9, "\n".join(line[:110] for line in seen)
    return len(seen)


def een_open_stemming(data: Session, nu: datetime) -> None:
    """A vote about parking that closes in four days."""
    met_sleutel()
    stemming = een_stemming(nu - timedelta(days=3), titel="Parkeren op zaterdag")
    data.flush()
    open_stemming(stemming, nu - timedelta(days=3))


@pytest.mark.parametrize("path", STIL)
def test_every_page_for_everyone_opens_on_an_empty_installation(
    client: Client, data: Session, path: str
) -> None:
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", STIL)
def test_a_page_for_visitors_asks_the_database_eight_times_at_most(
    client: Client, data: Session, nu: datetime, path: str
) -> None:
    een_geldende_afspraak(een_tafel())
    een_open_stemming(data, nu)
    assert queries_of(client, path) <= 8


def test_home_shows_each_part_only_when_there_is_something(
    client: Client, data: Session, nu: datetime
) -> None:
    empty = client.get("/").text
    assert "U kunt nu stemmen" not in empty
    assert "Dit hebben wij samen bereikt" not in empty
    een_open_stemming(data, nu)
    zetels = een_tafel()
    een_geldende_afspraak(zetels, tekst="Extra bakken", stand=AfspraakStand.NAGEKOMEN)
    een_geldende_afspraak(zetels, kenmerk="A-2026-002", tekst="Lampen")
    full = client.get("/").text
    assert "Parkeren op zaterdag" in full
    assert "Nog 4 dagen" in full
    assert "1 van de 2 afspraken zijn nagekomen. 1 is te laat." in full.replace("\n", " ")
    assert full.index("Extra bakken") < full.index("Lampen")


def test_home_says_when_notice_ends_the_membership(client: Client, data: Session) -> None:
    text = client.get("/").text
    assert "4 december 2026" in text
    assert "31 december 2026" in text


def test_what_the_board_wrote_is_shown_as_text(client: Client, data: Session) -> None:
    stel_in(kop="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in client.get("/").text


def test_the_way_to_reach_us_stands_on_one_page(client: Client, data: Session) -> None:
    stel_in(email="bestuur@example.org", telefoon="071 000 00 00", postadres="Straat 1\nLeiden")
    text = client.get("/vereniging").text
    assert "mailto:bestuur@example.org" in text
    assert "tel:0710000000" in text


def test_a_choice_of_colours_and_letters_is_kept_and_brings_you_back(
    client: Client, data: Session
) -> None:
    chosen = {"weergave": "donker", "letters": "groot", "taal": "en", "rustig": "ja"}
    answer = client.post("/voorkeuren", {**chosen, "naar": "/help"})
    assert (answer.status_code, answer.location) == (303, "/help")
    page = client.get("/help").text
    assert 'data-theme="dark"' in page
    assert 'data-letters="groot"' in page
    assert '<html lang="en"' in page


@pytest.mark.parametrize("naar", ["//boos.example", "https://boos.example", "/weet-niet", "\\x"])
def test_a_choice_never_leads_to_another_site(client: Client, data: Session, naar: str) -> None:
    assert client.post("/voorkeuren", {"naar": naar}).location == "/"


def test_an_unknown_choice_changes_nothing(client: Client, data: Session) -> None:
    client.post("/voorkeuren", {"weergave": "donker"})
    client.post("/voorkeuren", {"weergave": "<b>", "taal": "klingon"})
    assert 'data-theme="dark"' in client.get("/help").text
    assert read("xx-licht-groot-weet") == Voorkeur(weergave="licht", letters="groot")


def test_a_reference_leads_straight_to_its_page(client: Client, data: Session) -> None:
    een_geldende_afspraak(een_tafel())
    assert client.get("/zoeken?q=a 2026 1").location == "/afspraken/A-2026-001"


def test_searching_finds_pages_words_and_promises(client: Client, data: Session) -> None:
    een_geldende_afspraak(een_tafel(), tekst="Lampen op het pad")
    assert 'href="/begrippen#mandaat"' in client.get("/zoeken?q=mandaat").text
    assert "/afspraken/A-2026-001" in client.get("/zoeken?q=lampen").text
    assert "Wij vonden niets" in client.get("/zoeken?q=%25%25").text
    assert "&lt;b&gt;" in client.get("/zoeken?q=<b>").text


def test_what_all_agreed_to_is_found_and_what_is_not_yet_public_is_not(
    client: Client, data: Session
) -> None:
    een_geldende_afspraak(een_tafel(), tekst="Geheime lampen", stand=AfspraakStand.VOORGELEGD)
    assert "Geheime lampen" not in client.get("/zoeken?q=lampen").text


@pytest.mark.parametrize(
    ("path", "hier"),
    [
        ("/bestuur/leden", ["Leden"]),
        ("/bestuur/aanmeldingen", ["Aanmeldingen"]),
        ("/bestuur/functies", ["Leden"]),
        ("/bestuur", ["Overzicht"]),
        ("/afspraken", ["Convenant"]),
        ("/help", []),
    ],
)
def test_the_menu_shows_in_one_place_where_you_are(
    login: Login, data: Session, path: str, hier: list[str]
) -> None:
    page = login(een_lid(), "secretaris").get(path).text
    assert sorted(set(re.findall(r'aria-current="page">([^<]+)<', page))) == hier


def test_my_page_asks_a_visitor_to_sign_in(client: Client, data: Session) -> None:
    assert client.get("/mijn").location == "/inloggen?naar=/mijn"


def test_my_page_says_when_nothing_waits(login: Login, data: Session) -> None:
    page = login(een_lid(voornaam="Noor")).get("/mijn").text
    assert "Dag Noor" in page
    assert "U bent bij." in page


def test_my_page_shows_the_vote_i_did_not_cast(login: Login, data: Session, nu: datetime) -> None:
    lid = een_lid()
    browser = login(lid)
    een_open_stemming(data, nu)
    page = browser.get("/mijn").text
    assert "Parkeren op zaterdag" in page
    assert 'href="/stemmen/parkeren"' in page


def test_my_page_shows_the_general_meeting_i_was_called_to(
    login: Login, data: Session, nu: datetime
) -> None:
    wie = een_lid()
    data.add(wie)
    data.flush()
    alv = een_alv(nu)
    een_punt(alv)
    roep_op(alv, nu)
    data.commit()
    browser = login(wie)
    page = browser.get("/mijn").text
    assert "Lees de agenda en laat weten of u komt." in page
    assert f"/alv/{alv.slug}" in page
    data.scalars(select(Oproeping).where(Oproeping.lid_id == wie.id)).one().antwoorden(
        nu, komt=True
    )
    data.commit()
    assert "U komt." in browser.get("/mijn").text


def test_ready_means_database_worker_tables_and_key_file(
    client: Client, data: Session, nu: datetime
) -> None:
    met_sleutel()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert json.loads(answer.text)["werker"] == "nee"
    seen = nu - timedelta(seconds=119)
    data.add(Taak(soort="x", sleutel="x", klaar_vanaf=nu, gedaan_op=seen))
    found = json.loads(client.get("/readyz").text)
    assert (found["werker"], found["database"], found["sleutelbestand"]) == ("ok", "ok", "ok")
    assert client.get("/healthz").status_code == 200


def test_numbers_for_the_monitor_need_the_token(
    client: Client, data: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/metrics").status_code == 404
    monkeypatch.setitem(client.app.config, "METRICS_TOKEN", "geheim-van-de-monitor")
    assert client.get("/metrics", headers={"Authorization": "Bearer fout"}).status_code == 404
    good = client.get("/metrics", headers={"Authorization": "Bearer geheim-van-de-monitor"})
    assert "vereniging_taken_mislukt 0.0" in good.text


def test_anchors_can_be_kept_by_anyone(client: Client, data: Session, nu: datetime) -> None:
    schrijf("proef.gedaan")
    data.commit()
    veranker(nu)
    lines = client.get("/betrouwbaarheid/ankers.txt").text.split()
    assert lines[0] == "1"
    assert len(lines[1]) == 64


def test_machines_find_what_they_look_for(client: Client, data: Session) -> None:
    stel_in(email="bestuur@example.org", naam="Onze Buurt")
    assert "Contact: mailto:bestuur@example.org" in client.get("/.well-known/security.txt").text
    assert "Disallow: /mijn" in client.get("/robots.txt").text
    assert "http://127.0.0.1:8000/help</loc>" in client.get("/sitemap.xml").text
    manifest = client.get("/manifest.webmanifest")
    assert manifest.mimetype == "application/manifest+json"
    assert json.loads(manifest.text)["name"] == "Onze Buurt"


def test_the_app_keeps_only_pages_of_a_meeting_and_forgets_them_at_sign_out(
    client: Client, data: Session
) -> None:
    script = client.get("/sw.js")
    assert script.mimetype == "text/javascript"
    assert 'PREFIX = "/afgevaardigde/vergadering/"' in script.text
    assert '"/uitloggen"' in script.text


def test_no_link_of_the_frame_leads_nowhere(client: Client, data: Session) -> None:
    paths = set(re.findall(r'<a [^>]*href="(/[^"#?]*)', client.get("/").text))
    assert {"/privacy", "/help", "/voorkeuren", "/lid-worden", "/opzeggen"} <= paths
    for path in paths:
        assert client.get(path).status_code in {200, 303}, path
