"""Offices: terms that end, the board at the KVK, and who sits where until when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.leden.factories import post
from tests.support.client import Client
from vereniging.leden.acties import Benoeming, beeindig_functie, benoem
from vereniging.leden.acties.functies import leg_functies_neer
from vereniging.leden.acties.termijnen import geef_door_aan_kvk, herinner_kvk, herinner_termijnen
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.leden.models.functie import TermijnTeLang
from vereniging.leden.queries import functionarissen, rollen_van
from vereniging.leden.zetels import aflopend, kvk_wijzigingen
from vereniging.statuten.models import Statuten
from vereniging.toegang.models import Account, Rol

VANDAAG = date(2026, 11, 22)
DAG = timedelta(days=1)
EINDE = VANDAAG + timedelta(days=60)
Soort = FunctieSoort


@pytest.fixture
def secretaris(data: Session) -> Functie:
    functie = een_functie(Soort.SECRETARIS, naam="Daan", email="daan@example.org")
    data.add(functie)
    data.flush()
    return functie


@pytest.fixture
def secretaris_web(login: Login) -> Client:
    return login(een_lid(), "secretaris")


def een_functie(soort: FunctieSoort, **anders: object) -> Functie:
    velden = {"soort": soort, "begin": date(2024, 6, 1)}
    return Functie(**{**velden, **anders})  # type: ignore[arg-type]  # fields by name


def bewaar(data: Session, *functies: Functie) -> None:
    data.add_all(functies)
    data.flush()


def test_the_holder_and_the_secretary_hear_once_that_a_term_ends(
    data: Session, secretaris: Functie, nu: datetime
) -> None:
    lid = een_lid()
    teller = een_functie(Soort.TELLER, lid=lid, einde=EINDE)
    bewaar(data, teller)
    assert herinner_termijnen(nu - DAG) == 0
    assert herinner_termijnen(nu) == 1
    assert herinner_termijnen(nu + DAG) == 0
    mails = post("termijn:")
    assert sorted(mail.aan for mail in mails) == sorted([lid.email or "", "daan@example.org"])
    teller.einde = EINDE + timedelta(days=20)
    data.flush()
    assert herinner_termijnen(nu + timedelta(days=20)) == 1  # another last day, another word


def test_a_term_without_a_last_day_ends_as_the_statutes_say(data: Session, nu: datetime) -> None:
    begin = date(2024, 1, 21)  # three years for the board, two for delegates
    chair = een_functie(Soort.VOORZITTER, lid=een_lid(), begin=begin)
    delegate = een_functie(Soort.AFGEVAARDIGDE, lid=een_lid(), begin=date(2025, 1, 20))
    kas = een_functie(Soort.KASCOMMISSIE, lid=een_lid(), begin=begin)
    bewaar(data, chair, delegate, kas)
    assert [tot for _functie, tot in aflopend(VANDAAG)] == [date(2027, 1, 19), date(2027, 1, 20)]
    assert herinner_termijnen(nu) == 2
    assert {functie for functie in (chair, delegate, kas) if functie.herinnerd_voor} == {
        chair,
        delegate,
    }
    assert chair.loopt_op(date(2027, 6, 1))  # a late ALV locks nobody out


def test_nobody_is_reminded_of_what_is_settled_or_short(data: Session, nu: datetime) -> None:
    stays = een_lid()
    bewaar(
        data,
        een_functie(Soort.TELLER, lid=stays, einde=EINDE),
        een_functie(Soort.TELLER, lid=stays, begin=EINDE + DAG),
        een_functie(Soort.PENNINGMEESTER, lid=een_lid(), einde=EINDE),
        een_functie(Soort.PENNINGMEESTER, lid=een_lid(), begin=EINDE + DAG),
        een_functie(Soort.MODERATOR, lid=een_lid(), begin=VANDAAG - DAG, einde=EINDE - 9 * DAG),
    )
    resigned = een_functie(Soort.TELLER, lid=een_lid())
    bewaar(data, resigned)
    beeindig_functie(resigned, VANDAAG + DAG)
    assert herinner_termijnen(nu) == 0
    assert post("termijn:") == []


def test_a_term_is_not_longer_than_the_statutes_allow(data: Session, nu: datetime) -> None:
    def choose(soort: FunctieSoort, einde: date) -> Functie:
        wat = Benoeming(soort=soort, begin=VANDAAG, einde=einde, besluit="Gekozen.", lid=een_lid())
        return benoem(wat, nu)

    with pytest.raises(TermijnTeLang, match="2029"):
        choose(Soort.VOORZITTER, date(2029, 11, 22))
    assert choose(Soort.VOORZITTER, date(2029, 11, 21)).einde
    with pytest.raises(TermijnTeLang):
        choose(Soort.AFGEVAARDIGDE, date(2029, 11, 21))
    data.add(
        Statuten(
            geldig_vanaf=date(2026, 1, 1),
            waarden={"afgevaardigden_termijn": 3},
            artikelen={"afgevaardigden_termijn": "12"},
        )
    )
    data.flush()
    assert choose(Soort.AFGEVAARDIGDE, date(2029, 11, 21)).einde
    assert choose(Soort.TELLER, date(2039, 1, 1)).einde  # the statutes say nothing of tellers


def test_the_kvk_hears_who_came_and_who_left(
    data: Session, secretaris: Functie, nu: datetime
) -> None:
    geef_door_aan_kvk(VANDAAG)
    assert herinner_kvk(nu) == 0
    old = een_functie(Soort.VOORZITTER, lid=een_lid(), einde=VANDAAG - 8 * DAG)
    old.kvk_begin_op = old.begin
    new = een_functie(Soort.VOORZITTER, lid=een_lid(), begin=VANDAAG - 7 * DAG)
    later = een_functie(Soort.BESTUURSLID, lid=een_lid(), begin=VANDAAG + DAG)
    bewaar(data, old, new, later, een_functie(Soort.TELLER, lid=een_lid()))
    changes = kvk_wijzigingen(VANDAAG)
    assert [(one.functie, one.is_begin) for one in changes] == [(old, False), (new, True)]
    assert [one.is_laat(VANDAAG) for one in changes] == [False, False]
    assert [one.is_laat(VANDAAG + DAG) for one in changes] == [True, True]
    assert herinner_kvk(nu) == 1
    assert herinner_kvk(nu + timedelta(hours=1)) == 0
    assert geef_door_aan_kvk(VANDAAG) == 2
    assert geef_door_aan_kvk(VANDAAG) == 0
    assert kvk_wijzigingen(VANDAAG) == []
    assert [one.functie for one in kvk_wijzigingen(VANDAAG + DAG)] == [later]
    assert [mail.aan for mail in post("kvk:")] == ["daan@example.org"]


def test_who_is_chosen_again_needs_no_word_to_the_kvk(data: Session) -> None:
    lid = een_lid()
    first = een_functie(Soort.VOORZITTER, lid=lid, einde=VANDAAG - DAG)
    first.kvk_begin_op = first.begin
    bewaar(data, first, een_functie(Soort.VOORZITTER, lid=lid, begin=VANDAAG))
    assert kvk_wijzigingen(VANDAAG) == []


def test_an_end_that_is_told_needs_an_end(data: Session) -> None:
    functie = een_functie(Soort.VOORZITTER, lid=een_lid())
    functie.kvk_einde_op = VANDAAG
    data.add(functie)
    with pytest.raises(IntegrityError):
        data.flush()


def met_einde(lid: Lid, einde: date) -> tuple[Account, Functie]:
    lid.lidmaatschappen[0].einde = einde
    functie = een_functie(Soort.SECRETARIS, lid=lid)
    account = Account(email=lid.email or "", gemaakt_op=datetime(2026, 1, 1, tzinfo=UTC))
    return account, functie


def test_an_office_ends_with_the_membership_before_any_job_runs(data: Session) -> None:
    lid = een_lid()
    account, functie = met_einde(lid, VANDAAG)
    data.add_all([lid, functie, account])
    data.flush()
    account.lid_id = lid.id
    assert rollen_van(account, lid, VANDAAG) == {Rol.LID, Rol.SECRETARIS}
    assert rollen_van(account, lid, VANDAAG + DAG) == frozenset()
    assert functionarissen("secretaris", VANDAAG) == [functie]
    assert functionarissen("secretaris", VANDAAG + DAG) == []


def test_a_former_member_keeps_an_office_given_to_an_outsider(data: Session) -> None:
    lid = een_lid()
    account, functie = met_einde(lid, VANDAAG - DAG)
    outside = een_functie(Soort.KASCOMMISSIE, naam=lid.naam, email=lid.email)
    data.add_all([lid, functie, account, outside])
    data.flush()
    assert rollen_van(account, lid, VANDAAG) == {Rol.KASCOMMISSIE}


def test_who_leaves_gets_no_office_later(data: Session) -> None:
    lid = een_lid()
    now = een_functie(Soort.TELLER, lid=lid)
    later = een_functie(Soort.MODERATOR, lid=lid, begin=VANDAAG + 5 * DAG)
    bewaar(data, now, later)
    leg_functies_neer(lid, VANDAAG)
    data.flush()
    left = data.scalars(select(Functie).where(Functie.lid_id == lid.id)).all()
    assert [(functie.soort, functie.einde) for functie in left] == [(Soort.TELLER, VANDAAG)]


def test_the_list_says_who_sits_where_until_when(data: Session, secretaris_web: Client) -> None:
    bewaar(
        data,
        een_functie(Soort.TELLER, lid=een_lid(), einde=EINDE - 50 * DAG),
        een_functie(Soort.AFGEVAARDIGDE, lid=een_lid(), begin=date(2024, 1, 1)),
        een_functie(Soort.MODERATOR, lid=een_lid(), einde=date(2025, 3, 4)),
    )
    page = secretaris_web.get("/bestuur/functies").text
    for sentence in (
        "Nog 10 dagen",
        "Termijn is voorbij",
        "Lege plaatsen",
        "Teller: 1 van 3 bezet",
        "Penningmeester: 0 van 1 bezet",
        "Eerder",
        "Geef het bestuur door aan het KVK",
    ):
        assert sentence in page, sentence
    assert secretaris_web.post("/bestuur/functies/kvk").status_code == 303
    assert "door aan het KVK" not in secretaris_web.get("/bestuur/functies").text


def test_the_secretary_chooses_the_last_day(data: Session, secretaris_web: Client) -> None:
    functie = een_functie(Soort.TELLER, lid=een_lid())
    bewaar(data, functie)
    page = f"/bestuur/functies/{functie.id}"
    assert functie.wie in secretaris_web.get(page).text
    assert secretaris_web.post(f"{page}/einde", {"dag": "gisteren"}).status_code == 422
    assert secretaris_web.post(f"{page}/einde", {"dag": "2020-01-01"}).status_code == 409
    assert secretaris_web.post(f"{page}/einde", {"dag": "2026-12-24"}).status_code == 303
    assert data.scalars(select(Functie.einde).where(Functie.id == functie.id)).one() == date(
        2026, 12, 24
    )


def test_the_cockpit_names_terms_and_the_kvk(data: Session, secretaris_web: Client) -> None:
    bewaar(data, een_functie(Soort.TELLER, lid=een_lid(achternaam="Veldmuis"), einde=EINDE))
    page = secretaris_web.get("/bestuur").text
    assert "Teller: Kim Veldmuis" in page
    assert "Geef het bestuur door aan het KVK" in page
