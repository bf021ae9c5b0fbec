"""The register as a file on the web, applications in pages, and the limits of signing up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_huishouden, een_lid
from tests.leden.factories import een_bevestigde_aanmelding
from tests.leden.test_aanmelden_web import STAP_1, STAP_3
from tests.support.client import BASE, Client
from tests.toegang.live import live_app
from vereniging.core.export import read_csv
from vereniging.core.paper import kan_pdf
from vereniging.leden import aanmeldlijst, invoer
from vereniging.leden.acties import ophalen, uitwisselen
from vereniging.leden.invoer import KOLOMMEN
from vereniging.leden.models import LidSoort
from vereniging.logboek.models import Inzagelog, Logboek

PAD = "/bestuur/leden/export"
VRAAG = {"peildatum": "2026-11-22", "reden": "Lijst voor de buurtborrel"}


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


def test_the_file_has_the_fixed_columns_and_who_was_a_member_then(
    data: Session, secretaris: Client
) -> None:
    lid, huisgenoot = een_lid(voorletters="K."), een_lid(email=None)
    huisgenoot.adres = lid.adres
    weg, straks = een_lid(achternaam="Weg"), een_lid(achternaam="Straks")
    weg.lidmaatschappen[0].einde = date(2026, 6, 30)
    straks.lidmaatschappen[0].begin = date(2027, 1, 1)
    gift = een_lid(LidSoort.DONATEUR, achternaam="=1+1", telefoon="+31612345678")
    data.add_all([een_huishouden(lid, huisgenoot), weg, straks, gift])
    data.flush()
    assert "lidnummer, voornaam" in secretaris.get(f"{PAD}?op=2026-06-30").text
    answer = secretaris.post(PAD, VRAAG)
    assert answer.mimetype == "text/csv"
    assert "leden-2026-11-22.csv" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    kop, *rijen = read_csv(answer.data)
    assert tuple(kop) == KOLOMMEN
    namen = {rij[4]: dict(zip(kop, rij, strict=True)) for rij in rijen}
    assert not {"Weg", "Straks"} & namen.keys()
    assert b'"\'=1+1"' in answer.data
    assert namen["=1+1"]["telefoon"] == "+31612345678"
    one = namen[lid.achternaam]
    assert (one["soort"], one["ingangsdatum"], one["einddatum"]) == ("lid", "2024-01-01", "")
    assert one["huishouden"] == namen[huisgenoot.achternaam]["huishouden"] == f"H{lid.lidnummer}"
    earlier = read_csv(secretaris.post(PAD, {**VRAAG, "peildatum": "2026-06-30"}).data)
    assert "Weg" in {rij[4] for rij in earlier}
    gelezen = invoer.lees(read_csv(answer.data))
    assert gelezen.fouten == []
    assert gelezen.extra == []


def test_who_took_it_and_why_is_written_down(data: Session, secretaris: Client) -> None:
    secretaris.post(PAD, VRAAG)
    seen = data.scalars(select(Inzagelog).where(Inzagelog.wat == ophalen.WAT)).one()
    assert (seen.over, seen.account_id is None) == ("register per 2026-11-22", False)
    line = data.scalars(select(Logboek).where(Logboek.soort == ophalen.WAT)).one()
    assert (
        line.wat["aantal"] == len(read_csv(b"".join(uitwisselen.exporteer(date(2026, 11, 22))))) - 1
    )
    assert [gegeven.waarde for gegeven in line.gegevens] == [VRAAG["reden"]]


def test_ten_a_day_and_no_more(data: Session, secretaris: Client, login: Login) -> None:
    answers = Counter(secretaris.post(PAD, VRAAG).status_code for _time in range(12))
    assert answers == {200: 10, 409: 2}
    assert "al 10 keer" in secretaris.post(PAD, VRAAG).text


def test_a_day_later_it_works_again(data: Session, secretaris: Client, nu: datetime) -> None:
    secretaris.post(PAD, VRAAG)
    door = data.scalars(select(Inzagelog.account_id).where(Inzagelog.wat == ophalen.WAT)).one()
    assert door is not None
    dag = nu.date()
    for _time in range(9):
        ophalen.haal_register_op(dag, "Een goede reden", door, nu)
    with pytest.raises(ophalen.ExportTeVaak):
        ophalen.haal_register_op(dag, "Een goede reden", door, nu)
    assert ophalen.haal_register_op(dag, "Een goede reden", door, nu + timedelta(days=1, minutes=1))


@pytest.mark.parametrize(
    "fout", [{"reden": ""}, {"reden": "kort"}, {"peildatum": ""}, {"peildatum": "morgen"}]
)
def test_without_a_day_or_a_reason_there_is_no_file(
    data: Session, secretaris: Client, fout: dict[str, str]
) -> None:
    answer = secretaris.post(PAD, VRAAG | fout)
    assert (answer.status_code, answer.mimetype) == (422, "text/html")
    assert data.scalars(select(Inzagelog).where(Inzagelog.wat == ophalen.WAT)).all() == []


def test_only_the_secretary_takes_the_register(login: Login, client: Client) -> None:
    for rol in ("voorzitter", "penningmeester", "kascommissie"):
        assert login(een_lid(), rol).post(PAD, VRAAG).status_code == 403
    assert client.get(PAD).status_code == 303


def test_applications_come_in_pages(
    data: Session, secretaris: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aanmeldlijst, "PER_BLAD", 2)
    rows = [een_bevestigde_aanmelding() for _time in range(5)]
    data.flush()
    first = secretaris.get("/bestuur/aanmeldingen").text
    assert "5 aanmeldingen wachten op u" in first
    assert "Bladzijde 1 van 3" in first
    assert rows[0].naam in first
    assert rows[4].naam not in first
    last = secretaris.get("/bestuur/aanmeldingen?blad=99").text
    assert "Bladzijde 3 van 3" in last
    assert rows[4].naam in last
    for row in rows[:3]:
        answer = {"reden": "Buiten het werkgebied."}
        secretaris.post(f"/bestuur/aanmeldingen/{row.kenmerk}/afwijzing", answer)
    page = secretaris.get("/bestuur/aanmeldingen?blad=1&eerder=2").text
    assert "Bladzijde 2 van 2" in page
    assert rows[0].naam in page  # the oldest decision stands last
    assert rows[2].naam not in page


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Flask]:
    """The application with its limits on."""
    url = f"sqlite:///{tmp_path}/limited.db"
    with live_app(tmp_path, url, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=True) as app:
        yield app


def meld_aan(app: Flask, network: str, fields: dict[str, str]) -> int:
    """The status that somebody in this network gets."""
    origin = {"REMOTE_ADDR": network}
    client = app.test_client()
    return client.post("/lid-worden", data=fields, base_url=BASE, environ_base=origin).status_code


def test_one_network_signs_up_ten_times_an_hour(limited: Flask) -> None:
    whole = {**STAP_3, "straat": "Potgieterlaan", "plaats": "Leiden"}
    steps = Counter(meld_aan(limited, "192.0.2.1", STAP_1) for _time in range(12))
    assert steps == {200: 12}  # a step is no application
    found = Counter(
        meld_aan(limited, "192.0.2.1", {**whole, "email": f"wie{nummer}@example.org"})
        for nummer in range(12)
    )
    assert found == {303: 10, 429: 2}
    assert meld_aan(limited, "192.0.2.2", whole) == 303


def test_the_whole_site_takes_two_hundred_an_hour(limited: Flask) -> None:
    whole = {**STAP_3, "straat": "Potgieterlaan", "plaats": "Leiden"}
    found = Counter(meld_aan(limited, f"192.0.2.{nummer % 50}", whole) for nummer in range(203))
    assert found == {303: 200, 429: 3}


def test_leaving_is_said_on_home_footer_and_own_page(
    client: Client, login: Login, data: Session
) -> None:
    home = client.get("/").text
    assert home.count('href="/opzeggen"') >= 2  # a button of its own, and the footer
    assert "Opzeggen kan altijd, zonder inloggen." in home
    assert login(een_lid()).get("/mijn").text.count('href="/opzeggen"') >= 2
    assert client.get("/opzeggen").status_code == 200


@pytest.mark.skipif(not kan_pdf(), reason="typst ontbreekt")
def test_the_member_card_is_a_file_for_the_member_and_for_the_secretary(
    data: Session, secretaris: Client, login: Login
) -> None:
    lid, weg = een_lid(email=None), een_lid()
    weg.lidmaatschappen[0].einde = date(2026, 6, 30)
    data.add_all([lid, weg])
    data.flush()
    member = login(een_lid())
    assert "/mijn/lidkaart.pdf" in member.get("/mijn/lidkaart").text
    assert member.get("/mijn/lidkaart.pdf").data.startswith(b"%PDF-")
    page = f"/bestuur/leden/{lid.lidnummer}/lidkaart.pdf"
    assert page in secretaris.get(f"/bestuur/leden/{lid.lidnummer}").text
    assert secretaris.get(page).data.startswith(b"%PDF-")
    assert member.get(page).status_code == 403
    assert secretaris.get(f"/bestuur/leden/{weg.lidnummer}/lidkaart.pdf").status_code == 404
    seen = data.scalars(select(Inzagelog.over).where(Inzagelog.wat == "leden.lidkaart")).all()
    assert str(lid.lidnummer) in seen
