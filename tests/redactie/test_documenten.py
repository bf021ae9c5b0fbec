"""Documents: for everybody or for members, in versions that stay readable."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.support.client import Client
from tests.support.pdf import a_pdf
from vereniging.redactie.acties import plaats_document, vervang_document, wijzig_document
from vereniging.redactie.models import Document, Documentsoort, Documentversie, ZelfdeBestand

EEN, TWEE = ("a" * 32 + ".pdf", "1" * 64), ("b" * 32 + ".pdf", "2" * 64)


def een_document(nu: datetime, titel: str = "Statuten", *, openbaar: bool = True) -> Document:
    return plaats_document(titel, Documentsoort.STATUTEN, EEN, nu, openbaar=openbaar)


def test_a_new_version_counts_and_the_old_one_stays(data: Session, nu: datetime) -> None:
    document = een_document(nu)
    with pytest.raises(ZelfdeBestand):
        vervang_document(document, EEN, nu)
    vervang_document(document, TWEE, nu)
    assert [versie.nummer for versie in document.versies] == [1, 2]
    assert document.nieuwste.bestand == TWEE[0]
    vervang_document(document, EEN, nu)  # back to what it was is a version too
    assert document.nieuwste.nummer == 3


def test_two_versions_never_have_one_number(data: Session, nu: datetime) -> None:
    document = een_document(nu)
    data.flush()
    again = Documentversie(nummer=1, bestand=TWEE[0], sha256=TWEE[1], geplaatst_op=nu)
    document.versies.append(again)
    with pytest.raises(IntegrityError):
        data.flush()


def test_a_visitor_does_not_learn_what_members_read(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    een_document(nu, "Statuten")
    een_document(nu, "Begroting", openbaar=False)
    data.flush()
    assert "Begroting" not in client.get("/documenten").text
    assert "Statuten" in client.get("/documenten").text
    assert "/documenten/begroting" not in client.get("/zoeken?q=begroting").text
    for path in ("/documenten/begroting", "/documenten/begroting/1.pdf", "/documenten/iets"):
        assert client.get(path).status_code == 404
    member = login(een_lid())
    assert "Begroting" in member.get("/documenten").text
    assert member.get("/documenten/begroting").status_code == 200


def test_what_is_taken_from_the_site_nobody_reads_until_it_is_back(
    data: Session, nu: datetime, client: Client
) -> None:
    document = een_document(nu)
    for weg, status in ((True, 404), (False, 200)):
        wijzig_document(document, "Statuten", Documentsoort.STATUTEN, openbaar=True, weg=weg)
        data.flush()
        assert client.get("/documenten/statuten").status_code == status


def test_the_secretary_puts_a_file_on_the_site_and_replaces_it(
    data: Session, login: Login, client: Client
) -> None:
    secretaris = login(een_lid(), "secretaris")
    page, fields = "/bestuur/site/documenten/nieuw", {"titel": "Jaarverslag 2026"}
    empty = secretaris.post(page, fields)
    assert empty.status_code == 422
    assert "Kies wat het is." in empty.text
    fields |= {"soort": "jaarverslag", "niveau": "openbaar"}
    photo = {"bestand": (io.BytesIO(b"\xff\xd8\xff no document"), "x.pdf")}
    refused = secretaris.post(page, fields | photo)
    assert refused.status_code == 422
    assert "Dit is geen pdf-bestand." in refused.text
    first, second = a_pdf("een"), a_pdf("twee")
    sent = secretaris.post(page, fields | {"bestand": (io.BytesIO(first), "jaar.pdf")})
    beheer = "/bestuur/site/documenten/jaarverslag-2026"
    assert sent.headers["Location"].endswith(beheer)
    assert client.get("/documenten/jaarverslag-2026/1.pdf").data == first
    again = secretaris.post(f"{beheer}/versies", {"bestand": (io.BytesIO(first), "jaar.pdf")})
    assert again.status_code == 409
    assert secretaris.post(f"{beheer}/versies", {}).status_code == 422
    newer = {"bestand": (io.BytesIO(second), "jaar.pdf")}
    assert secretaris.post(f"{beheer}/versies", newer).status_code == 303
    assert client.get("/documenten/jaarverslag-2026/2.pdf").data == second
    assert "Eerdere versies" in client.get("/documenten/jaarverslag-2026").text
    members = {"titel": "Jaarverslag", "soort": "jaarverslag", "niveau": "leden"}
    assert secretaris.post(beheer, members).status_code == 303
    assert client.get("/documenten/jaarverslag-2026/2.pdf").status_code == 404
    assert secretaris.get(f"{beheer}/2.pdf").data == second
    assert data.scalars(select(Document.titel)).one() == "Jaarverslag"
    assert secretaris.post(beheer, members | {"titel": ""}).status_code == 422
