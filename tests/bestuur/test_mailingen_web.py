"""The board writes to many: form, preview, two persons, progress, stop, letters."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_thema
from tests.post.mailing import een_mailing, goedgekeurd, leden, mails, postvak
from tests.support.client import Client
from tests.support.work import work
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.post import mailingen
from vereniging.post.mailing_queries import tel
from vereniging.post.models import Mail, Mailing, MailingStand, Mailniveau
from vereniging.post.voorkeuren import kies

VELDEN = {
    "onderwerp": "nieuws",
    "titel": "Bomen planten op 12 december",
    "tekst": "Wij planten zaterdag bomen in het park.",
    **dict.fromkeys(("zoek", "soort", "stand", "functie"), ""),
}
LIJST = "/bestuur/post/mailingen"


@pytest.fixture
def bord(login: Login) -> tuple[Client, Client]:
    """A secretary and a chair."""
    return (
        login(een_lid(voornaam="Daan"), "secretaris"),
        login(een_lid(voornaam="Noor"), "voorzitter"),
    )


def draft(client: Client, **anders: str) -> str:
    """The address of a new mailing."""
    answer = client.post(f"{LIJST}/nieuw", {**VELDEN, **anders})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def stored() -> Mailing:
    """The one mailing."""
    return db.session.scalars(select(Mailing)).one()


def test_one_writes_another_approves_and_everybody_gets_it(
    app: Flask, bord: tuple[Client, Client], tmp_path: Path
) -> None:
    writer, other = bord
    assert "Er is nog geen mailing" in writer.get(LIJST).text
    page = draft(writer)
    shown = writer.get(page)
    assert "Beste Daan" in shown.text
    assert "Bekijk een andere ontvanger" in shown.text
    assert "eigen link van dit lid" in shown.text
    assert "/afmelden/" not in shown.text
    assert writer.post(f"{page}/voorlegging").status_code == 303
    own = writer.get(page)
    assert "Keur goed en verstuur" not in own.text
    assert writer.post(f"{page}/goedkeuring", {"versie": "1"}).status_code == 409
    assert "wacht" in other.get("/bestuur").text
    assert "Keur goed en verstuur" in other.get(page).text
    assert other.post(f"{page}/goedkeuring", {"versie": "1"}).status_code == 303
    running = other.get(page)
    assert 'http-equiv="refresh"' in running.text
    postvak(app, tmp_path)
    work()
    assert stored().stand is MailingStand.VERSTUURD
    done = other.get(page)
    assert "2 van 2 e-mails afgehandeld" in done.text
    assert "refresh" not in done.text
    assert VELDEN["titel"] in other.get(LIJST).text


def test_approving_wants_a_fresh_second_step(bord: tuple[Client, Client], data: Session) -> None:
    writer, other = bord
    page = draft(writer)
    writer.post(f"{page}/voorlegging")
    moment = clock.now()
    clock.install(lambda: moment + timedelta(minutes=11))
    answer = other.post(f"{page}/goedkeuring", {"versie": "1"})
    assert answer.status_code == 403
    assert stored().stand is MailingStand.VOORGELEGD


def test_a_text_that_another_changed_meanwhile_is_shown_and_nothing_is_lost(
    bord: tuple[Client, Client],
) -> None:
    writer, other = bord
    page = draft(writer)
    edit = f"{page}/wijziging"
    assert VELDEN["tekst"] in writer.get(edit).text
    mine = {**VELDEN, "tekst": "Mijn eigen nieuwe tekst voor zaterdag.", "versie": "1"}
    theirs = {**VELDEN, "tekst": "De tekst van de ander voor zaterdag.", "versie": "1"}
    assert other.post(edit, theirs).status_code == 303
    clash = writer.post(edit, mine)
    assert clash.status_code == 409
    assert mine["tekst"] in clash.text
    assert theirs["tekst"] in clash.text
    assert stored().tekst == theirs["tekst"]
    version = re.search(r'name="versie"[^>]*value="(\d+)"', clash.text)
    assert version
    assert writer.post(edit, {**mine, "versie": version[1]}).status_code == 303
    assert stored().tekst == mine["tekst"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"onderwerp": ""}, "Kies een onderwerp."),
        ({"titel": "  "}, "Vul het onderwerp in"),
        ({"tekst": "Kort."}, "Schrijf minstens 20 tekens."),
        ({"tekst": "x" * 5001}, "5.000 is de grens"),
        ({"tekst_en": "Only the text."}, "allebei"),
        ({"soort": "koning"}, "Kies een van de mogelijkheden."),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    bord: tuple[Client, Client], wrong: dict[str, str], sentence: str
) -> None:
    answer = bord[0].post(f"{LIJST}/nieuw", {**VELDEN, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.text
    if "tekst" not in wrong:
        assert VELDEN["tekst"] in answer.text
    assert db.session.scalars(select(Mailing)).all() == []


def test_nobody_chosen_is_said_before_and_refused_after(bord: tuple[Client, Client]) -> None:
    page = draft(bord[0], soort="bedrijf")
    assert "Niemand past bij deze keuze" in bord[0].get(page).text
    assert "Bedrijf" in bord[0].get(page).text
    refused = bord[0].post(f"{page}/voorlegging")
    assert refused.status_code == 409
    assert "Niemand krijgt deze mailing" in refused.text


def test_everybody_who_was_chosen_turned_it_off(bord: tuple[Client, Client]) -> None:
    (member,) = leden({"achternaam": "Uniek"})
    kies(member.id, {"nieuws": Mailniveau.NIETS}, member.lidmaatschappen[0].ingevoerd_op)
    page = draft(bord[0], zoek="uniek")
    assert "zette dit onderwerp uit" in bord[0].get(page).text


def test_the_preview_walks_past_real_readers_and_counts_paper(bord: tuple[Client, Client]) -> None:
    db.session.add(een_thema("groen", "Groenvoorzieningen"))
    _first, last = leden({}, {"voornaam": "Papier", "email": None})
    page = draft(bord[0], onderwerp="thema-groen")
    text = bord[0].get(page).text
    assert "Op papier, want geen e-mail" in text
    assert "Groenvoorzieningen" in text
    at_end = bord[0].get(f"{page}?na={last.id - 1}").text
    assert "Beste Papier" in at_end
    assert "per brief" in at_end
    assert bord[0].get(f"{page}?na={'9' * 30}").status_code == 200


def test_html_in_a_text_is_shown_as_typed(bord: tuple[Client, Client]) -> None:
    page = draft(bord[0], tekst="<script>alert(1)</script> en nog wat tekst.", titel="<b>Vet</b>")
    text = bord[0].get(page).text
    assert "&lt;script&gt;alert(1)" in text
    assert "<b>Vet" not in text


def test_a_trial_goes_to_who_asks(bord: tuple[Client, Client]) -> None:
    page = draft(bord[0])
    assert bord[0].post(f"{page}/proef").status_code == 303
    assert bord[0].post(f"{page}/proef").status_code == 303
    sent = db.session.scalars(select(Mail)).all()
    assert len(sent) == 2
    assert all(mail.onderwerp.startswith("[proef]") for mail in sent)


def test_a_draft_is_put_forward_taken_back_and_thrown_away(bord: tuple[Client, Client]) -> None:
    writer, other = bord
    page = draft(writer)
    writer.post(f"{page}/voorlegging")
    assert writer.get(f"{page}/wijziging").status_code == 404
    late = writer.post(f"{page}/wijziging", {**VELDEN, "versie": "1"})
    assert late.status_code == 409
    assert "Neem hem eerst terug" in late.text
    assert other.post(f"{page}/terugname").status_code == 303
    assert other.post(f"{page}/intrekking").status_code == 303
    assert stored().stand is MailingStand.INGETROKKEN
    copy = writer.get(f"{LIJST}/nieuw?kopie={stored().kenmerk}")
    assert VELDEN["tekst"] in copy.text


def test_stopping_keeps_back_the_rest(bord: tuple[Client, Client]) -> None:
    leden({}, {})
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    page = f"{LIJST}/{mailing.kenmerk}"
    assert "Stop de mailing" in bord[0].get(page).text
    assert bord[0].post(f"{page}/stop").status_code == 303
    assert {mail.geweigerd for mail in mails(mailing)} == {"gestopt"}
    assert bord[0].post(f"{page}/stop").status_code == 409
    assert "Maak een kopie" in bord[0].get(page).text


def test_letters_come_as_one_pdf_and_are_posted_together(bord: tuple[Client, Client]) -> None:
    _mail, paper = leden({}, {"voornaam": "#strong[Papier]", "email": None})
    mailing = goedgekeurd(een_mailing(tekst="Kosten: $5 #let x = 1 *ster* \\ @label"))
    mailingen.zet_klaar(mailing.kenmerk, 0)
    page = f"{LIJST}/{mailing.kenmerk}"
    assert "1 brief van een mailing ligt klaar" in bord[0].get("/bestuur").text
    assert "Brieven om te printen" in bord[0].get("/bestuur/post").text
    pdf = bord[0].get(f"{page}/brieven.pdf")
    assert pdf.mimetype == "application/pdf"
    assert pdf.data.startswith(b"%PDF")
    number = next(mail.id for mail in mails(mailing) if mail.lid_id == paper.id)
    assert bord[0].post(f"{page}/brieven/gepost", {"tot": str(number)}).status_code == 303
    assert bord[0].get(f"{page}/brieven.pdf").status_code == 404


def test_a_letter_that_came_after_printing_is_not_marked_as_posted(
    bord: tuple[Client, Client],
) -> None:
    leden({"email": "weg@example.org"}, {"email": None})
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    late, paper = (
        next(mail for mail in mails(mailing) if mail.aan == aan) for aan in ("weg@example.org", "")
    )
    page = f"{LIJST}/{mailing.kenmerk}"
    assert bord[0].get(f"{page}/brieven.pdf").status_code == 200
    late.weigeren(mailing.gemaakt_op, "550 5.1.1 bestaat niet")
    late.als_brief(mailing.gemaakt_op)
    db.session.flush()
    last = {"tot": str(max(late.id, paper.id))}
    bord[0].post(f"{page}/brieven/gepost", last)
    db.session.expire_all()
    assert late.tekst is not None
    assert late.gedaan_op is None
    assert bord[0].get(f"{page}/brieven.pdf").status_code == 200
    assert bord[0].post(f"{page}/brieven/gepost", last).status_code == 303
    db.session.expire_all()
    assert late.gedaan_op is not None


def test_a_refused_address_is_shown_with_the_reason(bord: tuple[Client, Client]) -> None:
    (member,) = leden({"email": "weg@example.org"})
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    mail = next(mail for mail in mails(mailing) if mail.lid_id == member.id)
    mail.aangekomen(mailing.gemaakt_op)
    mail.weigeren(mailing.gemaakt_op, "550 5.1.1 bestaat niet")  # it came back after all
    db.session.flush()
    counts = tel(mailing)
    assert (counts["geweigerd"], sum(counts.values())) == (1, len(mails(mailing)))
    text = bord[0].get(f"{LIJST}/{mailing.kenmerk}").text
    assert "weg@example.org" in text
    assert "550 5.1.1 bestaat niet" in text


def test_a_member_sees_none_of_it_and_an_unknown_one_is_unknown(
    login: Login, bord: tuple[Client, Client]
) -> None:
    member = login(een_lid())
    assert member.get(LIJST).status_code == 403
    for path in ("", "/wijziging", "/brieven.pdf"):
        assert bord[0].get(f"{LIJST}/PM-2026-9999{path}").status_code == 404
    for verb in (
        "wijziging", "proef", "voorlegging", "terugname", "goedkeuring", "stop", "intrekking",
        "brieven/gepost",
    ):  # fmt: skip
        assert bord[0].post(f"{LIJST}/PM-2026-9999/{verb}").status_code == 404
