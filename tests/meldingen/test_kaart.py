"""A drawing that needs no script and asks no other server anything; the list says the same."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from tests.meldingen.test_opendata import een_openbare
from tests.support.client import Client
from vereniging.core.config import setting
from vereniging.meldingen import acties
from vereniging.meldingen.kaart import ZOOM, nodige_tegels, tegelbestand, tegelmap
from vereniging.meldingen.models import MeldingStand, Plek

PAGE = "/meldingen/kaart"
PLEKKEN = "/bestuur/meldingen/plekken"
COMMAND = ["kaart", "haal-tegels"]


@pytest.fixture
def buurt(data: Session) -> Buurt:
    """A street that is on the map."""
    buurt = een_buurt(data)
    buurt.plek.lat, buurt.plek.lon = 52.15765, 4.47790
    data.commit()
    return buurt


@pytest.fixture
def eigen_map(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """A folder of data for this test alone."""
    before = app.config["DATA_DIR"], app.config["KAART_TEGELS"]
    app.config["DATA_DIR"] = tmp_path
    yield tmp_path
    app.config["DATA_DIR"], app.config["KAART_TEGELS"] = before


def picture(kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (256, 256), "white").save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """A map server on this machine: its address, and what it was asked."""
    asked: list[str] = []

    class Tiles(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            kinds = {"/ok": picture(), "/jpeg": picture("JPEG")}
            body = kinds.get(self.path[: self.path.index("/", 1)])
            self.send_response(200 if body else 500)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Tiles) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}", asked
        made.shutdown()
        thread.join()


@pytest.mark.usefixtures("eigen_map")
def test_the_drawing_and_the_list_tell_the_same_open_reports(
    client: Client, data: Session, buurt: Buurt, nu: datetime
) -> None:
    shown = een_openbare(buurt, nu, "Er ligt afval bij de bak.", huisnummer="812")
    over = een_openbare(buurt, nu, "Dit is al opgelost en weg.")
    over.stand = MeldingStand.OPGELOST
    elsewhere = een_openbare(buurt, nu, "Ook hier ligt afval.", straat="Haagweg", plek=None)
    private = een_melding(buurt, nu)
    acties.bevestigen(private, nu)
    data.commit()
    text = client.get(PAGE).text
    assert text.count("<circle") == 1
    assert "Da Costastraat (1)" in text
    assert 'href="#straat-0"' in text
    for each, there in ((shown, True), (elsewhere, True), (over, False), (private, False)):
        assert (each.kenmerk in text) is there
    assert "812" not in text
    assert "Schets" in text
    assert "<image" not in text
    assert "http" not in text[text.index("<svg class") : text.index("</svg>", text.index("map"))]


@pytest.mark.usefixtures("eigen_map")
def test_without_positions_there_is_only_the_list(
    client: Client, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    assert "Er zijn geen open meldingen." in client.get(PAGE).text
    een_openbare(buurt, nu, "Er ligt afval bij de bak.")
    data.commit()
    text = client.get(PAGE).text
    assert "Er is nog geen kaart." in text
    assert "Er ligt afval bij de bak." in text


def test_tiles_are_fetched_once_and_come_from_our_own_site(
    app: Flask, client: Client, buurt: Buurt, eigen_map: Path, server: tuple[str, list[str]]
) -> None:
    base, asked = server
    app.config["KAART_TEGELS"] = f"{base}/ok/{{z}}/{{x}}/{{y}}.png"
    wanted = nodige_tegels([buurt.plek])
    done = app.test_cli_runner().invoke(args=[*COMMAND, "--bron", "Kaartmakers van Leiden"])
    assert done.exit_code == 0, done.output
    assert f"{len(wanted)} tegels gehaald, 0 waren er al." in done.output
    assert sorted(asked) == sorted(f"/ok/{ZOOM}/{x}/{y}.png" for x, y in wanted)
    again = app.test_cli_runner().invoke(args=COMMAND)
    assert f"0 tegels gehaald, {len(wanted)} waren er al." in again.output
    assert len(asked) == len(wanted)
    app.test_cli_runner().invoke(args=[*COMMAND, "--bron", "Kaartmakers van Leiden"])
    text = client.get(PAGE).text
    assert text.count("<image") == len(wanted)
    assert "Kaart: Kaartmakers van Leiden." in text
    assert base not in text
    column, row = wanted[0]
    answer = client.get(f"{PAGE}/{column}/{row}.png")
    assert (answer.mimetype, answer.data) == ("image/png", picture())
    assert client.get(f"{PAGE}/1/1.png").status_code == 404
    assert tegelmap() == Path(setting("DATA_DIR")) / "kaart"
    assert eigen_map in tegelbestand(column, row).parents


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/jpeg/{z}/{x}/{y}", "stuurt geen PNG"),
        ("/stuk/{z}/{x}/{y}", "antwoordt niet goed"),
        ("/ok/{z}/{x}", "Zet in KAART_TEGELS een adres"),
    ],
)
@pytest.mark.usefixtures("eigen_map", "buurt")
def test_a_server_that_gives_no_map_is_one_sentence(
    app: Flask, server: tuple[str, list[str]], path: str, sentence: str
) -> None:
    app.config["KAART_TEGELS"] = server[0] + path
    done = app.test_cli_runner().invoke(args=COMMAND)
    assert done.exit_code == 1
    assert sentence in done.output
    assert list(tegelmap().glob("**/*.png")) == []


@pytest.mark.usefixtures("eigen_map")
def test_nothing_is_fetched_for_no_place_for_the_whole_world_or_from_a_file(
    app: Flask, data: Session, server: tuple[str, list[str]]
) -> None:
    buurt = een_buurt(data)
    refused = []
    for address, second in (
        (f"{server[0]}/ok/{{z}}/{{x}}/{{y}}", None),
        (f"{server[0]}/ok/{{z}}/{{x}}/{{y}}", Plek(naam="Ver weg", lat=-33.9, lon=18.4)),
        ("file:///etc/{z}/{x}/{y}", None),
        ("", None),
    ):
        app.config["KAART_TEGELS"] = address
        if second is not None:
            buurt.plek.lat, buurt.plek.lon = 52.1, 4.4
            data.add(second)
        data.commit()
        done = app.test_cli_runner().invoke(args=COMMAND)
        assert done.exit_code == 1
        refused.append(done.output)
    assert "Geen plek heeft een plaats" in refused[0]
    assert "meer dan 1000" in refused[1]
    assert "https://" in refused[2]
    assert "https://" in refused[3]
    assert server[1] == []


@pytest.mark.usefixtures("eigen_map")
def test_places_too_far_apart_give_a_list_and_no_drawing(
    client: Client, data: Session, buurt: Buurt, nu: datetime
) -> None:
    data.add(Plek(naam="Ver weg", lat=-33.9, lon=18.4))
    een_openbare(buurt, nu, "Er ligt afval bij de bak.")
    data.commit()
    text = client.get(PAGE).text
    assert '<svg class="map"' not in text
    assert "Er ligt afval bij de bak." in text


@pytest.mark.usefixtures("eigen_map")
def test_an_officer_says_where_places_are(login: Login, data: Session, buurt: Buurt) -> None:
    browser = login(een_lid(), "moderator")
    assert "Da Costastraat; 52.15765; 4.47790" in browser.get(PLEKKEN).text
    typed = "Da Costastraat; 52,158; 4.478\n\nHaagweg; 0; 0\nHaagweg;52.1562;4.4765\nAchterpad\n"
    assert browser.post(PLEKKEN, {"regels": typed}).status_code == 303
    rows = {plek.naam: (plek.lat, plek.lon) for plek in data.scalars(select(Plek))}
    assert rows == {
        "Da Costastraat": (52.158, 4.478), "Haagweg": (52.1562, 4.4765), "Achterpad": (None, None)
    }  # fmt: skip
    for wrong in (
        "Haagweg; 52",
        "; 52; 4",
        "Haagweg; 91; 4",
        "Haagweg; nan; 4",
        "x" * 121,
        "W; a; b",
    ):
        answer = browser.post(PLEKKEN, {"regels": wrong})
        assert answer.status_code == 422, wrong
        assert "Deze regel begrijpen wij niet" in answer.text
    assert browser.post(PLEKKEN, {"regels": ""}).status_code == 422
    assert login(een_lid(), "afgevaardigde").get(PLEKKEN).status_code == 403
    assert buurt.plek.naam == "Da Costastraat"
