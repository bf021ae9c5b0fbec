"""Leaving and one's own details in a browser."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_huishouden, een_lid
from tests.leden.factories import post
from tests.support.client import Client
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys, token_for
from vereniging.leden.models import Lid, Opzegging, OpzeggingStand

OWN = {
    "voornaam": "Robin",
    "voorletters": "R.",
    "tussenvoegsel": "van",
    "achternaam": "Dam",
    "telefoon": "+31 6 1234 5678",
    "taal": "en",
}


def test_leaving_shows_the_last_day_first_and_needs_no_login(client: Client) -> None:
    page = client.get("/opzeggen")
    assert page.status_code == 200
    assert "donderdag 31 december 2026" in page.text
    assert "3 december 2026" in page.text


def test_leaving_by_mail_from_link_to_undo(client: Client, data: Session) -> None:
    lid = een_lid(email="kim@example.org")
    data.add(lid)
    known = client.post("/opzeggen", {"email": "KIM@example.org"})
    unknown = client.post("/opzeggen", {"email": "niemand@example.org"})
    assert known.status_code == unknown.status_code == 303
    assert known.location == unknown.location
    (mail,) = post("opzegging:")
    found = re.search(r"/bevestigen/\S+", unseal(keys(Label.MAIL), mail.tekst or b""))
    assert found
    shown = client.get(found[0])
    assert "donderdag 31 december 2026" in shown.text
    assert data.scalars(select(Opzegging.stand)).one() is OpzeggingStand.TE_BEVESTIGEN
    confirmed = client.post(found[0])
    assert confirmed.status_code == 303
    assert "Uw opzegging is binnen" in client.get(confirmed.location).text
    assert client.post(found[0]).status_code == 303
    assert len(post("opzegging:ontvangen")) == 1
    assert client.get(found[0]).status_code == 303
    assert client.post(confirmed.location).status_code == 303
    assert "U blijft lid" in client.get(confirmed.location).text
    assert data.scalars(select(Opzegging.stand)).one() is OpzeggingStand.INGETROKKEN
    assert client.post(found[0]).status_code == 409


@pytest.mark.parametrize("email", ["", "x", "a@b\n", "é" * 300])
def test_a_wrong_address_is_told_and_kept(client: Client, email: str) -> None:
    page = client.post("/opzeggen", {"email": email})
    assert page.status_code == 422
    assert "e-mailadres in" in page.text


def test_a_member_who_is_signed_in_leaves_at_once(data: Session, login: Login) -> None:
    member = login(een_lid())
    assert "donderdag 31 december 2026" in member.get("/opzeggen").text
    answer = member.post("/opzeggen/nu")
    assert answer.status_code == 303
    assert "Uw opzegging is binnen" in member.get(answer.location).text
    assert "Uw lidmaatschap stopt al" in member.get("/opzeggen").text
    again = member.post("/opzeggen/nu")
    assert again.status_code == 409
    assert "31 december 2026" in again.text


def test_links_of_others_are_not_found(client: Client, data: Session) -> None:
    assert client.get(f"/opzeggen/{'A' * 43}").status_code == 404
    assert client.get(f"/opzeggen/{token_for(b'x' * 16, 'opzegging_volgen')}").status_code == 404
    assert client.get(f"/bevestigen/{token_for(b'x' * 16, 'opzegging')}").status_code == 409


def test_a_member_changes_their_own_details(data: Session, login: Login) -> None:
    lid, ander = een_lid(), een_lid()
    data.add(een_huishouden(lid, ander))
    member = login(lid)
    page = member.get("/mijn/gegevens").text
    assert lid.adres.straat in page
    assert lid.email is not None
    assert lid.email in page
    assert member.post("/mijn/gegevens", OWN).status_code == 303
    changed = data.scalars(select(Lid).where(Lid.lidnummer == lid.lidnummer)).one()
    assert (changed.naam, changed.voorletters, changed.telefoon, changed.taal) == (
        "Robin van Dam", "R.", "+31612345678", "en",
    )  # fmt: skip
    assert changed.zoeknaam.startswith("dam robin van")
    assert changed.huishouden is not None


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"taal": "fr"}, "Kies een taal."),
        ({"telefoon": "<b>"}, "Vul een telefoonnummer in"),
        ({"voornaam": ""}, "Vul uw voornaam in."),
    ],
)
def test_wrong_details_are_told_and_nothing_changes(
    data: Session, login: Login, anders: dict[str, str], sentence: str
) -> None:
    lid = een_lid()
    page = login(lid).post("/mijn/gegevens", {**OWN, **anders})
    assert page.status_code == 422
    assert sentence in page.text
    assert data.scalars(select(Lid.telefoon)).one() is None


def test_own_pages_are_for_who_is_signed_in(client: Client) -> None:
    for path in ("/mijn/gegevens", "/mijn/lidkaart"):
        assert client.get(path).status_code == 303


def test_the_card_holds_a_code_that_tells_only_whether_it_counts(
    client: Client, data: Session, login: Login
) -> None:
    lid = een_lid()
    card = login(lid).get("/mijn/lidkaart")
    assert "<svg" in card.text
    page = client.get(f"/lidkaart/{token_for(lid.kiem, 'lidkaart')}")
    assert "Deze lidkaart is geldig" in page.text
    assert lid.achternaam not in page.text
    assert str(lid.lidnummer) not in page.text
    assert client.get(f"/lidkaart/{'A' * 43}").status_code == 404
