"""An office goes over thing by thing: one gives, another receives."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from vereniging.bestuur.acties.overdragen import begin_overdracht, geef_punt, ontvang_punt
from vereniging.bestuur.models import NogNietGegeven, Overdracht, Overdrachtpunt
from vereniging.bestuur.overdragen import EIGEN, PUNTEN, punten_van
from vereniging.core.errors import EenAnder
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.logboek.models import Logboek
from vereniging.toegang.models import Account


def een_overdracht(data: Session, nu: datetime) -> Overdracht:
    lid = een_lid()
    functie = Functie(lid=lid, soort=FunctieSoort.PENNINGMEESTER, begin=nu.date())
    data.add(functie)
    data.flush()
    return begin_overdracht(functie, nu)


def accounts(data: Session, nu: datetime) -> tuple[int, int]:
    made = [Account(email=f"{naam}@example.org", gemaakt_op=nu) for naam in ("weg", "nieuw")]
    data.add_all(made)
    data.flush()
    return made[0].id, made[1].id


def test_each_office_has_its_own_list_and_every_line_has_words() -> None:
    assert {code for soort in FunctieSoort for code in punten_van(soort)} == set(PUNTEN)
    assert "bank" in punten_van(FunctieSoort.PENNINGMEESTER)
    assert punten_van(FunctieSoort.TELLER) == ("lopend", "login", "papier")
    assert set(EIGEN) <= set(FunctieSoort)


def test_it_is_received_by_another_and_only_after_it_was_given(data: Session, nu: datetime) -> None:
    overdracht, (weg, nieuw) = een_overdracht(data, nu), accounts(data, nu)
    punt = overdracht.punten[0]
    with pytest.raises(NogNietGegeven):
        ontvang_punt(punt, nieuw, nu)
    geef_punt(punt, weg, nu)
    geef_punt(punt, nieuw, nu)  # said already
    with pytest.raises(EenAnder):
        ontvang_punt(punt, weg, nu)
    ontvang_punt(punt, nieuw, nu)
    assert (punt.gegeven_door_id, punt.ontvangen_door_id) == (weg, nieuw)
    assert (overdracht.aantal_klaar, overdracht.is_klaar) == (1, False)
    for rest in overdracht.punten[1:]:
        geef_punt(rest, weg, nu)
        ontvang_punt(rest, nieuw, nu)
    assert overdracht.is_klaar


def test_to_begin_twice_is_to_begin_once(data: Session, nu: datetime) -> None:
    overdracht = een_overdracht(data, nu)
    assert begin_overdracht(overdracht.functie, nu) is overdracht


@pytest.mark.parametrize("wrong", ["received but not given", "by one person"])
def test_the_database_keeps_the_two_apart(data: Session, nu: datetime, wrong: str) -> None:
    overdracht, (weg, _nieuw) = een_overdracht(data, nu), accounts(data, nu)
    punt = overdracht.punten[0]
    punt.ontvangen_op, punt.ontvangen_door_id = nu, weg
    if wrong == "by one person":
        punt.gegeven_op, punt.gegeven_door_id = nu, weg
    with pytest.raises(IntegrityError):
        data.flush()


def test_two_officers_walk_the_list(data: Session, login: Login, nu: datetime) -> None:
    penningmeester, opvolger = een_lid(), een_lid()
    weg, komt = login(penningmeester, "penningmeester"), login(opvolger, "bestuurslid")
    functie = data.scalars(select(Functie).filter_by(soort=FunctieSoort.PENNINGMEESTER)).one()
    assert "Overdracht" in weg.get("/bestuur/instellingen").text
    assert weg.get("/bestuur/overdracht").status_code == 200
    assert weg.post("/bestuur/overdracht", {"functie": "999"}).status_code == 404
    begun = weg.post("/bestuur/overdracht", {"functie": str(functie.id)})
    page = begun.headers["Location"].removeprefix("http://localhost")
    assert "Bank: de opvolger is gemachtigd" in weg.get(page).text
    assert komt.post(f"{page}/bank/ontvangen").status_code == 409
    assert weg.post(f"{page}/bank/gegeven").status_code == 303
    assert "Wacht op de opvolger" in weg.get(page).text
    assert weg.post(f"{page}/bank/ontvangen").status_code == 409
    assert komt.post(f"{page}/bank/ontvangen").status_code == 303
    assert komt.post(f"{page}/geen/gegeven").status_code == 404
    assert "1 van 8 klaar" in komt.get("/bestuur/overdracht").text
    assert login(een_lid(), "teller").get(page).status_code == 403
    data.commit()
    kinds = set(data.scalars(select(Logboek.soort).where(Logboek.soort.like("overdracht.%"))))
    assert kinds == {"overdracht.begonnen", "overdracht.gegeven", "overdracht.ontvangen"}
    assert (
        data.scalars(
            select(Overdrachtpunt.code).where(Overdrachtpunt.ontvangen_op.is_not(None))
        ).one()
        == "bank"
    )
