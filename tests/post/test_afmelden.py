"""Stopping mail: a GET shows, one POST without a cookie acts, as often as it comes."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories import een_lid, een_thema
from tests.support.client import Client
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.secrets import token_for
from vereniging.leden.models import Lid
from vereniging.logboek.models import Logboek
from vereniging.post.mailing_queries import voorkeuren_van
from vereniging.post.mailing_tekst import AFMELDEN
from vereniging.post.models import Mailniveau, Mailvoorkeur
from vereniging.post.voorkeuren import kies

KLIK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def lid(data: Session) -> Lid:
    """A member who gets mail, and a theme there is mail about."""
    member = een_lid()
    db.session.add_all([member, een_thema("groen", "Groenvoorzieningen")])
    db.session.flush()
    return member


def page(lid: Lid, onderwerp: str = "nieuws") -> str:
    """Where the link in a mail leads."""
    return f"/afmelden/{token_for(lid.kiem, AFMELDEN)}?onderwerp={onderwerp}"


def test_looking_changes_nothing_and_tells_what_stops(client: Client, lid: Lid) -> None:
    for _ in range(2):
        answer = client.get(page(lid, "thema-groen"))
        assert answer.status_code == 200
        assert "Groenvoorzieningen" in answer.text
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
    assert voorkeuren_van(lid.id) == {}


def test_a_mail_program_stops_it_with_one_post_without_a_cookie_or_redirect(
    app: Flask, client: Client, lid: Lid
) -> None:
    url = page(lid)
    for _ in range(3):
        answer = client.post(url, KLIK, csrf=False, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 200
        assert "Deze e-mails zijn gestopt" in answer.text
    assert voorkeuren_van(lid.id) == {"nieuws": Mailniveau.NIETS}
    assert len(db.session.scalars(select(Mailvoorkeur)).all()) == 1
    lines = db.session.scalars(select(Logboek).where(Logboek.soort.startswith("mailv"))).all()
    assert len(lines) == 1


def test_who_changes_their_mind_gets_them_again(client: Client, lid: Lid) -> None:
    for niveau in ("alles", "belangrijk"):
        kies(lid.id, {"nieuws": Mailniveau(niveau)}, clock.now())
        answer = client.post(page(lid), KLIK, csrf=False)
        assert f'name="gestopt" value="nieuws:{niveau}"' in answer.text
        answer = client.post(page(lid), {"weer": "ja", "gestopt": f"nieuws:{niveau}"})
        assert "U krijgt deze e-mails weer" in answer.text
        db.session.expire_all()
        assert voorkeuren_van(lid.id) == {"nieuws": Mailniveau(niveau)}


def test_who_keeps_the_overview_after_all_gets_it_again(client: Client, lid: Lid) -> None:
    kies(lid.id, {"nieuws": Mailniveau.WEEKOVERZICHT}, clock.now())
    answer = client.post(page(lid, "weekoverzicht"), KLIK, csrf=False)
    assert 'name="gestopt" value="nieuws:weekoverzicht"' in answer.text
    answer = client.post(
        page(lid, "weekoverzicht"), {"weer": "ja", "gestopt": "nieuws:weekoverzicht"}
    )
    assert "U krijgt deze e-mails weer" in answer.text
    db.session.expire_all()
    assert voorkeuren_van(lid.id) == {"nieuws": Mailniveau.WEEKOVERZICHT}


@pytest.mark.parametrize("gestopt", ["", "geheim:alles", "nieuws:niets", "nieuws", "nieuws:x:y"])
def test_a_field_that_we_did_not_write_restores_nothing(
    client: Client, lid: Lid, gestopt: str
) -> None:
    client.post(page(lid), KLIK, csrf=False)
    answer = client.post(page(lid), {"weer": "ja", "gestopt": gestopt})
    assert answer.status_code == 400
    assert voorkeuren_van(lid.id) == {"nieuws": Mailniveau.NIETS}


def test_a_link_without_a_topic_stops_them_all(client: Client, lid: Lid) -> None:
    client.post(urlsplit(page(lid)).path, KLIK, csrf=False)
    assert voorkeuren_van(lid.id) == dict.fromkeys(
        ("nieuws", "activiteiten", "thema-groen"), Mailniveau.NIETS
    )


def test_the_link_of_the_overview_stops_the_overview_and_nothing_else(
    client: Client, lid: Lid
) -> None:
    for onderwerp, niveau in (("nieuws", "weekoverzicht"), ("activiteiten", "belangrijk")):
        db.session.add(
            Mailvoorkeur(
                lid_id=lid.id,
                onderwerp=onderwerp,
                niveau=Mailniveau(niveau),
                gewijzigd_op=lid.lidmaatschappen[0].ingevoerd_op,
            )
        )
    client.post(page(lid, "weekoverzicht"), KLIK, csrf=False)
    assert voorkeuren_van(lid.id) == {
        "nieuws": Mailniveau.NIETS, "activiteiten": Mailniveau.BELANGRIJK,
    }  # fmt: skip


def test_a_link_we_did_not_make_is_unknown(client: Client, lid: Lid) -> None:
    other = token_for(lid.kiem, "lidkaart")
    unknown = token_for(b"x" * 16, AFMELDEN)
    for token in (other, unknown, "A" * 43):
        assert client.get(f"/afmelden/{token}").status_code == 404
        assert client.post(f"/afmelden/{token}", KLIK, csrf=False).status_code == 404
    assert db.session.scalars(select(Mailvoorkeur)).all() == []
