"""Voting as a member sees it: ballot, check, receipt."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import VRAAG, een_open_stemming, om, stem
from tests.support.client import Client
from tests.support.work import work
from vereniging.core.forms import Formuliersleutel
from vereniging.stembus.acties import sluit
from vereniging.stembus.models import Kiesregister, Stemming, StemmingStand, Uitslagbezwaar, envelop

NIVEAUS = {
    "drempel": [3, 5],
    "niveaus": [
        {"sleutel": "1", "tekst": "De hele zaterdag"},
        {"sleutel": "2", "tekst": "Alleen de ochtend"},
    ],
    "sleutel": "v2",
    "tekst": "Wat is voor u nog goed genoeg?",
    "type": "bandbreedte",
}
CODE = re.compile(r"[0-9A-Z]{4}(?:-<wbr>[0-9A-Z]{4}){3}")  # may break at the hyphens
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def hidden(text: str) -> dict[str, str]:
    """The hidden fields of the check page's form."""
    form = text[text.index("/bevestigen") :]
    fields = dict(HIDDEN.findall(form))
    fields.pop("csrf_token", None)
    return fields


def vote(client: Client, slug: str, **choices: str) -> str:
    """The two screens and the receipt; its text."""
    assert client.get(f"/stemmen/{slug}").status_code == 200
    check = client.post(f"/stemmen/{slug}/controle", choices)
    assert check.status_code == 200
    assert "U bent nog niet klaar." in check.text
    answer = client.post(f"/stemmen/{slug}/bevestigen", hidden(check.text))
    assert answer.status_code == 200
    return str(answer.text)


def test_a_member_votes_in_two_screens_and_gets_a_receipt_once(
    data: Session, nu: datetime, login: Login
) -> None:
    member = login(lid := een_lid())
    een_open_stemming(nu, vragen=[VRAAG, NIVEAUS])
    receipt = vote(member, "parkeren", v1="voor", v2="m2", woord="zonnebloem")
    assert "Uw stem is uitgebracht" in receipt
    assert "zonnebloem" in receipt
    assert CODE.search(receipt)
    rij = data.scalars(select(Kiesregister).where(Kiesregister.lid_id == lid.id)).one()
    assert rij.revisie == 1
    again = member.get("/stemmen/parkeren")
    assert "U heeft al gestemd (1 keer)" in again.text
    assert "checked" not in again.text
    assert again.headers["Cache-Control"] == "no-store"
    assert again.headers["Referrer-Policy"] == "no-referrer"
    assert data.scalars(select(Formuliersleutel)).all() == []


def test_changing_goes_back_to_a_filled_in_ballot(
    data: Session, nu: datetime, login: Login
) -> None:
    member = login(een_lid())
    een_open_stemming(nu)
    back = member.post("/stemmen/parkeren", {"v1": "tegen", "woord": "roos"})
    assert 'value="tegen" checked' in back.text
    assert 'value="roos"' in back.text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Kies een antwoord bij vraag 1. Weet u het niet? Kies dan blanco."),
        ({"v1": "misschien"}, "Kies een antwoord bij vraag 1."),
        ({"v1": "voor", "woord": "a;b"}, "Gebruik alleen letters, cijfers, spatie"),
        ({"v1": "voor", "woord": "Kim"}, "Gebruik geen naam of adres."),
        ({"v1": "voor", "woord": "x" * 41}, "U gebruikte 41 tekens"),
    ],
)
def test_what_is_not_right_comes_back_with_a_sentence(
    data: Session, nu: datetime, login: Login, given: dict[str, str], sentence: str
) -> None:
    member = login(een_lid())
    een_open_stemming(nu)
    answer = member.post("/stemmen/parkeren/controle", given)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_double_click_gives_one_envelope_and_the_same_receipt(
    data: Session, nu: datetime, login: Login
) -> None:
    member = login(een_lid())
    een_open_stemming(nu)
    fields = hidden(member.post("/stemmen/parkeren/controle", {"v1": "voor"}).text)
    codes = [
        CODE.findall(answer.text)[0]
        for answer in (member.post("/stemmen/parkeren/bevestigen", fields) for _ in range(3))
    ]
    assert len(set(codes)) == 1
    assert data.scalar(select(func.count()).select_from(envelop)) == 1


def test_another_window_was_quicker(data: Session, nu: datetime, login: Login) -> None:
    member = login(lid := een_lid())
    stemming = een_open_stemming(nu)
    fields = hidden(member.post("/stemmen/parkeren/controle", {"v1": "voor"}).text)
    stem(stemming, lid, "tegen")
    answer = member.post("/stemmen/parkeren/bevestigen", fields)
    assert answer.status_code == 409
    assert "U heeft intussen in een ander venster gestemd." in answer.text
    again = member.post("/stemmen/parkeren/bevestigen", hidden(answer.text))
    assert "Uw stem is uitgebracht" in again.text
    assert data.scalars(select(Kiesregister.revisie)).one() == 2


def test_who_is_not_on_the_roll_hears_why(data: Session, nu: datetime, login: Login) -> None:
    login(een_lid())
    een_open_stemming(nu)
    later = login(een_lid())
    answer = later.get("/stemmen/parkeren")
    assert answer.status_code == 409
    assert "U staat niet op het kiesregister, want" in answer.text


def test_a_late_vote_closes_the_box_and_says_what_counts(
    data: Session, nu: datetime, login: Login
) -> None:
    member = login(een_lid())
    stemming = een_open_stemming(nu)
    fields = hidden(member.post("/stemmen/parkeren/controle", {"v1": "voor"}).text)
    nu_dicht = om(stemming.sluit_op)
    with member.flask.session_transaction(base_url="http://127.0.0.1:8000") as session:
        session["gezien"] = int(nu_dicht.timestamp())
    answer = member.post("/stemmen/parkeren/bevestigen", fields)
    assert answer.status_code in {303, 403, 409}
    if answer.status_code == 409:
        assert "U heeft niet gestemd." in answer.text
        assert stemming.stand is StemmingStand.GESLOTEN


def test_reading_never_closes(data: Session, nu: datetime, client: Client) -> None:
    stemming = een_open_stemming(nu)
    om(stemming.sluit_op + timedelta(minutes=5))
    page = client.get("/stembus/parkeren/")
    assert "De bus is dicht. De stemmen worden geteld." in page.text
    assert stemming.stand is StemmingStand.OPEN


def test_everyone_reads_counts_and_checks_the_result(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    people = [een_lid() for _ in range(6)]
    data.add_all(people)
    data.flush()
    stemming = een_open_stemming(nu)
    receipts = [stem(stemming, lid, "voor", woord="roos")[0] for lid in people]
    assert sluit(stemming, om(stemming.sluit_op))
    om(stemming.sluit_op + timedelta(minutes=20))
    work()
    page = client.get("/stembus/parkeren/")
    assert "Aangenomen" in page.text
    for naam in ("uitslag.json", "stembiljetten.csv", "bus.txt", "regels.json", "natellen.py"):
        assert client.get(f"/stembus/parkeren/{naam}").status_code == 200
    assert client.get("/stembus/parkeren/geheim.txt").status_code == 404
    code = receipts[0].code
    found = client.get(f"/stembus/controle?code={code.lower()}")
    assert "Meegeteld. Parkeren op zaterdag: Voor. Woord: roos." in found.text
    assert "Niet gevonden." in client.get("/stembus/controle?code=0000-0000-0000-0000").text
    envelope = client.get(f"/stembus/controle?zegel={receipts[0].zegel}")
    assert "Deze envelop zat in de bus" in envelope.text
    keys = client.get("/stembus/sleutels.json").get_json()["sleutels"]
    assert keys[0]["tot"] is None


def test_our_lower_limit_stays_with_members_until_the_meeting(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    people = [een_lid() for _ in range(6)]
    data.add_all(people)
    data.flush()
    stemming = een_open_stemming(nu, vragen=[VRAAG, NIVEAUS])
    member = login(people[0])
    vote(member, "parkeren", v1="voor", v2="m1")
    assert sluit(stemming, om(stemming.sluit_op))
    om(stemming.sluit_op + timedelta(minutes=20))
    work()
    assert "De uitslag is bekend bij de leden." in client.get("/stembus/parkeren/").text
    assert client.get("/stembus/parkeren/uitslag.json").status_code == 404
    assert client.get("/stembus/parkeren/regels.json").status_code == 200
    om(stemming.sluit_op + timedelta(days=61))
    assert client.get("/stembus/parkeren/uitslag.json").status_code == 200


def test_a_member_on_the_roll_objects_once_and_the_board_answers(
    data: Session, nu: datetime, login: Login
) -> None:
    people = [een_lid() for _ in range(2)]
    data.add_all(people)
    data.flush()
    stemming = een_open_stemming(nu)
    assert sluit(stemming, om(stemming.sluit_op))
    om(stemming.sluit_op + timedelta(minutes=20))
    work()
    member, board = login(people[0]), login(people[1], "secretaris")
    assert member.post("/stembus/parkeren/bezwaar", {"tekst": "Kort"}).status_code == 422
    given = {"tekst": "Ik kon op de laatste avond niet inloggen."}
    posted = member.post("/stembus/parkeren/bezwaar", given)
    assert posted.status_code == 303, posted.text
    again = member.post("/stembus/parkeren/bezwaar", given)
    assert again.status_code == 409
    assert "U maakte al bezwaar" in again.text
    bezwaar = data.scalars(select(Uitslagbezwaar)).one()
    answer = {"oordeel": "ongegrond", "antwoord": "De site was die avond bereikbaar."}
    path = f"/bestuur/stemmingen/parkeren/bezwaren/{bezwaar.id}"
    assert board.post(path, answer).status_code == 303
    assert board.post(path, answer).status_code == 409


def test_officers_never_see_the_turnout_of_an_open_vote(
    data: Session, nu: datetime, login: Login
) -> None:
    secretaris = login(lid := een_lid(), "secretaris")
    stemming = een_open_stemming(nu)
    stem(stemming, lid)
    page = secretaris.get("/bestuur/stemmingen/parkeren")
    assert "ziet niemand tot de bus dicht is" in page.text
    assert secretaris.get("/bestuur/stemmingen").status_code == 200
    assert secretaris.get("/stembus/parkeren/is-mijn-stem-geheim").status_code == 200


def test_an_unopened_vote_is_unknown_to_members(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    data.add(
        Stemming(
            slug="later",
            titel="Later",
            grondslag="ledenraadpleging_mandaat",  # type: ignore[arg-type]
            niveau="vertrouwelijk",
            open_op=nu,
            sluit_op=nu + timedelta(days=3),
            vragen=[VRAAG],
        )
    )
    assert login(een_lid()).get("/stemmen/later").status_code == 404
    assert client.get("/stembus/later/").status_code == 404
    assert client.get("/stemmen/later").status_code == 303


def test_a_made_up_revision_is_refused_and_breaks_nothing(
    data: Session, nu: datetime, login: Login
) -> None:
    member = login(een_lid())
    een_open_stemming(nu)
    fields = hidden(member.post("/stemmen/parkeren/controle", {"v1": "voor"}).text)
    for verwacht in ("-1", "5", "9" * 30):
        answer = member.post("/stemmen/parkeren/bevestigen", {**fields, "verwacht": verwacht})
        assert answer.status_code in {409, 422}
    assert data.scalar(select(func.count()).select_from(envelop)) == 0
