"""The board's pages: the register, the applications, the offices."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_adres, een_huishouden, een_lid
from tests.leden.factories import NU, een_aanmelding, een_bevestigde_aanmelding, post
from tests.support.client import Client
from vereniging.core.db import db
from vereniging.leden import acties
from vereniging.leden.models import (
    AanmeldingStand,
    Functie,
    FunctieSoort,
    Lid,
    Lidmaatschap,
    LidSoort,
    LidStand,
)
from vereniging.leden.register import PER_BLAD, Registervraag, zoek
from vereniging.logboek.models import Inzagelog

VANDAAG = date(2026, 11, 22)


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


@contextmanager
def queries() -> Iterator[list[str]]:
    """The statements the database got meanwhile."""
    said: list[str] = []

    def listen(_c: object, _cur: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "BEGIN")):
            said.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    yield said
    event.remove(db.engine, "before_cursor_execute", listen)


def namen(**vraag: object) -> list[str]:
    return [lid.voornaam for lid in zoek(Registervraag(**{"dag": VANDAAG, **vraag})).leden]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "getypt", ["josé", "JOSE", "dijkema", "Dykema", "sint annastraat", "2399zz", "9001", "jose dij"]
)
def test_search_forgives_accents_case_and_spelling(data: Session, getypt: str) -> None:
    adres = een_adres(straat="Sint Annastraat")
    data.add(een_lid(voornaam="José", achternaam="Dijkema", lidnummer=9001, adres=adres))
    data.add(een_lid(voornaam="Anders", adres=een_adres(postcode="2311AA")))
    assert namen(zoek=getypt) == ["José"]


def test_search_signs_are_letters_here(data: Session) -> None:
    data.add(een_lid())
    assert namen(zoek="%") == []
    assert namen(zoek="_") == []


def periode(begin: date, einde: date | None = None, soort: LidSoort = LidSoort.LID) -> Lidmaatschap:
    return Lidmaatschap(soort=soort, begin=begin, einde=einde, ingevoerd_op=NU)


def test_the_register_can_be_read_as_of_any_day(data: Session) -> None:
    rows = {
        "oud": periode(date(2020, 1, 1), date(2022, 12, 31)),
        "weg": periode(date(2020, 1, 1), date(2026, 12, 31)),
        "nu": periode(date(2024, 1, 1)),
        "straks": periode(date(2027, 1, 1)),
        "gift": periode(date(2024, 1, 1), soort=LidSoort.DONATEUR),
    }
    for naam, row in rows.items():
        data.add(een_lid(voornaam=naam, lidmaatschappen=[row]))
    assert set(namen()) == {"weg", "nu", "gift"}
    assert set(namen(dag=date(2022, 12, 31))) == {"oud", "weg"}
    assert set(namen(dag=date(2027, 1, 1))) == {"nu", "straks", "gift"}
    assert namen(stand=LidStand.OPGEZEGD) == ["weg"]
    assert namen(stand=LidStand.BEEINDIGD) == ["oud"]
    assert namen(stand=LidStand.TOEKOMSTIG) == ["straks"]
    assert set(namen(stand=LidStand.ACTIEF)) == {"nu", "gift"}
    assert namen(soort=LidSoort.DONATEUR) == ["gift"]


def test_who_is_suspended_is_found_as_such(data: Session) -> None:
    row = periode(date(2024, 1, 1))
    row.geschorst_van = date(2026, 11, 1)
    data.add(een_lid(voornaam="stil", lidmaatschappen=[row]))
    assert namen(stand=LidStand.GESCHORST) == ["stil"]
    assert namen(stand=LidStand.ACTIEF) == []
    assert namen(dag=date(2026, 10, 1), stand=LidStand.ACTIEF) == ["stil"]


def test_the_list_asks_as_much_for_fifty_as_for_one(data: Session, secretaris: Client) -> None:
    secretaris.get("/bestuur/leden")
    with queries() as few:
        assert secretaris.get("/bestuur/leden").status_code == 200
    data.add_all([een_lid() for _ in range(PER_BLAD + 5)])
    data.commit()
    with queries() as many:
        page = secretaris.get("/bestuur/leden")
    assert len(many) == len(few)
    assert len(many) <= 16
    assert "Bladzijde 1 van 2" in page.text
    assert "Bladzijde 2 van 2" in secretaris.get("/bestuur/leden?blad=99&soort=lid").text


@pytest.mark.parametrize(
    "vraag",
    ["op=gisteren", "blad=-1", "soort=keizer", "stand=x", "zoek=%25", "op=0000-01-01"],
)
def test_odd_questions_get_a_list(secretaris: Client, vraag: str) -> None:
    assert secretaris.get(f"/bestuur/leden?{vraag}").status_code == 200


def test_a_question_no_browser_asks_is_refused(secretaris: Client) -> None:
    assert secretaris.get("/bestuur/leden?zoek=%25%00").status_code == 400


def test_looking_at_members_is_noted(data: Session, secretaris: Client) -> None:
    lid = een_lid()
    data.add(lid)
    data.flush()
    secretaris.get("/bestuur/leden")
    page = secretaris.get(f"/bestuur/leden/{lid.lidnummer}")
    assert lid.naam in page.text
    assert [row.over for row in data.scalars(select(Inzagelog))] == ["register", str(lid.lidnummer)]


def test_a_member_is_shown_with_history_household_and_offices(
    data: Session, secretaris: Client
) -> None:
    adres = een_adres()
    lid, ander = een_lid(adres=adres), een_lid(voornaam="Robin", adres=adres)
    data.add(een_huishouden(lid, ander))
    data.add(Functie(lid=lid, soort=FunctieSoort.TELLER, begin=date(2025, 1, 1)))
    data.flush()
    acties.zeg_op(lid, NU)
    page = secretaris.get(f"/bestuur/leden/{lid.lidnummer}").text
    for words in ("Robin", "Teller", "Laatste dag: 31 december 2026", "Opgezegd"):
        assert words in page


def test_only_the_board_comes_in(client: Client, login: Login, data: Session) -> None:
    aanmelding = een_bevestigde_aanmelding()
    paths = ("/bestuur/leden", "/bestuur/leden/1", "/bestuur/aanmeldingen",
             f"/bestuur/aanmeldingen/{aanmelding.kenmerk}", "/bestuur/functies")  # fmt: skip
    member, officer = login(een_lid()), login(een_lid(), "moderator")
    for path in paths:
        assert client.get(path).status_code == 303
        assert member.get(path).status_code == 403
        assert officer.get(path).status_code == 403
    assert member.post(f"{paths[3]}/toelating").status_code == 403
    assert aanmelding.stand is AanmeldingStand.INGEDIEND


def test_what_does_not_exist_or_is_not_confirmed_is_not_found(secretaris: Client) -> None:
    aanmelding = een_aanmelding()
    for path in ("leden/424242", "aanmeldingen/AM-2020-0001", f"aanmeldingen/{aanmelding.kenmerk}"):
        assert secretaris.get(f"/bestuur/{path}").status_code == 404


def test_the_board_admits_into_the_household_at_that_door(
    data: Session, secretaris: Client
) -> None:
    aanmelding = een_bevestigde_aanmelding(huisgenoot_is_lid=True)
    huisgenoot = een_lid(adres=aanmelding.adres)
    huishouden = een_huishouden(huisgenoot)
    data.add(huishouden)
    data.flush()
    url = f"/bestuur/aanmeldingen/{aanmelding.kenmerk}"
    assert huisgenoot.naam in secretaris.get(url).text
    assert aanmelding.naam in secretaris.get("/bestuur/aanmeldingen").text
    fields = {"huishouden": str(huishouden.id)}
    for _ in range(2):
        assert secretaris.post(f"{url}/toelating", fields).status_code == 303
    lid = data.scalars(select(Lid).where(Lid.email == aanmelding.email)).one()
    assert lid.huishouden_id == huishouden.id
    assert len(post("welkom:")) == 1
    assert secretaris.get(url).status_code == 200


def test_the_list_of_applications_asks_as_much_for_ten_as_for_one(
    data: Session, secretaris: Client
) -> None:
    een_bevestigde_aanmelding()
    secretaris.get("/bestuur/aanmeldingen")
    with queries() as few:
        secretaris.get("/bestuur/aanmeldingen")
    for _ in range(9):
        een_bevestigde_aanmelding()
    data.commit()
    with queries() as many:
        page = secretaris.get("/bestuur/aanmeldingen")
    assert "10 aanmeldingen wachten op u" in page.text
    assert len(many) == len(few)


@pytest.mark.parametrize("huishouden", ["999", "x", "-1"])
def test_a_household_of_nobody_is_refused(secretaris: Client, huishouden: str) -> None:
    aanmelding = een_bevestigde_aanmelding()
    url = f"/bestuur/aanmeldingen/{aanmelding.kenmerk}/toelating"
    page = secretaris.post(url, {"huishouden": huishouden})
    assert page.status_code == 422
    assert "Kies een huishouden uit de lijst." in page.text


def test_a_refusal_needs_a_reason_and_then_the_alv(data: Session, secretaris: Client) -> None:
    aanmelding = een_bevestigde_aanmelding()
    url = f"/bestuur/aanmeldingen/{aanmelding.kenmerk}"
    short = secretaris.post(f"{url}/afwijzing", {"reden": "Nee."})
    assert short.status_code == 422
    assert "Leg uit waarom (minstens 10 tekens)." in short.text
    assert "Nee.</textarea>" in short.text
    answer = secretaris.post(f"{url}/afwijzing", {"reden": "Dit adres bestaat niet."})
    assert answer.status_code == 303
    assert "Dit adres bestaat niet." in secretaris.get(url).text
    refused = secretaris.post(f"{url}/toelating", {"huishouden": "eigen"})
    assert refused.status_code == 409
    assert "Vul het besluit van de ALV in." in refused.text
    fields = {"huishouden": "eigen", "besluit": "De ALV liet deze bewoner toe."}
    assert secretaris.post(f"{url}/toelating", fields).status_code == 303
    assert len(post("afgewezen:")) == 1


def test_what_was_taken_back_cannot_be_admitted(data: Session, secretaris: Client) -> None:
    aanmelding = een_bevestigde_aanmelding()
    acties.intrekken(aanmelding, NU)
    url = f"/bestuur/aanmeldingen/{aanmelding.kenmerk}/toelating"
    page = secretaris.post(url, {"huishouden": "eigen"})
    assert page.status_code == 409
    assert "Er is niets veranderd." in page.text


def benoeming(lid: Lid, **anders: str) -> dict[str, str]:
    velden = {
        "soort": "teller",
        "lidnummer": str(lid.lidnummer),
        "begin": "2026-11-22",
        "orgaan": "alv",
        "besluit": "De ALV koos een teller.",
    }
    return {**velden, **anders}


def test_the_secretary_appoints_and_ends(data: Session, login: Login, secretaris: Client) -> None:
    lid = een_lid()
    other = login(lid)
    assert secretaris.post("/bestuur/functies", benoeming(lid)).status_code == 303
    assert lid.naam in secretaris.get("/bestuur/functies").text
    assert other.get("/mijn/gegevens").status_code == 303  # signed out: the role changed
    functie = data.scalars(select(Functie).where(Functie.lid_id == lid.id)).one()
    assert functie.besluit_id is not None
    assert secretaris.post(f"/bestuur/functies/{functie.id}/einde").status_code == 303
    assert data.scalars(select(Functie.einde).where(Functie.id == functie.id)).one() == VANDAAG


@pytest.mark.parametrize(
    ("anders", "status", "sentence"),
    [
        ({"soort": "keizer"}, 422, "Kies een functie."),
        ({"lidnummer": "42424242"}, 422, "Dit lidnummer kennen wij niet."),
        ({"lidnummer": "٣"}, 422, "Vul het lidnummer in als cijfers"),
        ({"begin": "morgen"}, 422, ""),
        ({"besluit": ""}, 422, "Schrijf het besluit op"),
        ({"orgaan": "x"}, 422, "Kies wie dit besloot."),
        ({"soort": "secretaris"}, 409, "heeft deze functie al"),
        ({"einde": "2026-11-01"}, 409, "niet voor de eerste dag"),
    ],
)
def test_an_appointment_that_is_not_right_is_refused(
    data: Session, secretaris: Client, anders: dict[str, str], status: int, sentence: str
) -> None:
    lid = een_lid()
    data.add(lid)
    data.flush()
    page = secretaris.post("/bestuur/functies", benoeming(lid, **anders))
    assert page.status_code == status
    assert sentence in page.text
    assert data.scalar(select(func.count()).select_from(Functie)) == 1


def test_who_checks_the_books_is_not_in_the_board(data: Session, secretaris: Client) -> None:
    lid = een_lid()
    data.add(Functie(lid=lid, soort=FunctieSoort.KASCOMMISSIE, begin=VANDAAG - timedelta(days=9)))
    data.flush()
    page = secretaris.post("/bestuur/functies", benoeming(lid, soort="bestuurslid"))
    assert page.status_code == 409
    assert "kascommissie" in page.text


def test_other_board_members_read_the_offices_only(data: Session, login: Login) -> None:
    lid = een_lid()
    chair = login(lid, "voorzitter")
    assert chair.get("/bestuur/functies").status_code == 200
    assert chair.post("/bestuur/functies", benoeming(lid)).status_code == 403


def test_the_secretary_signs_a_lost_phone_out(data: Session, login: Login, client: Client) -> None:
    wie = een_lid()
    data.add(wie)
    data.commit()
    phone, url = login(wie), f"/bestuur/leden/{wie.lidnummer}"
    assert phone.get("/mijn").status_code == 200
    assert login(een_lid(), "moderator").post(f"{url}/uitloggen").status_code == 403
    office = login(een_lid(), "secretaris")
    assert "Log overal uit" in office.get(url).text
    assert office.post(f"{url}/uitloggen").status_code == 303
    assert phone.get("/mijn").status_code == 303
    assert office.get(url).status_code == 200
