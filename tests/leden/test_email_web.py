"""A member's other address of mail: the new one confirms, the old one can stop it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.leden.factories import NU, post
from tests.support.client import Client
from vereniging.core.errors import KanNietMeer
from vereniging.core.secrets import token_for
from vereniging.leden import acties, mail
from vereniging.leden.acties.beheren import EmailBezet
from vereniging.leden.models import Emailwijziging, EmailwijzigingStand, Lid, Lidwijziging
from vereniging.leden.models.emailwijziging import EmaillinkVerlopen, StoppenTeLaat
from vereniging.toegang.models import Account

URL = "/mijn/gegevens/e-mail"
NIEUW = "nieuw@example.org"


def een_vraag(data: Session) -> Emailwijziging:
    lid = een_lid(email="oud@example.org")
    data.add(lid)
    data.flush()
    wijziging = acties.vraag_emailwijziging(lid, NIEUW, NU)
    assert wijziging is not None
    return wijziging


def link(wijziging: Emailwijziging, doel: str) -> str:
    return f"/bevestigen/{token_for(wijziging.kiem, doel)}"


def email_van(data: Session, lid: Lid) -> str | None:
    return data.scalars(select(Lid.email).where(Lid.id == lid.id)).one()


def test_the_new_address_confirms_and_every_device_signs_in_anew(
    data: Session, client: Client, login: Login
) -> None:
    lid = een_lid(email="oud@example.org")
    member = login(lid)
    assert "oud@example.org" in member.get(URL).text
    answer = member.post(URL, {"email": "Nieuw@Example.org"})
    assert answer.status_code == 303
    wijziging = data.scalars(select(Emailwijziging)).one()
    assert [one.aan for one in (*post("email_nieuw:"), *post("email_oud:"))] == [
        NIEUW, "oud@example.org",
    ]  # fmt: skip
    url = link(wijziging, mail.EMAIL_NIEUW)
    assert "Bevestig adres" in client.get(url).text
    assert email_van(data, lid) == "oud@example.org"  # looking changes nothing
    for _ in range(2):
        assert client.post(url).status_code == 303
    assert email_van(data, lid) == NIEUW
    assert data.scalars(select(Account.email).where(Account.lid_id == lid.id)).one() == NIEUW
    assert member.get("/mijn/gegevens").status_code == 303
    assert "Uw nieuwe e-mailadres werkt" in client.get(url).text
    assert "Log in met uw nieuwe adres" in client.get("/bevestigen/e-mail/klaar").text
    (row,) = data.scalars(select(Lidwijziging))
    assert (row.oud, row.nieuw) == ("oud@example.org", NIEUW)


def test_the_old_address_stops_it_before(data: Session, client: Client) -> None:
    wijziging = een_vraag(data)
    url = link(wijziging, mail.EMAIL_OUD)
    assert "Stop de wijziging" in client.get(url).text
    assert wijziging.stand is EmailwijzigingStand.TE_BEVESTIGEN
    assert client.post(url).status_code == 303
    assert "Wij blijven oud@example.org gebruiken." in client.get(url).text
    refused = client.post(link(wijziging, mail.EMAIL_NIEUW))
    assert refused.status_code == 409
    assert email_van(data, wijziging.lid) == "oud@example.org"
    assert "Deze wijziging is gestopt" in client.get(link(wijziging, mail.EMAIL_NIEUW)).text


def test_the_old_address_brings_it_back_within_a_week(data: Session, login: Login) -> None:
    lid = een_lid(email="oud@example.org")
    thief = login(lid)
    wijziging = acties.vraag_emailwijziging(lid, NIEUW, NU)
    assert wijziging is not None
    acties.bevestig_email(wijziging, NU)
    again = login(lid)
    assert acties.stop_email(wijziging, NU + timedelta(days=7))
    assert not acties.stop_email(wijziging, NU + timedelta(days=7))
    assert email_van(data, lid) == "oud@example.org"
    assert thief.get("/mijn/gegevens").status_code == 303
    assert again.get("/mijn/gegevens").status_code == 303


def test_after_a_week_the_old_address_decides_no_more(data: Session) -> None:
    wijziging = een_vraag(data)
    acties.bevestig_email(wijziging, NU)
    with pytest.raises(StoppenTeLaat, match="29 november 2026"):
        acties.stop_email(wijziging, NU + timedelta(days=7, seconds=1))
    assert email_van(data, wijziging.lid) == NIEUW


def test_a_link_works_for_a_day(data: Session) -> None:
    wijziging = een_vraag(data)
    with pytest.raises(EmaillinkVerlopen):
        acties.bevestig_email(wijziging, NU + timedelta(days=1, seconds=1))
    assert acties.bevestig_email(wijziging, NU + timedelta(days=1))


def test_only_the_last_request_counts(data: Session) -> None:
    first = een_vraag(data)
    second = acties.vraag_emailwijziging(first.lid, "derde@example.org", NU)
    assert second is not None
    with pytest.raises(KanNietMeer):
        acties.bevestig_email(first, NU)
    assert acties.bevestig_email(second, NU)
    assert email_van(data, first.lid) == "derde@example.org"


def test_an_address_of_another_member_looks_the_same_on_the_page(
    data: Session, login: Login
) -> None:
    data.add(een_lid(email="bezet@example.org"))
    member = login(een_lid())
    pages = [
        member.post(URL, {"email": email}, follow_redirects=True).text
        for email in ("bezet@example.org", "vrij@example.org")
    ]
    assert all("Kijk in de mailbox van uw nieuwe adres." in page for page in pages)
    assert [one.aan for one in post("email_bezet:")] == ["bezet@example.org"]
    assert [one.aan for one in post("email_nieuw:")] == ["vrij@example.org"]


def test_an_address_that_was_taken_meanwhile_is_refused(data: Session) -> None:
    wijziging = een_vraag(data)
    data.add(een_lid(email=NIEUW))
    data.flush()
    with pytest.raises(EmailBezet):
        acties.bevestig_email(wijziging, NU)


def test_the_own_address_is_no_change(data: Session, login: Login) -> None:
    member = login(een_lid(email="oud@example.org"))
    assert member.post(URL, {"email": "OUD@example.org"}).status_code == 303
    assert data.scalars(select(Emailwijziging)).first() is None


def test_a_wrong_address_is_told(data: Session, login: Login) -> None:
    page = login(een_lid()).post(URL, {"email": "kim"})
    assert page.status_code == 422
    assert "Vul een e-mailadres in dat werkt" in page.text


def test_a_link_of_a_request_that_was_forgotten_is_refused(data: Session, client: Client) -> None:
    wijziging = een_vraag(data)
    url = link(wijziging, mail.EMAIL_NIEUW)
    data.delete(wijziging)
    data.flush()
    assert client.get(url).status_code == 409
    assert client.get(URL).status_code == 303  # signing in comes first
