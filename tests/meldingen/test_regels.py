"""What keeps reports fair: old links end, nobody learns what is private, files go with rows."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_organisatie
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from tests.support.client import Client
from vereniging.commissie.acties import plan_vergadering
from vereniging.core.db import db
from vereniging.meldingen import acties, jobs
from vereniging.meldingen.mail import partijlink, volglink
from vereniging.meldingen.models import Doorzending, Melding, MeldingStand, Sluitreden
from vereniging.meldingen.queries import categorie_met, onbeantwoord
from vereniging.post.models import Mail

BASE = "http://127.0.0.1:8000"


def doorgestuurd(buurt: Buurt, nu: datetime) -> tuple[Melding, Doorzending]:
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    return melding, acties.doorsturen(melding, buurt.gemeente, nu)


def test_whom_it_was_taken_from_can_no_longer_answer(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    melding, eerste = doorgestuurd(buurt, nu)
    acties.oppakken(melding, nu.date(), nu)
    ander = een_organisatie(partij=buurt.gemeente.partij)
    data.add(ander)
    tweede = acties.doorsturen(melding, ander, nu)
    old, new = (partijlink(each).removeprefix(BASE) for each in (eerste, tweede))
    answer = {"soort": "klaar", "tekst": "De container is geleegd.", "naam": "Sam"}
    assert client.post(old, answer).status_code == 404
    assert client.post(new, answer).status_code == 303


def test_whom_it_was_taken_from_is_not_reminded(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding, _eerste = doorgestuurd(buurt, nu)
    acties.oppakken(melding, nu.date(), nu)
    tweede = acties.doorsturen(melding, buurt.gemeente, nu)
    data.flush()
    assert onbeantwoord() == [tweede]


def test_asking_for_the_link_twice_tells_nothing(
    client: Client, data: Session, nu: datetime
) -> None:
    melding = een_melding(een_buurt(data), nu)
    form = {"nummer": melding.kenmerk, "email": "mila@example.org"}
    first, again = (client.post("/volg", form) for _n in range(2))
    assert (first.status_code, again.status_code) == (303, 303)
    sent = select(func.count()).where(Mail.sleutel.like("melding:%:link:%"))
    assert data.scalar(sent) == 1


def test_the_public_agenda_names_only_what_is_public(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    vergadering = plan_vergadering("Beheerscommissie", nu + timedelta(days=9), "Speeltuin")
    for code in ("overlast_gebouw", "zwerfvuil"):
        melding = een_melding(buurt, nu, categorie=categorie_met(code))
        acties.bevestigen(melding, nu)
        acties.agenderen(melding, vergadering, nu)
    openbaar = een_melding(buurt, nu)
    acties.bevestigen(openbaar, nu)
    acties.openbaar_maken(openbaar, "Er ligt afval naast de container.", nu)
    acties.agenderen(openbaar, vergadering, nu)
    sociaal, stil, open_ = vergadering.agendapunten
    assert "Da Costastraat" not in sociaal.titel + stil.titel
    assert sociaal.thema is None
    assert "Da Costastraat" in open_.titel


@pytest.mark.parametrize(
    "stand", [stand for stand in MeldingStand if stand is not MeldingStand.TE_BEVESTIGEN]
)
def test_a_public_page_holds_no_word_written_to_the_reporter(
    stand: MeldingStand, client: Client, data: Session, nu: datetime
) -> None:
    melding, _doorzending = doorgestuurd(een_buurt(data), nu)
    acties.openbaar_maken(melding, "Er ligt afval naast de container.", nu)
    melding.stand, melding.uitleg = stand, "Beste Mila, uw buurman deed dit."
    melding.sluitreden = Sluitreden.ANDERS
    page = client.get(f"/meldingen/{melding.kenmerk}")
    assert page.status_code == 200
    assert "buurman" not in page.text


def test_the_reporter_is_reminded_once_whatever_else_happens(data: Session, nu: datetime) -> None:
    melding, _doorzending = doorgestuurd(een_buurt(data), nu)
    acties.klaar_melden(melding, "De container is geleegd.", nu)
    for days in (14, 15, 16):
        acties.laat_rusten(melding, nu + timedelta(days=days))
        melding.noteer(nu + timedelta(days=days), "openbaar", "Er lag afval.")
    assert [regel.soort for regel in melding.gebeurtenissen].count("herinnerd") == 1


def test_a_file_without_a_row_goes_and_one_with_a_row_stays(
    app: Flask, data: Session, nu: datetime
) -> None:
    folder: Path = app.config["DATA_DIR"] / "fotos"
    folder.mkdir(parents=True, exist_ok=True)
    kept, lost = (folder / f"{letter * 32}.jpg" for letter in "ab")
    melding = een_melding(een_buurt(data), nu)
    acties.voeg_foto_toe(melding, kept.name, nu)
    data.flush()
    for file in (kept, lost):
        file.write_bytes(b"x")
        long_ago = (nu - timedelta(days=3)).timestamp()
        os.utime(file, (long_ago, long_ago))
    jobs.opruimen()
    assert kept.exists()
    assert not lost.exists()
    kept.unlink()


def test_what_came_without_an_address_waits_for_an_officer(
    login: Login, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    met, zonder = een_melding(buurt, nu), een_melding(buurt, nu, email=None)
    moderator = login(een_lid(), "moderator")
    queue = moderator.get("/bestuur/meldingen").text
    assert zonder.kenmerk in queue
    assert met.kenmerk not in queue
    page = f"/bestuur/meldingen/{zonder.kenmerk}/bevestigen"
    assert moderator.post(page).status_code == 303
    assert data.get_one(Melding, zonder.id).stand is MeldingStand.ONTVANGEN


@pytest.mark.parametrize(
    "anders",
    [
        {"website": "https://example.org"},
        {"tekst": "Kijk www.a.nl, www.b.nl en http://c.nl."},
    ],
)
def test_what_looks_like_spam_is_held_and_never_lost(
    anders: dict[str, str], client: Client, login: Login, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    typed = {
        "gevaar": "nee", "plek": str(buurt.plek.id), "categorie": "zwerfvuil",
        "tekst": "Er ligt al een week vuilnis.", **anders,
    }  # fmt: skip
    over = {"soort": "bewoner", "email": "mila@example.org", "is_doorzendbaar": "ja",
            "mag_contact_delen": "nee"}  # fmt: skip
    fotos = str(client.post("/meldingen/nieuw", typed).location)
    check = str(client.post(fotos.replace("fotos", "over"), over).location)
    assert "bekijken uw melding eerst zelf" in client.get(str(client.post(check).location)).text
    melding = data.scalars(select(Melding)).one()
    assert data.scalar(select(func.count(Mail.id))) == 0
    assert client.post(f"{volglink(melding).removeprefix(BASE)}/bevestigen").status_code == 404
    acties.vergeet_meldingen(nu + timedelta(days=30))
    moderator = login(een_lid(), "moderator")
    assert melding.kenmerk in moderator.get("/bestuur/meldingen").text
    page = f"/bestuur/meldingen/{melding.kenmerk}"
    assert "Vastgehouden" in moderator.get(page).text
    assert moderator.post(f"{page}/bevestigen").status_code == 303
    assert data.get_one(Melding, melding.id).stand is MeldingStand.ONTVANGEN


def test_a_question_stops_the_clock(data: Session, nu: datetime) -> None:
    melding = een_melding(een_buurt(data), nu)
    acties.bevestigen(melding, nu)
    acties.vragen(melding, "Welke container?", nu)
    assert not melding.is_te_laat(nu + timedelta(days=30))
    acties.antwoorden(melding, "De grijze.", nu + timedelta(days=2))
    assert melding.is_te_laat(nu + timedelta(days=30))


def statements(client: Client, path: str) -> int:
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("path", ["/meldingen", "/mijn/meldingen", "/bestuur/meldingen"])
def test_a_longer_list_asks_no_more_of_the_database(
    path: str, login: Login, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    moderator = login(een_lid(email="mila@example.org"), "moderator")

    def add(count: int) -> None:
        for _n in range(count):
            melding, _doorzending = doorgestuurd(buurt, nu)
            acties.openbaar_maken(melding, "Er ligt afval naast de container.", nu)
        data.commit()

    add(2)
    few = statements(moderator, path)
    add(6)
    assert statements(moderator, path) == few
