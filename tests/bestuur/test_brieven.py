"""Letters for members without e-mail: with a front door, a QR code, and all in one file."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.bestuur.test_board import een_mail
from tests.betalingen.factories import een_jaar
from tests.conftest import Login
from tests.factories import een_adres, een_lid
from tests.support.client import Client
from tests.support.work import work
from vereniging.bestuur import brieven
from vereniging.contributie import acties as contributie
from vereniging.core.keys import Label, unseal
from vereniging.core.paper import kan_pdf
from vereniging.core.secrets import keys
from vereniging.leden import acties, papier
from vereniging.leden.models import Lid
from vereniging.post.models import Mail

PAD = "/bestuur/post"


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid(email=None, adres=een_adres(straat="Ter Haarkade"))
    data.add(lid)
    data.flush()
    return lid


def test_a_letter_has_a_front_door_and_a_code_of_its_link(
    data: Session, secretaris: Client, lid: Lid, nu: datetime
) -> None:
    acties.zeg_op(lid, nu)
    data.flush()
    mail = data.scalars(select(Mail).where(Mail.is_brief)).one()
    assert mail.lid_id == lid.id
    assert lid.naam in secretaris.get(PAD).text
    page = secretaris.get(f"{PAD}/{mail.id}/brief").text
    assert "Ter Haarkade" in page
    assert "QR-code met de link uit deze brief" in page


def test_the_first_request_to_pay_goes_by_letter_with_the_pay_link(
    data: Session, lid: Lid, nu: datetime
) -> None:
    een_jaar(2026)
    contributie.maak_notas(2026, nu)
    contributie.vraag_betaling(2026, nu)
    work()
    (letter,) = brieven.als_brieven(brieven.te_drukken())
    assert letter.lid is data.get(Lid, lid.id)
    assert "/betalen/" in letter.link
    assert letter.link in letter.tekst


@pytest.mark.skipif(not kan_pdf(), reason="typst ontbreekt")
def test_all_letters_are_one_file_and_only_what_was_printed_is_posted(
    data: Session, secretaris: Client, lid: Lid, nu: datetime
) -> None:
    assert secretaris.get(f"{PAD}/brieven.pdf").status_code == 404
    acties.zeg_op(lid, nu)
    loose = een_mail(is_brief=True, aan="", sleutel="los")  # of nobody we know: by itself
    data.add(loose)
    data.flush()
    (mail,) = brieven.te_drukken()
    posted = {"tot": str(mail.id)}
    assert secretaris.post(f"{PAD}/brieven/gepost", posted).status_code == 409
    made = secretaris.get(f"{PAD}/brieven.pdf")
    assert made.data.startswith(b"%PDF-")
    other = een_lid(email=None)
    data.add(other)
    data.flush()
    acties.zeg_op(other, nu)
    data.flush()
    assert secretaris.post(f"{PAD}/brieven/gepost", {"tot": "999999"}).status_code == 409
    assert secretaris.post(f"{PAD}/brieven/gepost", posted).status_code == 303
    left = data.scalars(select(Mail).where(Mail.is_brief, Mail.gedaan_op.is_(None))).all()
    assert {one.sleutel for one in left} >= {"los"}
    assert mail.id not in {one.id for one in left}


def test_only_the_secretary_prints(login: Login, client: Client) -> None:
    assert login(een_lid(), "penningmeester").get(f"{PAD}/brieven.pdf").status_code == 403
    assert client.get(f"{PAD}/brieven.pdf").status_code == 303


def test_the_code_opens_the_first_link() -> None:
    assert papier.eerste_link("Hallo\nhttps://a.nl/x en https://b.nl") == "https://a.nl/x"
    assert papier.eerste_link("Geen link") == ""


def test_what_is_sealed_stays_sealed_until_it_is_printed(
    data: Session, lid: Lid, nu: datetime
) -> None:
    acties.zeg_op(lid, nu)
    data.flush()
    mail = data.scalars(select(Mail).where(Mail.is_brief)).one()
    assert lid.naam.encode() not in (mail.tekst or b"")
    assert lid.naam in unseal(keys(Label.MAIL), mail.tekst or b"")
