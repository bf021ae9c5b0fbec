"""By phone or on paper: an officer writes it down, the reporter hears it and gets a receipt."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import Buurt, een_buurt
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.logboek.models import Inzagelog
from vereniging.meldingen import acties
from vereniging.meldingen.models import Inname, Melding, MeldingBron, MeldingStand, Zichtbaar
from vereniging.post.models import Mail

PAGE = "/bestuur/meldingen/nieuw"


@pytest.fixture
def buurt(data: Session) -> Buurt:
    """A street, kinds of trouble, a town hall."""
    return een_buurt(data)


def answers(buurt: Buurt, **anders: Any) -> dict[str, Any]:
    velden = {
        "bron": "telefoon", "gevaar": "nee", "plek": str(buurt.plek.id), "categorie": "zwerfvuil",
        "tekst": "Er ligt al een week vuilnis 🙂 bij de bak.", "soort": "bewoner",
        "naam": "Toos Winkel", "postadres": "Da Costastraat 812\n2399 ZZ Leiden",
        "is_doorzendbaar": "ja", "mag_contact_delen": "nee", "akkoord": "y",
    }  # fmt: skip
    return {**velden, **anders}


def letters(data: Session) -> list[Mail]:
    return list(data.scalars(select(Mail).where(Mail.is_brief).order_by(Mail.id)))


def test_the_term_starts_at_once_and_it_is_kept_who_took_it(
    login: Login, data: Session, buurt: Buurt
) -> None:
    officer = een_lid()
    browser = login(officer, "moderator")
    assert "Neem een melding op" in browser.get(PAGE).text
    answer = browser.post(PAGE, answers(buurt))
    assert answer.status_code == 303
    melding = data.scalars(select(Melding)).one()
    assert (melding.bron, melding.stand) == (MeldingBron.TELEFOON, MeldingStand.ONTVANGEN)
    assert melding.termijn == date(2026, 11, 25)
    inname = data.scalars(select(Inname)).one()
    assert inname.door.lid_id == officer.id
    seen = {each.soort: each.zichtbaar_voor for each in melding.gebeurtenissen}
    assert seen["ingenomen"] is Zichtbaar.KANTOOR
    shown = browser.get(f"/bestuur/meldingen/{melding.kenmerk}").text
    assert "Door ons opgeschreven, voorgelezen en akkoord" in shown
    assert f"/bestuur/meldingen/{melding.kenmerk}/bon" in shown


def test_the_receipt_has_the_number_and_a_code_to_follow_it(
    login: Login, data: Session, buurt: Buurt
) -> None:
    browser = login(een_lid(), "moderator")
    page = str(browser.post(PAGE, answers(buurt)).location)
    shown = browser.get(page)
    melding = data.scalars(select(Melding)).one()
    assert melding.kenmerk in shown.text
    assert "Wij lazen dit voor. U was het ermee eens." in shown.text
    assert "woensdag 25 november 2026" in shown.text
    link = shown.text.split("/volg/")[1][:43]
    assert browser.get(f"/volg/{link}").status_code == 200
    paper = browser.get(f"{page}.pdf")
    assert (paper.mimetype, paper.data[:5]) == ("application/pdf", b"%PDF-")
    assert paper.headers["Cache-Control"] == "no-store"
    reads = data.scalars(select(Inzagelog)).all()
    assert len([each for each in reads if each.over == melding.kenmerk]) == 2


def test_without_mail_every_step_is_a_letter(
    login: Login, data: Session, buurt: Buurt, nu: datetime
) -> None:
    login(een_lid(), "moderator").post(PAGE, answers(buurt))
    melding = data.scalars(select(Melding)).one()
    acties.doorsturen(melding, buurt.gemeente, nu + timedelta(hours=1))
    first, second = letters(data)
    text = unseal(keys(Label.MAIL), second.tekst or b"")
    assert text.startswith("Toos Winkel\nDa Costastraat 812\n2399 ZZ Leiden\n")
    assert "antwoordt voor" in text
    assert first.onderwerp.endswith("Ontvangen")


def test_with_an_address_there_is_mail_and_no_letter(
    login: Login, data: Session, buurt: Buurt
) -> None:
    mine = answers(buurt, email="toos@example.org", postadres="", bron="brievenbus")
    login(een_lid(), "secretaris").post(PAGE, mine)
    assert letters(data) == []
    assert data.scalars(select(Mail.aan)).all() == ["toos@example.org"]


def test_nobody_to_write_to_is_no_letter_without_an_address(
    login: Login, data: Session, buurt: Buurt
) -> None:
    login(een_lid(), "moderator").post(PAGE, answers(buurt, postadres=""))
    assert data.scalars(select(Mail)).all() == []
    assert data.scalars(select(Melding)).one().stand is MeldingStand.ONTVANGEN


def test_without_a_yes_of_the_reporter_nothing_is_kept(
    login: Login, data: Session, buurt: Buurt
) -> None:
    browser = login(een_lid(), "moderator")
    for wrong, sentence in (
        ({"akkoord": ""}, "Lees de melding voor en vraag of het klopt."),
        ({"bron": "duif"}, "Kies hoe het binnenkwam."),
        ({"tekst": "kort"}, "ten minste 10 tekens"),
        ({"is_doorzendbaar": ""}, "Kies of wij uw tekst mogen doorsturen."),
    ):
        answer = browser.post(PAGE, answers(buurt, **wrong))
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "Toos Winkel" in answer.text
    assert data.scalars(select(Melding)).all() == []


def test_only_officers_take_reports_in_and_only_those_have_a_receipt(
    login: Login, data: Session, buurt: Buurt, nu: datetime
) -> None:
    other = acties.indienen(
        acties.Meldgegevens(
            categorie=buurt.categorie, straat="Haagweg", tekst="Een melding van de site."
        ),
        nu,
    )
    data.commit()
    page = f"/bestuur/meldingen/{other.kenmerk}/bon"
    for who, status in (("moderator", 404), ("afgevaardigde", 403), ("penningmeester", 403)):
        browser = login(een_lid(), who)
        assert browser.get(page).status_code == status
        assert browser.get(f"{page}.pdf").status_code == status
    assert login(een_lid(), "afgevaardigde").post(PAGE, answers(buurt)).status_code == 403
    assert len(data.scalars(select(Melding)).all()) == 1
