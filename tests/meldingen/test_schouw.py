"""A walk: quick findings that are never sent twice, a look at each, and a list to sign."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import Buurt, een_buurt
from tests.support.client import Client
from vereniging.meldingen.models import (
    Foto,
    Melding,
    MeldingBron,
    MeldingStand,
    Schouw,
    Schouwpunt,
)

PAGE = "/bestuur/meldingen/schouw"
FORM = "multipart/form-data"


@pytest.fixture
def buurt(data: Session) -> Buurt:
    """A street, kinds of trouble, the parties."""
    return een_buurt(data)


@pytest.fixture
def officer(login: Login, buurt: Buurt) -> Client:
    """A moderator on the way."""
    assert buurt.plek.id
    return login(een_lid(), "moderator")


def walk(officer: Client) -> str:
    """The address of a walk that began."""
    start = {"datum": "2026-11-22", "route": "Langs de kade", "partijen": ["gemeente", "welzijn"]}
    answer = officer.post(PAGE, start)
    assert answer.status_code == 303
    return str(answer.location)


def photo() -> tuple[io.BytesIO, str]:
    buffer = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(buffer, "JPEG")
    return io.BytesIO(buffer.getvalue()), "foto.jpg"


def finding(buurt: Buurt, key: str = "a" * 32, **anders: Any) -> dict[str, Any]:
    velden = {
        "plek": str(buurt.plek.id), "categorie": "zwerfvuil", "tekst": "Zakken bij de bak.",
        "waar_precies": "op de hoek", "sleutel": key,
    }  # fmt: skip
    return {**velden, **anders}


def send(officer: Client, where: str, fields: dict[str, Any], **options: Any) -> Any:
    return officer.post(where, fields, content_type=FORM, **options)


def test_a_finding_with_a_photo_becomes_a_report_after_a_look(
    officer: Client, data: Session, buurt: Buurt
) -> None:
    where = walk(officer)
    assert send(officer, where, finding(buurt, fotos=photo())).status_code == 303
    punt = data.scalars(select(Schouwpunt)).one()
    assert data.scalars(select(Melding)).all() == []
    stam = punt.fotos[0].stam
    assert officer.get(f"/fotos/{stam}.jpg").status_code == 200
    page = officer.get(f"{where}/1")
    assert "Zakken bij de bak." in page.text
    checked = {**finding(buurt), "tekst": "Twee zakken bij de bak.", "categorie": "container"}
    assert officer.post(f"{where}/1", checked).location == where
    melding = data.scalars(select(Melding)).one()
    assert (melding.bron, melding.stand) == (MeldingBron.SCHOUW, MeldingStand.ONTVANGEN)
    assert (melding.tekst, melding.categorie.code) == ("Twee zakken bij de bak.", "container")
    assert (melding.termijn, melding.waar_precies) == (date(2026, 11, 25), "op de hoek")
    assert [foto.stam for foto in melding.fotos] == [stam]
    assert "Gezien bij een schouw" in officer.get(f"/bestuur/meldingen/{melding.kenmerk}").text
    assert officer.post(f"{where}/1", checked).status_code == 409
    assert len(data.scalars(select(Melding)).all()) == 1


def test_what_a_phone_sends_twice_is_one_finding(
    officer: Client, data: Session, buurt: Buurt
) -> None:
    where = walk(officer)
    answers = [
        send(officer, where, finding(buurt, fotos=photo()), headers={"Accept": "application/json"})
        for _ in range(3)
    ]
    assert [each.get_json() for each in answers] == [{"nummer": 1, "let_op": []}] * 3
    other = send(officer, where, finding(buurt, "b" * 32), headers={"Accept": "application/json"})
    assert other.get_json()["nummer"] == 2
    assert len(data.scalars(select(Schouwpunt)).all()) == 2
    assert len(data.scalars(select(Foto)).all()) == 1


def test_a_bad_photo_costs_no_finding(officer: Client, data: Session, buurt: Buurt) -> None:
    where = walk(officer)
    bad = finding(buurt, fotos=(io.BytesIO(b"<svg onload=alert(1)>"), "foto.jpg"))
    assert send(officer, where, bad).status_code == 303
    assert "Punt 1 heeft geen foto." in officer.get(where).text
    assert data.scalars(select(Schouwpunt)).one().fotos == []


def test_the_next_finding_remembers_the_place(officer: Client, buurt: Buurt) -> None:
    where = walk(officer)
    assert f'selected value="{buurt.plek.id}"' not in officer.get(where).text
    send(officer, where, finding(buurt))
    assert f'selected value="{buurt.plek.id}"' in officer.get(where).text
    elsewhere = finding(buurt, "c" * 32, plek="anders", straat="Achterpad")
    send(officer, where, elsewhere)
    assert 'value="Achterpad"' in officer.get(where).text


def test_what_is_not_complete_keeps_what_was_typed(
    officer: Client, data: Session, buurt: Buurt
) -> None:
    where = walk(officer)
    for wrong, sentence in (
        ({"tekst": "kort"}, "Schrijf in ten minste 5 tekens wat er is."),
        ({"plek": "999999"}, "Kies een straat of plek uit de lijst."),
        ({"sleutel": "x"}, "Laad deze pagina opnieuw"),
    ):
        answer = send(officer, where, finding(buurt, **wrong))
        assert answer.status_code == 422
        assert sentence in answer.text
    assert data.scalars(select(Schouwpunt)).all() == []
    assert "Schrijf waar u langs loopt." in officer.post(PAGE, {"datum": "2026-11-22"}).text


def test_a_walk_ends_when_every_finding_was_looked_at(
    officer: Client, data: Session, buurt: Buurt
) -> None:
    where = walk(officer)
    for number in range(3):
        send(officer, where, finding(buurt, f"{number}" * 32, fotos=photo()))
    refused = officer.post(f"{where}/afronden")
    assert refused.status_code == 409
    assert "Er wachten er nog 3." in refused.text
    assert officer.get(f"{where}/lijst.pdf").status_code == 404
    assert officer.post(f"{where}/1/weg").location == f"{where}/2"
    officer.post(f"{where}/2", finding(buurt))
    officer.post(f"{where}/3", finding(buurt, tekst="Een lamp <doet> het niet 🙂"))
    assert len(data.scalars(select(Foto)).all()) == 2  # what was taken away lost its photo
    assert officer.post(f"{where}/afronden").status_code == 303
    assert "Deze schouw is afgerond" in officer.get(where).text
    paper = officer.get(f"{where}/lijst.pdf")
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")
    late = send(officer, where, finding(buurt, "e" * 32))
    assert late.status_code == 409
    assert "Deze schouw is afgerond." in late.text
    assert officer.post(f"{where}/afronden").status_code == 409
    assert "Afgerond" in officer.get(PAGE).text


def test_a_walk_without_findings_still_gives_a_list(officer: Client) -> None:
    where = walk(officer)
    officer.post(f"{where}/afronden")
    assert officer.get(f"{where}/lijst.pdf").data[:5] == b"%PDF-"


def test_only_moderators_walk_and_nobody_sees_the_photos_of_a_walk(
    login: Login, officer: Client, data: Session, buurt: Buurt, client: Client
) -> None:
    where = walk(officer)
    send(officer, where, finding(buurt, fotos=photo()))
    stam = data.scalars(select(Foto)).one().stam
    assert data.scalars(select(Schouw)).one().partijen == ["gemeente", "welzijn"]
    assert client.get(f"/fotos/{stam}.jpg").status_code == 404
    delegate = login(een_lid(), "afgevaardigde")
    for path in (PAGE, where, f"{where}/1", f"{where}/lijst.pdf"):
        assert delegate.get(path).status_code == 403
    assert officer.get(f"{PAGE}/SC-1999-0001").status_code == 404
    assert officer.get(f"{where}/9").status_code == 404
