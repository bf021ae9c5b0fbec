"""Ranking and scoring as a member sees it, from ballot to result; no script needed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, met_sleutel, om, stem
from tests.stembus.test_biljet import hidden, vote
from tests.stembus.test_stemming import leden, sluit_en_tel
from tests.support.client import Client
from tests.support.work import work
from vereniging.stembus.models import Grondslag, Stemming, StemmingStand


def opties(aantal: int) -> list[dict[str, str]]:
    """Plans, at most six."""
    return [{"sleutel": letter, "tekst": f"Plan {letter.upper()}"} for letter in "abcdef"[:aantal]]


def een_rangvraag(aantal: int = 3, methode: str = "schulze") -> dict[str, Any]:
    """Put plans in order."""
    return {
        "methode": methode, "opties": opties(aantal), "sleutel": "v1", "tekst": "Welk plan eerst?",
        "publicatie": "opgeteld" if aantal > 5 else "per_stem", "type": "rangschikken",
    }  # fmt: skip


PUNTEN = {
    "opties": opties(3),
    "publicatie": "per_stem",
    "sleutel": "v1",
    "tekst": "Hoe goed is elk plan?",
    "type": "score",
}


def test_a_member_ranks_checks_changes_and_confirms(
    data: Session, nu: datetime, login: Login
) -> None:
    member = login(een_lid())
    een_open_stemming(nu, vragen=[een_rangvraag()])
    ballot = member.get("/stemmen/parkeren")
    assert "selected" not in ballot.text
    choices = {"v1-a": "2", "v1-b": "1", "v1-c": ""}
    check = member.post("/stemmen/parkeren/controle", choices)
    assert "1. Plan B · 2. Plan A" in check.text
    back = member.post("/stemmen/parkeren", hidden(check.text))
    assert '<option value="2" selected>' in back.text
    receipt = member.post("/stemmen/parkeren/bevestigen", hidden(check.text))
    assert "Uw stem is uitgebracht" in receipt.text


def test_a_member_gives_points(data: Session, nu: datetime, login: Login) -> None:
    member = login(een_lid())
    een_open_stemming(nu, vragen=[PUNTEN])
    choices = {"v1-a": "5", "v1-b": "0", "v1-c": "3"}
    check = member.post("/stemmen/parkeren/controle", choices)
    assert "Plan A: 5 · Plan B: 0 · Plan C: 3" in check.text
    assert "Uw stem is uitgebracht" in vote(member, "parkeren", **choices)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Kies een antwoord bij vraag 1. Weet u het niet? Kies dan blanco."),
        ({"v1-a": "2", "v1-b": "2"}, "U gaf twee keuzes plaats 2. Geef elke keuze een eigen"),
        ({"v1-a": "1", "v1-blanco": "ja"}, "Kies bij vraag 1 blanco, of vul de lijst in."),
        ({"v1-a": "4"}, "Kies een antwoord bij vraag 1."),
        ({"v1-a": "x"}, "Kies een antwoord bij vraag 1."),
    ],
)
def test_an_order_that_is_none_says_what_to_do(
    data: Session, nu: datetime, login: Login, given: dict[str, str], sentence: str
) -> None:
    member = login(een_lid())
    een_open_stemming(nu, vragen=[een_rangvraag()])
    answer = member.post("/stemmen/parkeren/controle", given)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'href="#v1"' in answer.text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"v1-a": "5"}, "Geef bij vraag 1 elke keuze 0 tot en met 5 punten."),
        ({"v1-a": "6", "v1-b": "0", "v1-c": "0"}, "elke keuze 0 tot en met 5 punten."),
        ({}, "Kies een antwoord bij vraag 1."),
    ],
)
def test_points_that_are_missing_say_what_to_do(
    data: Session, nu: datetime, login: Login, given: dict[str, str], sentence: str
) -> None:
    member = login(een_lid())
    een_open_stemming(nu, vragen=[PUNTEN])
    answer = member.post("/stemmen/parkeren/controle", given)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_blank_is_an_answer_to_both(data: Session, nu: datetime, login: Login) -> None:
    member = login(een_lid())
    een_open_stemming(nu, vragen=[een_rangvraag(), {**PUNTEN, "sleutel": "v2"}])
    text = vote(member, "parkeren", **{"v1-blanco": "ja", "v2-blanco": "ja"})
    assert "Uw stem is uitgebracht" in text


def counted(data: Session, nu: datetime, vraag: dict[str, Any], waarden: list[str]) -> Stemming:
    """Members vote these; it is counted."""
    wie = leden(data, len(waarden))
    stemming = een_open_stemming(nu, vragen=[vraag])
    for lid, waarde in zip(wie, waarden, strict=True):
        stem(stemming, lid, waarde)
    sluit_en_tel(stemming)
    return stemming


def test_the_order_is_shown_with_every_duel(data: Session, nu: datetime, client: Client) -> None:
    counted(data, nu, een_rangvraag(), ["b>a", "b>c", "a>b", "b>a>c", "c>b", "blanco"])
    text = client.get("/stembus/parkeren/").text
    assert "Gekozen: Plan B." in text
    assert "Wie wint van wie?" in text
    assert text.index("<li>Plan B</li>") < text.index("<li>Plan A</li>")


def test_a_tie_is_said_and_no_lots_are_drawn(data: Session, nu: datetime, client: Client) -> None:
    counted(data, nu, een_rangvraag(2), ["a>b", "b>a", "a>b", "b>a", "blanco"])
    text = client.get("/stembus/parkeren/").text
    assert "Gelijk geëindigd: Plan A, Plan B. Wij loten niet" in text
    assert "(gelijk)" in text


def test_the_rounds_of_a_run_off_are_shown(data: Session, nu: datetime, client: Client) -> None:
    waarden = ["a", "a", "a", "b>a", "b>a", "b", "c>b", "c>b"]
    counted(data, nu, een_rangvraag(methode="irv"), waarden)
    text = client.get("/stembus/parkeren/").text
    assert "Ronde 1: Plan C valt af" in text
    assert "Ronde 2" in text
    assert "Gekozen: Plan B." in text
    assert 'href="/stembus/parkeren/"' in client.get("/standpunten").text


def test_points_are_added_up(data: Session, nu: datetime, client: Client) -> None:
    counted(data, nu, PUNTEN, ["a5,b0,c3", "a1,b0,c4", "a0,b0,c5", "blanco", "a2,b2,c2"])
    text = client.get("/stembus/parkeren/").text
    assert "Gekozen: Plan C." in text
    assert ">14</td>" in text


def test_long_lists_are_published_as_sums_and_the_ballot_says_so(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    wie = leden(data, 5)
    stemming = een_open_stemming(nu, vragen=[een_rangvraag(6)])
    said = login(wie[0]).get("/stemmen/parkeren").text
    assert "Van deze vraag publiceren wij alleen optellingen." in said
    honest = client.get("/stembus/parkeren/is-mijn-stem-geheim").text
    assert "alleen optellingen" in honest
    for lid in wie:
        stem(stemming, lid, "f>a")
    sluit_en_tel(stemming)
    assert b"*" in client.get("/stembus/parkeren/stembiljetten.csv").data
    assert b"5;f&gt;a" not in client.get("/stembus/parkeren/opgeteld-v1.csv").data
    assert b"5;f>a" in client.get("/stembus/parkeren/opgeteld-v1.csv").data


def test_choosing_among_options_names_the_winner(
    data: Session, nu: datetime, client: Client
) -> None:
    vraag = {
        "meerderheid": None, "opties": opties(3), "sleutel": "v1", "tekst": "Welke?",
        "type": "enkelvoudig",
    }  # fmt: skip
    counted(data, nu, vraag, ["a", "b", "b", "c", "b"])
    assert "Gekozen: Plan B." in client.get("/stembus/parkeren/").text


NIEUW = {
    "titel": "Wat doen wij met het speelveld?",
    "inleiding": "Er is geld voor één plan.",
    "vraag": "Welk plan heeft uw voorkeur?",
    "opties": "Een boomgaard\nEen trapveld\nEen moestuin",
    "open_dag": "2026-11-22",
    "sluit_dag": "2026-11-27",
}


@pytest.mark.parametrize(
    ("soort", "expected"),
    [
        ("schulze", {"type": "rangschikken", "methode": "schulze"}),
        ("irv", {"type": "rangschikken", "methode": "irv"}),
        ("score", {"type": "score", "publicatie": "per_stem"}),
        ("enkelvoudig", {"type": "enkelvoudig", "meerderheid": None}),
        ("meervoudig", {"type": "meervoudig", "max": 3, "zetels": 1}),
        ("voor_tegen", {"type": "voor_tegen"}),
    ],
)
def test_the_secretary_prepares_a_consultation_of_each_kind(
    data: Session, nu: datetime, login: Login, soort: str, expected: dict[str, Any]
) -> None:
    secretaris = login(een_lid(), "secretaris")
    assert secretaris.get("/bestuur/stemmingen/nieuw").status_code == 200
    given = {**NIEUW, "soort": soort, **({"opties": ""} if soort == "voor_tegen" else {})}
    made = secretaris.post("/bestuur/stemmingen", given)
    assert made.status_code == 303, made.text
    stemming = data.scalars(select(Stemming)).one()
    assert stemming.slug == "wat-doen-wij-met-het-speelveld"
    assert stemming.grondslag is Grondslag.LEDENRAADPLEGING_ADVISEREND
    (vraag,) = stemming.vragen
    assert expected.items() <= vraag.items()
    met_sleutel()
    om(nu + timedelta(minutes=1))
    work()
    assert stemming.stand is StemmingStand.OPEN
    assert login(een_lid()).get(f"/stembus/{stemming.slug}/").status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"opties": "Eén"}, "Vul 2 tot en met 12 keuzes in."),
        ({"opties": "\n".join("abcdefghijklm")}, "Vul 2 tot en met 12 keuzes in."),
        ({"soort": "voor_tegen"}, "Laat dit leeg bij voor of tegen."),
        ({"opties": f"a\n{'b' * 201}"}, "Maak elke keuze korter dan 200 tekens."),
        ({"soort": "meervoudig", "hoogstens": "4"}, "Vul een getal in van 1 tot het aantal"),
        ({"sluit_dag": "2026-11-23"}, "Laat leden minstens 3 dagen stemmen."),
        ({"soort": ""}, "Kies hoe leden antwoorden."),
    ],
)
def test_a_consultation_that_cannot_be_held_is_not_prepared(
    data: Session, nu: datetime, login: Login, change: dict[str, str], sentence: str
) -> None:
    secretaris = login(een_lid(), "secretaris")
    answer = secretaris.post("/bestuur/stemmingen", {**NIEUW, "soort": "irv", **change})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert data.scalars(select(Stemming)).all() == []


def test_equal_titles_get_addresses_of_their_own(data: Session, nu: datetime, login: Login) -> None:
    secretaris = login(een_lid(), "secretaris")
    for titel in ("Plan 2027", "Plan 2027", "Boomgaard", "Boomgaard"):
        secretaris.post("/bestuur/stemmingen", {**NIEUW, "soort": "irv", "titel": titel})
    assert sorted(data.scalars(select(Stemming.slug))) == [
        "boomgaard", "boomgaard-aa", "plan-2027-stemming", "plan-2027-stemming-aa",
    ]  # fmt: skip
    assert login(een_lid()).get("/bestuur/stemmingen/nieuw").status_code == 403
