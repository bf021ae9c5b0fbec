"""What everyone sees was looked at first: words without somebody's data, photos one by one."""

from __future__ import annotations

import io
import re
from datetime import datetime

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.meldingen.test_verhaal import fill_in
from tests.support.client import Client
from tests.support.work import work
from vereniging.core.files import locate
from vereniging.meldingen import acties
from vereniging.meldingen.acties.vrijgeven import EerstDeTekst
from vereniging.meldingen.models import Foto, Melding

NETJES = "Er ligt al een week afval naast de container."


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        (f"{NETJES} Bel 06 12345678.", "een telefoonnummer"),
        (f"{NETJES} Mail mila@example.org.", "een e-mailadres"),
        (f"{NETJES} Maak over naar NL91ABNA0417164300.", "een rekeningnummer"),
        (f"{NETJES} De auto heeft kenteken 12-ABC-3.", "een kenteken"),
        ("Er ligt afval voor de deur van huisnummer 12.", "een huisnummer"),
    ],
)
def test_words_that_seem_to_name_somebody_are_asked_about_first(
    login: Login, data: Session, nu: datetime, tekst: str, wat: str
) -> None:
    melding = een_melding(een_buurt(data), nu)
    acties.bevestigen(melding, nu)
    moderator = login(een_lid(), "moderator")
    page = f"/bestuur/meldingen/{melding.kenmerk}/openbaar"
    assert 'name="toch"' not in moderator.get(page).text
    asked = moderator.post(page, {"tekst": tekst})
    assert asked.status_code == 422
    assert re.search(f"Wij zien mogelijk: [^.]*{wat}", asked.text)
    assert tekst in asked.text
    assert not melding.is_openbaar
    assert moderator.post(page, {"tekst": tekst, "toch": "y"}).status_code == 303
    data.refresh(melding)
    assert melding.openbare_tekst == tekst


def met_foto(client: Client, data: Session, nu: datetime) -> tuple[Melding, Foto]:
    """A confirmed report that came with one photo."""
    client.post(fill_in(client, een_buurt(data)))
    melding = data.scalars(select(Melding)).one()
    acties.bevestigen(melding, nu)
    data.commit()
    return melding, melding.fotos[0]


def test_a_photo_is_public_from_the_press_of_an_officer_until_the_next(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    melding, foto = met_foto(client, data, nu)
    acties.openbaar_maken(melding, NETJES, nu)
    data.commit()
    moderator = login(een_lid(), "moderator")
    page, adres = f"/bestuur/meldingen/{melding.kenmerk}", f"/fotos/{foto.naam}"
    openbaar = f"/meldingen/{melding.kenmerk}"
    assert "Maak foto 1 openbaar" in moderator.get(page).text
    assert foto.stam not in client.get(openbaar).text
    for _n in range(2):
        assert moderator.post(f"{page}/foto/{foto.stam}/vrijgeven").status_code == 303
    assert foto.stam in client.get(openbaar).text
    vreemde = login(een_lid())
    assert vreemde.get(adres).status_code == 200
    assert "Foto 1 is openbaar" in moderator.get(page).text
    moderator.post(f"{page}/foto/{foto.stam}/intrekken")
    assert foto.stam not in client.get(openbaar).text
    assert vreemde.get(adres).status_code == 404


def test_no_photo_goes_before_the_words_and_none_of_another_report(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    melding, foto = met_foto(client, data, nu)
    with pytest.raises(EerstDeTekst):
        acties.geef_foto_vrij(melding, foto)
    moderator = login(een_lid(), "moderator")
    page = f"/bestuur/meldingen/{melding.kenmerk}"
    assert not re.search("Maak foto . openbaar", moderator.get(page).text)
    refused = moderator.post(f"{page}/foto/{foto.stam}/vrijgeven")
    assert refused.status_code == 409
    assert "Maak eerst de melding openbaar." in refused.text
    assert moderator.post(f"{page}/foto/onbekend/vrijgeven").status_code == 404
    delegate = login(een_lid(), "afgevaardigde")
    assert delegate.post(f"{page}/foto/{foto.stam}/vrijgeven").status_code == 403


def test_a_box_on_a_photo_becomes_black_for_good(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    melding, foto = met_foto(client, data, nu)
    oud, stam = foto.naam, foto.stam
    moderator = login(een_lid(), "moderator")
    page = f"/bestuur/meldingen/{melding.kenmerk}/foto/{stam}/afdekken"
    assert page in moderator.get(f"/bestuur/meldingen/{melding.kenmerk}").text
    verkeerd = moderator.post(page, {"links": "60", "boven": "0", "rechts": "40", "onder": "101"})
    assert verkeerd.status_code == 422
    assert "Kies bij Rechts een groter getal dan bij Links." in verkeerd.text
    assert "Kies 0 tot 100." in verkeerd.text
    vak = {"links": "0", "boven": "0", "rechts": "50", "onder": "100"}
    assert moderator.post(page, vak).status_code == 303
    work()
    nieuw = data.scalars(select(Foto.naam)).one()
    assert nieuw != oud
    picture = Image.open(io.BytesIO(moderator.get(f"/fotos/{nieuw}").data))
    links, rechts = picture.getpixel((8, 24)), picture.getpixel((56, 24))
    assert max(links) < 16 < rechts[1]  # type: ignore[arg-type, index]  # RGB: black, and green
    assert locate(acties.fotomap(), oud) is None
    assert client.get(f"/fotos/{oud}").status_code == 404
    assert moderator.get(page).status_code == 404
