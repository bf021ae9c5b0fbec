"""The low price: one tick, no proof, one decision, seen by the treasurer and who asked."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_jaar, regels
from tests.conftest import Login
from tests.contributie.test_herinneren import betaal
from tests.factories import een_huishouden, een_lid
from tests.leden.factories import post
from vereniging.betalingen.models import Verschil
from vereniging.contributie import acties
from vereniging.contributie.acties.minima import AlGevraagd, beslis_minima, vraag_minima
from vereniging.contributie.models import Bron, Minimaregeling, Minimauitkomst, Nota, Regelsoort
from vereniging.core.money import Bedrag
from vereniging.leden.models import Lid

VRAAG = "/mijn/contributie/2026/minima"
LIJST = "/bestuur/contributie/minima"


@pytest.fixture
def lid(data: Session) -> Lid:
    een_jaar(huishouden=1000, minima=250)
    lid = een_lid()
    data.add(een_huishouden(lid, een_lid()))
    data.flush()
    return lid


def gevraagd(data: Session) -> Minimaregeling:
    return data.scalars(select(Minimaregeling)).one()


def test_who_asks_before_the_run_is_charged_the_low_price(
    data: Session, login: Login, lid: Lid
) -> None:
    member, kas = login(lid), login(een_lid(), "penningmeester")
    assert "Vraag het lage tarief" in member.get("/mijn/contributie").text
    assert member.post(VRAAG, {}).status_code == 422
    assert member.post(VRAAG, {"weinig": "y"}).status_code == 303
    assert "Gevraagd" in member.get("/mijn/contributie").text
    assert member.post(VRAAG, {"weinig": "y"}).status_code == 409
    assert lid.naam in kas.get(LIJST).text
    url = f"{LIJST}/{gevraagd(data).id}/besluit"
    assert kas.post(url, {"besluit": "misschien"}).status_code == 422
    assert kas.post(url, {"besluit": "ja"}).status_code == 303
    assert kas.post(url, {"besluit": "nee"}).status_code == 409
    assert len(post("minima:")) == 1
    acties.maak_notas(2026, NU)
    nota = data.scalars(select(Nota).where(Nota.betaler_id == lid.id)).one()
    assert nota.bedrag == Bedrag(250)


def test_after_the_run_the_nota_becomes_lower(data: Session, login: Login, lid: Lid) -> None:
    acties.maak_notas(2026, NU)
    asked = vraag_minima(lid, 2026, NU)
    kas = login(een_lid(LIDLOOS), "penningmeester")
    assert kas.post(f"{LIJST}/{asked.id}/besluit", {"besluit": "ja"}).status_code == 303
    assert regels() == [("nota", 1000), ("vermindering", -750)]
    assert data.scalars(select(Nota)).one().saldo == Bedrag(250)


@pytest.mark.parametrize(("kwijt", "daarna"), [(1000, 0), (900, 100), (500, 250), (100, 250)])
def test_what_was_waived_before_is_not_given_again(
    data: Session, lid: Lid, kwijt: int, daarna: int
) -> None:
    acties.maak_notas(2026, NU)
    nota = data.scalars(select(Nota)).one()
    waived = acties.Regel(
        soort=Regelsoort.KWIJTSCHELDING,
        bedrag=Bedrag(-kwijt),
        valutadatum=NU.date(),
        bron=Bron.BESTUUR,
        bron_id="B-2026-001",
    )
    acties.boek(nota, waived, NU)
    beslis_minima(vraag_minima(lid, 2026, NU), NU, None, toekennen=True)
    assert nota.saldo == Bedrag(daarna)
    assert data.scalars(select(Verschil)).all() == []


def test_who_paid_the_full_price_first_gets_the_rest_back(data: Session, lid: Lid) -> None:
    acties.maak_notas(2026, NU)
    betaal(data.scalars(select(Nota)).one())
    beslis_minima(vraag_minima(lid, 2026, NU), NU, None, toekennen=True)
    assert data.scalars(select(Nota)).one().saldo == Bedrag(-750)
    assert [row.soort for row in data.scalars(select(Verschil))] == ["te_veel_ontvangen"]


LIDLOOS = None


def test_no_leaves_everything_as_it_was(data: Session, login: Login, lid: Lid) -> None:
    acties.maak_notas(2026, NU)
    asked = vraag_minima(lid, 2026, NU)
    kas = login(een_lid(LIDLOOS), "penningmeester")
    kas.post(f"{LIJST}/{asked.id}/besluit", {"besluit": "nee"})
    assert asked.uitkomst is Minimauitkomst.AFGEWEZEN
    assert regels() == [("nota", 1000)]


def test_a_household_asks_once_and_nobody_decides_about_themselves(
    data: Session, login: Login, lid: Lid
) -> None:
    asked = vraag_minima(lid, 2026, NU)
    assert lid.huishouden is not None
    with pytest.raises(AlGevraagd):
        vraag_minima(lid.huishouden.leden[1], 2026, NU)
    for one in lid.huishouden.leden:
        self_dealing = login(one, "penningmeester").post(
            f"{LIJST}/{asked.id}/besluit", {"besluit": "ja"}
        )
        assert self_dealing.status_code == 409
    assert asked.uitkomst is Minimauitkomst.GEVRAAGD


def test_without_a_low_price_nobody_is_offered_one(data: Session, login: Login) -> None:
    een_jaar(huishouden=1000)
    member = login(een_lid())
    assert "lage tarief" not in member.get("/mijn/contributie").text
    assert member.post(VRAAG, {"weinig": "y"}).status_code == 409


@pytest.mark.parametrize("functie", ["kascommissie", "secretaris", "voorzitter"])
def test_only_the_treasurer_sees_who_asked(login: Login, lid: Lid, functie: str) -> None:
    assert login(een_lid(), functie).get(LIJST).status_code == 403


def test_the_database_keeps_one_question_and_one_decision(data: Session, lid: Lid) -> None:
    asked = vraag_minima(lid, 2026, NU)
    with pytest.raises(IntegrityError):
        data.execute(text("UPDATE minimaregeling SET uitkomst = 'toegekend'"))
    data.rollback()
    del asked
