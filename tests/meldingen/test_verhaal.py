"""A shopkeeper without account reports, the party answers, the shopkeeper has the last word."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from tests.support.client import BASE, Client
from vereniging.commissie.acties import plan_vergadering
from vereniging.core import clock
from vereniging.core.db import Base
from vereniging.meldingen import acties
from vereniging.meldingen.mail import partijlink, volglink
from vereniging.meldingen.models import Doorzending, Melding, MeldingStand
from vereniging.meldingen.queries import op_agenda
from vereniging.post.models import Mail

WAT = {
    "gevaar": "nee",
    "categorie": "zwerfvuil",
    "tekst": "Er ligt al een week vuilnis voor mijn winkel.",
}
OVER = {
    "soort": "ondernemer",
    "organisatienaam": "Bakker Korst",
    "naam": "Mila Korst",
    "email": "mila@example.org",
    "is_doorzendbaar": "ja",
    "mag_contact_delen": "ja",
}


def path_of(url: str) -> str:
    return url.removeprefix("http://127.0.0.1:8000")


def photo() -> tuple[io.BytesIO, str]:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(file, "JPEG")
    file.seek(0)
    return file, "vuilnis.jpg"


def fill_in(client: Client, buurt: Buurt, **over: Any) -> str:
    """Walk to the check page; the address of it."""
    first = client.post("/meldingen/nieuw", {**WAT, "plek": str(buurt.plek.id)})
    assert first.status_code == 303
    fotos = first.location
    assert client.get(fotos).status_code == 200
    kept = client.post(fotos, {"fotos": photo()}, content_type="multipart/form-data")
    assert kept.status_code == 303
    assert client.get(kept.location).status_code == 200
    later = clock.now() + timedelta(seconds=over.pop("tempo", 4))
    clock.install(lambda: later)
    last = client.post(kept.location, {**OVER, **over})
    assert last.status_code == 303
    return str(last.location)


def test_a_form_that_was_done_faster_than_people_type_is_looked_at_first(
    client: Client, data: Session, nu: datetime
) -> None:
    client.post(fill_in(client, een_buurt(data), tempo=3.9), {})
    assert sent_in(data).is_vastgehouden


def sent_in(data: Session) -> Melding:
    return data.scalars(select(Melding)).one()


def test_the_whole_story_without_an_account(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    check = fill_in(client, buurt)
    assert "Mila Korst" in client.get(check).text
    klaar = client.post(check)
    assert "bevestig uw e-mailadres" in client.get(klaar.location).text

    melding = sent_in(data)
    assert melding.stand is MeldingStand.TE_BEVESTIGEN
    assert len(melding.fotos) == 1
    naam = melding.fotos[0].naam
    assert client.get(f"/fotos/{naam}?klein=1").mimetype == "image/jpeg"
    volg = path_of(volglink(melding))
    assert "/volg/" in volg
    assert "Bevestigen" in client.get(volg).text
    assert client.post(f"{volg}/bevestigen").status_code == 303

    moderator = login(een_lid(), "moderator")
    page = f"/bestuur/meldingen/{melding.kenmerk}"
    assert "Bakker" in moderator.get(page).text or "Mila Korst" in moderator.get(page).text
    assert moderator.get(f"{page}/doorsturen").status_code == 200
    moderator.post(f"{page}/doorsturen", {"organisatie": str(buurt.gemeente.id)})
    doorzending = data.scalars(select(Doorzending)).one()
    link = path_of(partijlink(doorzending))
    assert "Mila Korst" in client.get(link).text

    answer = {"soort": "klaar", "tekst": "De container is geleegd.", "naam": "Sam"}
    assert client.post(link, answer).status_code == 303
    assert sent_in(data).stand is MeldingStand.PARTIJ_ZEGT_KLAAR
    assert "Is het opgelost?" in client.get(volg).text

    client.post(f"{volg}/heropenen", {"tekst": "De helft ligt er nog."})
    assert sent_in(data).stand is MeldingStand.HEROPEND
    plan_vergadering("Beheerscommissie", nu + timedelta(days=9), "Speeltuin")
    moderator.post(f"{page}/agenderen")
    melding = sent_in(data)
    assert melding.stand is MeldingStand.OP_AGENDA
    assert "commissie praat erover" in client.get(volg).text
    punt = data.scalars(select(Base.metadata.tables["agendapunt"].c.vergadering_id)).one()
    assert op_agenda(punt) == [melding]

    mails = data.scalars(select(Mail.onderwerp).where(Mail.aan == "mila@example.org")).all()
    assert len(mails) == 6, mails


def test_a_bad_photo_costs_no_words(client: Client, data: Session, nu: datetime) -> None:
    first = client.post("/meldingen/nieuw", {**WAT, "plek": str(een_buurt(data).plek.id)})
    bad = {"fotos": (io.BytesIO(b"<svg onload=alert(1)>"), "foto.jpg")}
    refused = client.post(first.location, bad, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "Dit is geen foto die wij kunnen openen" in refused.text
    kept = client.get(first.location.replace("/fotos", "/wat")).text
    assert WAT["tekst"] in kept


def test_sent_twice_is_one_report(client: Client, data: Session, nu: datetime) -> None:
    check = fill_in(client, een_buurt(data))
    assert client.post(check).location == client.post(check).location
    assert data.scalar(select(func.count(Melding.id))) == 1


def test_without_mail_the_link_is_shown_and_the_report_held(
    client: Client, data: Session, nu: datetime
) -> None:
    check = fill_in(client, een_buurt(data), email="", naam="")
    klaar = client.post(check)
    melding = sent_in(data)
    assert melding.stand is MeldingStand.TE_BEVESTIGEN
    volg = path_of(volglink(melding))
    assert volg in client.get(klaar.location).text
    assert client.post(f"{volg}/bevestigen").status_code == 404


def test_reading_a_secret_link_changes_nothing(client: Client, data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    doorzending = acties.doorsturen(melding, buurt.gemeente, nu)
    data.commit()
    before = counts(data)
    for url in (volglink(melding), partijlink(doorzending)):
        for _n in range(5):
            assert client.get(path_of(url)).status_code == 200
            assert client.flask.head(path_of(url), base_url=BASE).status_code == 200
    assert counts(data) == before
    assert sent_in(data).stand is MeldingStand.DOORGESTUURD


def counts(data: Session) -> dict[str, int]:
    return {
        name: data.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
    }


def test_what_is_not_public_does_not_exist_for_others(
    client: Client, data: Session, nu: datetime
) -> None:
    melding = een_melding(een_buurt(data), nu)
    acties.bevestigen(melding, nu)
    kenmerk = melding.kenmerk
    assert client.get(f"/meldingen/{kenmerk}").status_code == 404
    assert kenmerk not in client.get("/meldingen").text
    acties.openbaar_maken(melding, "Er ligt afval naast de container.", nu)
    text = client.get(f"/meldingen/{kenmerk}").text
    assert "Er ligt afval naast de container." in text
    assert "een week vuilnis" not in text
    assert "mila" not in text.lower()
    assert "november 2026" in text
    assert "22 november" not in text


@pytest.mark.parametrize("path", ["/volg/{}", "/a/{}", "/meldingen/nieuw/{}/fotos"])
def test_a_made_up_link_is_unknown(path: str, client: Client, data: Session) -> None:
    assert client.get(path.format("A" * 43)).status_code == 404
    assert client.get("/fotos/" + "0" * 32 + ".jpg").status_code == 404


def test_only_officers_of_reports_come_in(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    melding = een_melding(een_buurt(data), nu)
    acties.bevestigen(melding, nu)
    page = f"/bestuur/meldingen/{melding.kenmerk}"
    assert client.get("/bestuur/meldingen").status_code == 303
    assert login(een_lid()).get("/bestuur/meldingen").status_code == 403
    assert login(een_lid(), "penningmeester").get(page).status_code == 403
    delegate = login(een_lid(), "afgevaardigde")
    assert delegate.get(page).status_code == 200
    assert delegate.post(f"{page}/doorsturen", {}).status_code == 403
    melding = sent_in(data)
    melding.is_vertrouwelijk = True
    assert delegate.get(page).status_code == 404


def test_a_form_says_in_dutch_what_is_wrong(client: Client, data: Session, nu: datetime) -> None:
    een_buurt(data)
    answer = client.post("/meldingen/nieuw", {"tekst": "<b>kort", "plek": "9999"})
    assert answer.status_code == 422
    for sentence in (
        "Schrijf in ten minste 10 tekens wat er is.",
        "Kies een straat of plek uit de lijst.",
        "Kies waar uw melding over gaat.",
        "&lt;b&gt;kort",
    ):
        assert sentence in answer.text, sentence


def test_a_late_finger_gets_a_conflict(client: Client, data: Session, nu: datetime) -> None:
    melding = een_melding(een_buurt(data), nu)
    acties.bevestigen(melding, nu)
    late = client.post(f"{path_of(volglink(melding))}/akkoord")
    assert late.status_code == 409
    assert "Ontvangen" in late.text


def test_the_link_is_sent_again_to_its_owner_only(
    client: Client, data: Session, nu: datetime
) -> None:
    melding = een_melding(een_buurt(data), nu)
    for email in ("mila@example.org", "ander@example.org"):
        form = {"nummer": melding.kenmerk, "email": email}
        assert client.post("/volg", form).status_code == 303
    again = select(func.count()).where(Mail.sleutel.like("melding:%:link:%"))
    assert data.scalar(again) == 1


def test_a_member_sees_their_own_reports(login: Login, data: Session, nu: datetime) -> None:
    lid = een_lid(email="mila@example.org")
    member = login(lid)
    melding = een_melding(een_buurt(data), nu)
    assert melding.kenmerk in member.get("/mijn/meldingen").text
    assert melding.kenmerk not in login(een_lid()).get("/mijn/meldingen").text
