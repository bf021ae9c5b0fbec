"""Joining in a browser: three steps, a mail, a link or a code."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.leden.factories import GEBIED, een_aanmelding, een_bevestigde_aanmelding
from tests.support.client import Client
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys, token_for
from vereniging.leden import haken
from vereniging.leden.models import Aanmelding, AanmeldingStand
from vereniging.post.models import Mail
from vereniging.statuten.acties import stel_in
from vereniging.statuten.models import Statuten

STAP_1 = {"stap": "1", "soort": "lid", "leeftijd": "ja", "huisgenoot": "nee"}
STAP_2 = {
    **STAP_1,
    "stap": "2",
    "voornaam": "Hildebrand",
    "tussenvoegsel": "van",
    "achternaam": "Voorbeeld",
    "postcode": "2399 zz",
    "huisnummer": "12a",
    "email": "Hildebrand@Example.org",
    "telefoon": "06 1234 5678",
}
STAP_3 = {**STAP_2, "stap": "3", "akkoord": "y"}


@pytest.fixture(autouse=True)
def gebied(data: Session) -> None:
    stel_in(werkgebied=GEBIED)


def tekst(soort: str, data: Session) -> str:
    mails = [mail for mail in data.scalars(select(Mail)) if mail.sleutel.startswith(soort)]
    assert len(mails) == 1, [mail.sleutel for mail in mails]
    return unseal(keys(Label.MAIL), mails[0].tekst or b"")


def hidden(page: str) -> dict[str, str]:
    """What the page carries along for the next post."""
    fields = [
        dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", page)
    ]
    return {
        field["name"]: html.unescape(field["value"])
        for field in fields
        if field["type"] == "hidden" and field["name"] != "csrf_token"
    }


def aantal(data: Session) -> int:
    return data.scalar(select(func.count()).select_from(Aanmelding)) or 0


def test_the_first_page_asks_and_tells_the_price_before_anything(client: Client) -> None:
    page = client.get("/lid-worden")
    assert page.status_code == 200
    for sentence in ("Wat wilt u worden?", "Contributie", "Opzeggen", "Het bestuur laat u toe"):
        assert sentence in page.text


def test_each_step_carries_what_was_answered(client: Client) -> None:
    second = client.post("/lid-worden", STAP_1)
    assert second.status_code == 200
    assert "Wie bent u en waar woont u?" in second.text
    assert hidden(second.text).items() >= {"soort": "lid", "huisgenoot": "nee", "stap": "2"}.items()
    third = client.post("/lid-worden", STAP_2)
    assert "Potgieterlaan 12a, 2399 ZZ Leiden" in third.text
    assert hidden(third.text)["voornaam"] == "Hildebrand"


def test_going_back_loses_nothing(client: Client) -> None:
    page = client.post("/lid-worden", {**STAP_3, "naar": "2"})
    assert page.status_code == 200
    assert 'value="Hildebrand"' in page.text
    assert "klopt nog niet" not in page.text


def test_sending_it_mails_a_link_and_a_code(client: Client, data: Session) -> None:
    answer = client.post("/lid-worden", STAP_3)
    assert answer.status_code == 303
    assert answer.location.endswith("/lid-worden/mail")
    aanmelding = data.scalars(select(Aanmelding)).one()
    assert aanmelding.email == "hildebrand@example.org"
    assert aanmelding.telefoon == "0612345678"
    assert aanmelding.adres.sleutel == ("2399ZZ", "12", "A", "")
    assert aanmelding.adres.in_werkgebied
    assert "/bevestigen/" in tekst("aanmelding:", data)


def test_the_link_shows_and_the_button_confirms(client: Client, data: Session) -> None:
    client.post("/lid-worden", STAP_3)
    found = re.search(r"/bevestigen/\S+", tekst("aanmelding:", data))
    assert found
    shown = client.get(found[0])
    assert "Bevestig uw aanmelding" in shown.text
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    aanmelding = data.scalars(select(Aanmelding)).one()
    assert aanmelding.stand is AanmeldingStand.TE_BEVESTIGEN
    for _ in range(2):
        assert client.post(found[0]).status_code == 303
    assert "Uw aanmelding is binnen" in client.get(found[0]).text
    assert "Het bestuur besluit" in tekst("aangemeld:", data)


def test_the_code_does_the_same(client: Client, data: Session) -> None:
    client.post("/lid-worden", STAP_3)
    found = re.search(r"\d{3} \d{3}", tekst("aanmelding:", data))
    assert found
    wrong = client.post("/lid-worden/mail", {"code": "12"})
    assert wrong.status_code == 422
    assert "Deze code klopt niet" in wrong.text
    answer = client.post("/lid-worden/mail", {"code": found[0]})
    assert answer.status_code == 303
    assert data.scalars(select(Aanmelding.stand)).one() is AanmeldingStand.INGEDIEND
    assert "Uw aanmelding is binnen" in client.get(answer.location).text


def test_a_code_without_an_application_is_just_wrong(client: Client) -> None:
    assert client.get("/lid-worden/mail").status_code == 200
    assert client.post("/lid-worden/mail", {"code": "123456"}).status_code == 422


def test_a_known_address_sees_the_same_page(client: Client, data: Session) -> None:
    fresh = client.post("/lid-worden", STAP_3)
    data.add(een_lid(email="kim@example.org"))
    known = client.post("/lid-worden", {**STAP_3, "email": "kim@example.org"})
    assert (known.status_code, known.location) == (fresh.status_code, fresh.location)
    assert aantal(data) == 1
    assert "U staat al in ons register" in tekst("al_bekend:", data)
    assert client.post("/lid-worden/mail", {"code": "123456"}).status_code == 422


def test_paying_is_offered_at_once_when_something_is_due(
    client: Client, data: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(haken, "_betaallink", [lambda _a: "http://127.0.0.1:8000/betalen/x"])
    aanmelding = een_bevestigde_aanmelding()
    page = client.get(f"/bevestigen/{token_for(aanmelding.kiem, 'aanmelding')}")
    assert "Betaal de contributie" in page.text
    assert "Betalen maakt u nog geen lid" in page.text


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"soort": ""}, "Kies of u lid of donateur wilt worden."),
        ({"soort": "keizer"}, "Kies of u lid of donateur wilt worden."),
        ({"soort": "bedrijf"}, "Kies of u lid of donateur wilt worden."),
        ({"leeftijd": "nee"}, "U kunt lid worden vanaf 16 jaar."),
        ({"huisgenoot": ""}, "Kies ja of nee bij uw huishouden."),
        ({"voornaam": " "}, "Vul uw voornaam in."),
        ({"achternaam": "x" * 121}, "U gebruikte 121 tekens, 120 is de grens."),
        ({"huisnummer": ""}, "Vul uw huisnummer in, bijvoorbeeld 12 of 12A."),
        ({"huisnummer": "<script>"}, "Vul uw huisnummer in, bijvoorbeeld 12 of 12A."),
        ({"postcode": "0123"}, "Vul uw postcode in als 4 cijfers en 2 letters: 2399 ZZ."),
        ({"huisnummer": "4000"}, "Wij kennen dit adres nog niet. Vul uw straat in."),
        ({"postcode": "2311 AA"}, "Dit adres ligt buiten ons werkgebied."),
        ({"email": "hildebrand@voorbeeld"}, "Vul een e-mailadres in dat werkt"),
        ({"email": "a@example.org\nBcc: b@example.org"}, "Vul een e-mailadres in dat werkt"),
        ({"telefoon": "bel maar"}, "Vul een telefoonnummer in van 8 tot 15 cijfers."),
        ({"akkoord": ""}, "Zet een vinkje om verder te gaan."),
    ],
)
def test_what_is_wrong_is_said_and_everything_is_kept(
    client: Client, data: Session, anders: dict[str, Any], sentence: str
) -> None:
    page = client.post("/lid-worden", {**STAP_3, **anders})
    assert page.status_code == 422
    assert sentence in page.text
    assert "Hildebrand" in page.text or "voornaam" in anders
    assert aantal(data) == 0


def test_under_sixteen_a_parent_agrees_when_the_statutes_allow_it(
    client: Client, data: Session
) -> None:
    data.add(
        Statuten(
            geldig_vanaf=date(2024, 1, 1),
            waarden={"minimumleeftijd": 12},
            artikelen={"minimumleeftijd": "artikel 4"},
        )
    )
    young = {**STAP_3, "leeftijd": "nee"}
    refused = client.post("/lid-worden", young)
    assert refused.status_code == 422
    assert "Vraag uw ouder of voogd en zet dan een vinkje." in refused.text
    assert client.post("/lid-worden", {**young, "ouder": "y"}).status_code == 303
    assert not data.scalars(select(Aanmelding.is_zestien)).one()


def test_hostile_text_is_shown_as_text(client: Client) -> None:
    page = client.post("/lid-worden", {**STAP_3, "voornaam": "<img src=x>", "akkoord": ""})
    assert "&lt;img src=x&gt;" in page.text
    assert "<img src=x>" not in page.text


def test_outside_the_area_one_button_makes_a_donor(client: Client, data: Session) -> None:
    outside = {**STAP_2, "postcode": "2311 AA", "straat": "Breestraat"}
    refused = client.post("/lid-worden", outside)
    assert refused.status_code == 422
    assert "Word donateur" in refused.text
    third = client.post("/lid-worden", {**outside, "actie": "donateur"})
    assert third.status_code == 200
    assert hidden(third.text)["soort"] == "donateur"
    client.post("/lid-worden", {**outside, "soort": "donateur", "stap": "3", "akkoord": "y"})
    assert not data.scalars(select(Aanmelding)).one().adres.in_werkgebied


def test_an_unknown_number_is_asked_and_never_blocked(client: Client, data: Session) -> None:
    client.post("/lid-worden", {**STAP_3, "huisnummer": "4000", "straat": "Nieuwe laan"})
    assert data.scalars(select(Aanmelding)).one().adres.straat == "Nieuwe laan"


def test_sent_twice_it_counts_once(client: Client, data: Session) -> None:
    fields = {**STAP_3, "formuliersleutel": "een-sleutel-van-dit-formulier"}
    first = client.post("/lid-worden", fields)
    second = client.post("/lid-worden", fields)
    assert (second.status_code, second.location) == (303, first.location)
    assert aantal(data) == 1


def test_an_unknown_link_is_not_found(client: Client) -> None:
    assert client.get(f"/bevestigen/{'A' * 43}").status_code == 404
    assert client.post(f"/bevestigen/{'A' * 43}/intrekking").status_code == 404


def test_a_link_without_its_row_has_expired(client: Client, data: Session) -> None:
    page = client.get(f"/bevestigen/{token_for(b'x' * 16, 'aanmelding')}")
    assert page.status_code == 409
    assert "Deze link is verlopen. Vul het formulier opnieuw in." in page.text


def test_an_applicant_takes_it_back(client: Client, data: Session) -> None:
    aanmelding = een_aanmelding()
    url = f"/bevestigen/{token_for(aanmelding.kiem, 'aanmelding')}"
    assert client.post(f"{url}/intrekking").status_code == 303
    assert "U trok uw aanmelding in" in client.get(url).text
    assert client.post(url).status_code in {303, 409}
    assert data.scalars(select(Aanmelding.stand)).one() is AanmeldingStand.INGETROKKEN


def test_a_member_who_is_signed_in_can_still_read_the_page(client: Client, login: Login) -> None:
    assert login(een_lid()).get("/lid-worden").status_code == 200
