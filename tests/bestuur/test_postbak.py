"""The secretary gives mail without a place its place, and sees which addresses do not work."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.bestuur.test_board import een_mail
from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.post.berichten import een_brief
from tests.support.client import Client
from vereniging.core.keys import Label, seal
from vereniging.core.secrets import key
from vereniging.meldingen import acties
from vereniging.meldingen.models import Antwoord, Doorzending, Melding
from vereniging.post.antwoordadres import antwoordadres
from vereniging.post.models import Mail, Postbak, Postbakreden, Terugbericht
from vereniging.post.ontvangen import ontvang


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


def een_bericht(nu: datetime, **anders: object) -> Postbak:
    """A message that nobody could place."""
    velden: dict[str, object] = {
        "message_id": "1@example.org", "op": nu, "van": "sam@example.org",
        "onderwerp": "Vraag over het park", "tekst": seal(key(Label.MAIL), "Is het park open?"),
        "reden": Postbakreden.GEEN_ADRES,
    }  # fmt: skip
    return Postbak(**{**velden, **anders})  # type: ignore[arg-type]  # any field


def een_doorzending(data: Session, nu: datetime) -> Doorzending:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    return acties.doorsturen(melding, buurt.gemeente, nu)


def rijen(data: Session) -> list[Postbak]:
    data.expire_all()
    return list(data.scalars(select(Postbak)))


def test_an_empty_box_says_so_and_a_full_one_is_work(
    data: Session, secretaris: Client, nu: datetime
) -> None:
    page = secretaris.get("/bestuur/post").text
    assert "De postbak is leeg." in page
    assert "Adressen die niet werken" not in page
    data.add(een_bericht(nu, bijlagen=2))
    data.commit()
    (rij,) = rijen(data)
    assert f"/bestuur/post/postbak/{rij.id}" in secretaris.get("/bestuur/post").text
    assert "1 e-mail zonder plaats" in secretaris.get("/bestuur").text
    page = secretaris.get(f"/bestuur/post/postbak/{rij.id}").text
    assert "Is het park open?" in page
    assert "Er zaten 2 bijlagen bij." in page


def test_a_stranger_with_the_right_address_is_proposed_at_that_report(
    data: Session, app: Flask, secretaris: Client, nu: datetime
) -> None:
    app.config["MAIL_REPLY_DOMAIN"] = "post.example.org"
    doorzending = een_doorzending(data, nu)
    data.commit()
    aan = antwoordadres(doorzending.postkiem) or ""
    ontvang(een_brief(aan, "collega@elders.example.com", "Wij komen dinsdag.").as_bytes())
    (rij,) = rijen(data)
    url = f"/bestuur/post/postbak/{rij.id}"
    assert f'value="{doorzending.melding.kenmerk}"' in secretaris.get(url).text

    wrong = secretaris.post(f"{url}/koppel", data={"kenmerk": "M-2026-9999"})
    assert wrong.status_code == 422
    assert "Wij kennen dit nummer niet." in wrong.text
    assert secretaris.post(f"{url}/koppel", data={"kenmerk": ""}).status_code == 422
    typed = f" {doorzending.melding.kenmerk.lower()} "
    assert secretaris.post(f"{url}/koppel", data={"kenmerk": typed}).status_code == 303
    assert rijen(data) == []
    (antwoord,) = data.scalars(select(Antwoord))
    assert (antwoord.naam, antwoord.is_intern) == ("collega@elders.example.com", True)
    assert antwoord.doorzending is doorzending
    assert secretaris.get(url).status_code == 404
    assert secretaris.post(f"{url}/koppel", data={"kenmerk": typed}).status_code == 404


def test_at_a_report_that_was_sent_to_nobody_it_is_a_line_for_officers(
    data: Session, secretaris: Client, nu: datetime
) -> None:
    melding: Melding = een_melding(een_buurt(data), nu)
    data.add(een_bericht(nu, bijlagen=1))
    data.commit()
    (rij,) = rijen(data)
    url = f"/bestuur/post/postbak/{rij.id}/koppel"
    assert secretaris.post(url, data={"kenmerk": melding.kenmerk}).status_code == 303
    data.expire_all()
    laatste = melding.gebeurtenissen[-1]
    assert (laatste.soort, laatste.zichtbaar_voor) == ("mail_gekoppeld", "kantoor")
    assert laatste.tekst.startswith("sam@example.org\n\nIs het park open?")
    assert "Niet bewaard: 1 bijlage." in laatste.tekst


def test_what_belongs_to_nobody_is_thrown_away(
    data: Session, secretaris: Client, login: Login, nu: datetime
) -> None:
    data.add(een_bericht(nu, onderwerp="", tekst=b"stuk"))
    data.commit()
    (rij,) = rijen(data)
    url = f"/bestuur/post/postbak/{rij.id}"
    page = secretaris.get(url).text
    assert "E-mail zonder onderwerp" in page
    assert "Er staat geen tekst in." in page
    assert login(een_lid(), "penningmeester").get(url).status_code == 403
    assert login(een_lid()).post(f"{url}/weg").status_code == 403
    assert secretaris.post(f"{url}/weg").status_code == 303
    assert secretaris.post(f"{url}/weg").status_code == 404
    assert rijen(data) == []


def test_an_address_that_does_not_work_is_seen_at_the_member_and_ends_with_another_address(
    data: Session, secretaris: Client, login: Login, nu: datetime
) -> None:
    lid = een_lid(email="weg@example.org")
    member = login(lid)
    terug = Terugbericht(mailnummer="1", adres="weg@example.org", op=nu, is_hard=True,
                         uitleg="550 user unknown")  # fmt: skip
    data.add(terug)
    data.commit()
    url = f"/bestuur/post/adressen/{terug.id}/werkt"
    page = secretaris.get("/bestuur/post").text
    assert "550 user unknown" in page
    assert f"/bestuur/leden/{lid.lidnummer}" in page
    assert "Klopt dit adres?" in secretaris.get("/bestuur").text
    assert "E-mail komt terug" in secretaris.get(f"/bestuur/leden/{lid.lidnummer}").text
    assert "Onze e-mail komt niet bij u aan" in member.get("/mijn/gegevens").text

    lid.email = "nieuw@example.org"
    data.commit()
    assert "E-mail komt terug" not in secretaris.get(f"/bestuur/leden/{lid.lidnummer}").text
    assert "komt niet bij u aan" not in member.get("/mijn/gegevens").text
    done = secretaris.post(url)
    assert done.status_code == 303
    assert "Adressen die niet werken" not in secretaris.get("/bestuur/post").text
    assert secretaris.post(url).status_code == 404


def test_what_cannot_be_mailed_becomes_a_letter_or_is_tried_again(
    data: Session, secretaris: Client, nu: datetime
) -> None:
    brief = een_mail(sleutel="a", mislukt_op=nu, geweigerd="weg", aan="weg@example.org")
    again = een_mail(sleutel="b", mislukt_op=nu, geweigerd="weg", aan="weg@example.org")
    data.add_all([brief, again])
    data.add(Terugbericht(mailnummer="1", adres="weg@example.org", op=nu, is_hard=True))
    data.commit()
    assert "Maak er een brief van" in secretaris.get("/bestuur/post").text
    assert secretaris.post(f"/bestuur/post/{brief.id}/per-brief").status_code == 303
    assert secretaris.post(f"/bestuur/post/{brief.id}/per-brief").status_code == 404
    assert "Dit is een brief." in secretaris.get(f"/bestuur/post/{brief.id}/brief").text
    assert secretaris.post(f"/bestuur/post/{again.id}/opnieuw").status_code == 303
    data.expire_all()
    assert data.scalars(select(Terugbericht)).all() == []
    assert data.scalars(select(Mail).where(Mail.mislukt_op.is_not(None))).all() == []
