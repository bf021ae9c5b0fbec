"""The track says who is late and what is to come, and to everyone only the month."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.meldingen.factories import een_buurt, een_melding
from tests.support.client import BASE, Client
from vereniging.core.secrets import token_for
from vereniging.meldingen import acties
from vereniging.meldingen.mail import CONCEPT
from vereniging.meldingen.models import Antwoord, AntwoordSoort, MeldingStand, Sluitreden
from vereniging.meldingen.persoonlijk import persoonlijk
from vereniging.meldingen.queries import zin
from vereniging.meldingen.spoor import Stop, openbaar_spoor, spoor

OPENBAAR = "Er ligt afval naast de container."


def words(stops: list[Stop]) -> str:
    return " ".join(str(word) for stop in stops for word in stop.values() if word)


def test_a_late_answer_shows_with_its_term(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    acties.doorsturen(melding, buurt.gemeente, nu)
    op_tijd, te_laat = spoor(melding, nu), spoor(melding, nu + timedelta(days=30))
    assert [stop["soort"] for stop in op_tijd] == ["klaar", "klaar", "nu", "straks", "straks"]
    assert "uiterlijk vrijdag 4 december 2026" in words(op_tijd)
    assert [stop["soort"] for stop in te_laat][2:4] == ["klaar", "laat"]
    assert "de termijn was vrijdag 4 december 2026" in words(te_laat)


def test_once_a_party_answered_the_term_is_ours(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    doorzending = acties.doorsturen(melding, buurt.gemeente, nu)
    nee = Antwoord(op=nu, naam="Sam", soort=AntwoordSoort.NIET_VOOR_ONS, tekst="Vraag Welzijn.")
    acties.beantwoord(doorzending, nee, nu)
    assert zin(melding) == (
        "Gemeente Leiden antwoordde. Wij bekijken het voor woensdag 25 november 2026."
    )
    late = words(spoor(melding, nu + timedelta(days=9)))
    assert "Wij keken er niet op tijd naar" in late
    assert "Niet op tijd beantwoord" not in late
    assert "Vraag Welzijn" not in late


def test_a_note_is_not_where_it_stands(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    acties.doorsturen(melding, buurt.gemeente, nu)
    acties.openbaar_maken(melding, OPENBAAR, nu)
    now = [stop["kop"] for stop in spoor(melding, nu) if stop["soort"] == "nu"]
    assert now == ["Doorgestuurd naar Gemeente Leiden"]


def test_our_own_late_look_shows_the_same(data: Session, nu: datetime) -> None:
    melding = een_melding(een_buurt(data), nu)
    acties.bevestigen(melding, nu)
    assert "Wij keken er niet op tijd naar" in words(spoor(melding, nu + timedelta(days=9)))


def test_everyone_sees_months_and_public_words_only(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    acties.vragen(melding, "Bent u Mila van nummer 12?", nu)
    acties.antwoorden(melding, "Ja, dat ben ik.", nu)
    acties.doorsturen(melding, buurt.gemeente, nu)
    acties.klaar_melden(melding, "Opgehaald bij mevrouw Winkel.", nu)
    acties.openbaar_maken(melding, OPENBAAR, nu)
    shown = words(openbaar_spoor(melding, nu))
    assert OPENBAAR in shown
    assert "november 2026" in shown
    for private in ("22 november", "Mila", "dat ben ik", "Winkel", "vuilnis"):
        assert private not in shown


@pytest.mark.parametrize("stand", MeldingStand)
def test_every_stand_has_a_track_and_a_page(
    stand: MeldingStand, client: Client, data: Session, nu: datetime
) -> None:
    melding = een_melding(een_buurt(data), nu)
    acties.bevestigen(melding, nu)
    acties.openbaar_maken(melding, OPENBAAR, nu)
    melding.stand, melding.sluitreden = stand, Sluitreden.ANDERS
    assert "None" not in words(spoor(melding, nu + timedelta(days=40)))
    assert client.get(f"/meldingen/{melding.kenmerk}").status_code in {200, 409}


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("Bel mij op 06 12 34 56 78.", "een telefoonnummer"),
        ("Mail naar mila@example.org.", "een e-mailadres"),
        ("Maak het over op NL00 TEST 0000 0000 00.", "een rekeningnummer"),
        ("De auto met kenteken 12-ABC-3 staat op de stoep.", "een kenteken"),
        ("Bij Da Costastraat 12 ligt vuil.", "een huisnummer"),
    ],
)
def test_somebodys_data_in_a_text_is_noticed(tekst: str, wat: str) -> None:
    assert wat in persoonlijk(tekst)


@pytest.mark.parametrize(
    "tekst", ["Er ligt al 3 weken vuil.", "Op 22-11-2026 om 20.00 uur was het weer zover."]
)
def test_an_ordinary_text_is_left_alone(tekst: str) -> None:
    assert persoonlijk(tekst) == []


@pytest.mark.parametrize("piece", ["0 ", "NL12ABCD1 ", "a.", "A-1", "straat   ", "0031-"])
def test_a_hostile_text_costs_no_time(piece: str) -> None:
    tekst = (piece * 50_000)[:50_000]
    began = time.process_time()
    persoonlijk(tekst)
    assert time.process_time() - began < 0.25


def a_draft(data: Session, nu: datetime, tekst: str) -> str:
    buurt = een_buurt(data)
    typed = {
        "gevaar": "nee", "plek": str(buurt.plek.id), "straat": "", "huisnummer": "",
        "waar_precies": "", "categorie": "zwerfvuil", "tekst": tekst, "gemeentenummer": "",
        "soort": "bewoner", "organisatienaam": "", "naam": "", "email": "mila@example.org",
        "is_doorzendbaar": "ja", "mag_contact_delen": "nee",
    }  # fmt: skip
    concept = acties.start_concept(typed, nu)
    data.commit()
    return f"/meldingen/nieuw/{token_for(concept.kiem, CONCEPT)}"


def test_the_writer_is_warned_and_may_still_send(
    client: Client, data: Session, nu: datetime
) -> None:
    page = a_draft(data, nu, "Bel mij op 06 12 34 56 78 over het vuil.")
    check = client.get(f"{page}/controleren").text
    assert "een telefoonnummer" in check
    assert "Pas mijn tekst aan" in check
    assert client.post(f"{page}/controleren").status_code == 303


def test_photos_that_are_too_large_together_cost_no_words(
    client: Client, data: Session, nu: datetime
) -> None:
    page = a_draft(data, nu, "Er ligt al een week vuil.")
    refused = client.flask.post(
        f"{page}/fotos",
        data=b"x" * (12 * 1024 * 1024 + 1),
        content_type="multipart/form-data; boundary=x",
        base_url=BASE,
    )
    assert refused.status_code == 413
    assert "Uw tekst is bewaard" in refused.text
    assert f"{page}/fotos" in refused.text
    assert "Er ligt al een week vuil." in client.get(f"{page}/wat").text
