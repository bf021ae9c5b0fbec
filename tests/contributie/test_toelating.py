"""Dues and admission: who is admitted late, by another decision, or into a paying household."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, betaling_van, een_jaar, een_nota, pad, regels
from tests.conftest import Login
from tests.factories import een_lid
from tests.leden.factories import een_bevestigde_aanmelding
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen.afstemmen import controleer_wachtende
from vereniging.betalingen.models import Verschil
from vereniging.contributie import acties
from vereniging.contributie.models import Bron, Instapregel, Nota, Regelsoort
from vereniging.contributie.queries import nota_van_aanmelding
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.leden import acties as leden
from vereniging.leden.acties.toelaten import AlLid
from vereniging.leden.models import AanmeldingStand
from vereniging.statuten.models import Statuten


@pytest.fixture
def mollie(app: Flask, data: Session, sandbox: Sandbox, nu: datetime) -> Sandbox:
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    return sandbox


def jaar_hele_prijs() -> None:
    een_jaar(huishouden=1000).instapregel = Instapregel.VOLLEDIG


@pytest.mark.parametrize("door", ["webhook", "controle"])
def test_money_of_who_became_a_member_another_way_stays_booked_for_the_board(
    client: Client, mollie: Sandbox, data: Session, nu: datetime, door: str
) -> None:
    jaar_hele_prijs()
    first = een_bevestigde_aanmelding(email="zelfde@example.org")
    leden.afwijzen(first, NU, "Nee.")
    second = een_bevestigde_aanmelding(email="zelfde@example.org")
    nota = nota_van_aanmelding(second)
    assert nota is not None
    leden.toelaten(first, NU, besluit_alv="De ALV besloot anders.")
    vast = {"vast_besluit": True}
    artikelen = {"vast_besluit": "art. 5"}
    data.add(Statuten(geldig_vanaf=date(2020, 1, 1), waarden=vast, artikelen=artikelen))
    data.flush()
    client.post(pad(nota))
    betaling = betaling_van(nota)
    mollie.pay(str(betaling.mollie_id))
    if door == "webhook":
        url = f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"
        assert client.post(url, {"id": betaling.mollie_id}, csrf=False).status_code == 200
    else:
        assert controleer_wachtende(NU + timedelta(minutes=1)) == 1
    assert ("betaling", -1000) in regels()
    assert second.stand is AanmeldingStand.INGEDIEND
    with pytest.raises(AlLid):
        leden.toelaten(second, NU)


@pytest.mark.parametrize("betaald", [False, True])
def test_who_is_admitted_next_year_owes_nothing_over_this_year(
    data: Session, nu: datetime, betaald: bool
) -> None:
    jaar_hele_prijs()
    aanmelding = een_bevestigde_aanmelding()
    nota = data.scalars(select(Nota)).one()
    if betaald:
        ontvangen(nota, 1000)
    lid = leden.toelaten(aanmelding, NU + timedelta(days=50))
    assert lid.lidmaatschappen[0].begin.year == 2027
    assert nota.ingetrokken_op is not None
    assert nota.saldo == Bedrag(-1000 if betaald else 0)
    expected = ["terug_te_betalen"] if betaald else []
    assert [row.soort for row in data.scalars(select(Verschil))] == expected


def ontvangen(nota: Nota, cent: int, nummer: str = "1") -> None:
    regel = acties.Regel(
        soort=Regelsoort.BETALING,
        bedrag=Bedrag(-cent),
        valutadatum=date(2026, 11, 20),
        bron=Bron.BANK,
        bron_id=nummer,
    )
    acties.boek_ontvangst(nota, regel, NU)


def test_money_by_bank_above_what_is_due_waits_for_a_person(data: Session) -> None:
    nota = een_nota()
    ontvangen(nota, 600)
    assert list(data.scalars(select(Verschil))) == []
    ontvangen(nota, 600, "2")
    assert [row.sleutel for row in data.scalars(select(Verschil))] == [nota.kenmerk]


@pytest.mark.parametrize("dag", ["0001-01-01", "2023-01-01", "2026-11-23", "2099-01-01"])
def test_money_came_in_on_a_day_that_can_be(data: Session, login: Login, dag: str) -> None:
    nota = een_nota()
    url = f"/bestuur/contributie/notas/{nota.kenmerk}/ontvangsten"
    sent = {"weg": "bank", "bedrag": "10,00", "datum": dag, "nummer": "7"}
    answer = login(een_lid(), "penningmeester").post(url, sent)
    assert answer.status_code == 422
    assert "Ontvangen op" in answer.text
    assert nota.saldo == Bedrag(1000)


def test_nobody_asks_the_dead_to_pay(data: Session) -> None:
    nota = een_nota()
    assert nota.betaler is not None
    nota.betaler.overleden_op = date(2026, 11, 22)
    data.flush()
    assert acties.verstuur_verzoeken(2026, NU) == 0
    assert nota.verzocht_op is None


def test_who_joins_a_household_does_not_see_what_it_paid_before(
    data: Session, login: Login
) -> None:
    nota = een_nota()
    newcomer = een_lid(huishouden=nota.betaler.huishouden if nota.betaler else None)
    assert nota.kenmerk not in login(newcomer).get("/mijn/contributie").text
    assert nota.betaler is not None
    assert nota.kenmerk in login(nota.betaler).get("/mijn/contributie").text
