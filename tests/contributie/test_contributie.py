"""Dues: who is charged, what is booked, what the treasurer and a member see."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_jaar, een_nota, regels
from tests.conftest import Login
from tests.factories import een_huishouden, een_lid
from tests.leden.factories import een_bevestigde_aanmelding, post
from tests.support.client import Client
from tests.support.work import work
from vereniging.betalingen.models import Verschil
from vereniging.contributie import acties
from vereniging.contributie.acties.notas import NietsTeDoen
from vereniging.contributie.models import (
    Bron,
    Dekking,
    Instapregel,
    Nota,
    NotaSoort,
    Regelsoort,
    aandeel,
)
from vereniging.contributie.models.jaar import TariefStaatVast
from vereniging.core.money import Bedrag
from vereniging.leden import acties as leden
from vereniging.leden.haken import betaallink, prijs
from vereniging.leden.models import LidSoort

ONTVANGST = {"weg": "bank", "bedrag": "10,00", "datum": "2026-11-20", "nummer": "afschrift 7"}
R = Instapregel


@pytest.mark.parametrize(
    ("regel", "delen"),
    [
        (R.VOLLEDIG, [(1, 1)] * 12),
        (R.MAAND, [(13 - m, 12) for m in range(1, 13)]),
        (R.KWARTAAL, [(4, 4)] * 3 + [(3, 4)] * 3 + [(2, 4)] * 3 + [(1, 4)] * 3),
        (R.GRATIS_VANAF, [(1, 1)] * 9 + [(0, 1)] * 3),
    ],
)
def test_each_rule_gives_each_month_its_part(
    regel: Instapregel, delen: list[tuple[int, int]]
) -> None:
    assert [aandeel(regel, 10, maand) for maand in range(1, 13)] == delen


def test_a_household_gets_one_nota_and_a_repeat_writes_nothing(data: Session) -> None:
    jaar = een_jaar(huishouden=1000)
    data.add_all([een_huishouden(een_lid(), een_lid()), een_lid(), een_lid(LidSoort.ERELID)])
    data.flush()
    plan = acties.voorbeeld(jaar, date(2026, 11, 22))
    assert (plan.aantal, plan.totaal, dict(plan.redenen)) == (2, Bedrag(2000), {"erelid": 1})
    assert acties.maak_notas(2026, NU) == 2
    assert len(list(data.scalars(select(Dekking)))) == 3
    with pytest.raises(NietsTeDoen):
        acties.maak_notas(2026, NU)
    with pytest.raises(TariefStaatVast):
        een_jaar()


def test_requests_to_pay_leave_once(app: Flask, data: Session, tmp_path: Path) -> None:
    app.config["POST_FOLDER"] = tmp_path
    nota = een_nota()
    for _ in range(2):
        acties.vraag_betaling(2026, NU)
        work()
    assert [mail.sleutel for mail in post("betaalverzoek:")] == [f"betaalverzoek:{nota.kenmerk}"]


@pytest.mark.parametrize(
    "statement", ["UPDATE grootboekregel SET bedrag = 1", "DELETE FROM grootboekregel"]
)
def test_the_database_refuses_to_change_the_ledger(data: Session, statement: str) -> None:
    een_nota()
    with pytest.raises(DBAPIError, match="append-only"):
        data.execute(text(statement))
    data.rollback()


def test_who_joins_in_november_pays_nothing_this_year(data: Session) -> None:
    een_jaar(huishouden=1000)
    vroeg = een_bevestigde_aanmelding()
    assert betaallink(vroeg) is None
    assert prijs(LidSoort.LID, date(2026, 5, 1)) is not None


def test_refusal_withdraws_the_nota_and_tells_what_to_give_back(data: Session) -> None:
    een_jaar_hele_prijs()
    aanmelding = een_bevestigde_aanmelding()
    nota = data.scalars(select(Nota)).one()
    assert betaallink(aanmelding)
    betaal(nota)
    assert betaallink(aanmelding) is None
    leden.afwijzen(aanmelding, NU, "Woont niet in de wijk.")
    assert regels() == [("nota", 1000), ("betaling", -1000), ("nota", -1000)]
    assert [v.soort for v in data.scalars(select(Verschil))] == ["terug_te_betalen"]


def test_admission_makes_the_nota_the_households(data: Session) -> None:
    een_jaar_hele_prijs()
    aanmelding = een_bevestigde_aanmelding()
    lid = leden.toelaten(aanmelding, NU)
    nota = data.scalars(select(Nota)).one()
    assert (nota.soort, nota.eenheid) == (NotaSoort.CONTRIBUTIE, f"h{lid.huishouden_id}")
    assert data.scalars(select(Dekking)).one().nota_id == nota.id
    with pytest.raises(NietsTeDoen):
        acties.maak_notas(2026, NU)


def een_jaar_hele_prijs() -> None:
    jaar = een_jaar(huishouden=1000)
    jaar.instapregel = Instapregel.VOLLEDIG


def betaal(nota: Nota) -> None:
    regel = acties.Regel(
        soort=Regelsoort.BETALING,
        bedrag=-nota.bedrag,
        valutadatum=date(2026, 11, 22),
        bron=Bron.BANK,
        bron_id="2026:1",
    )
    acties.boek_ontvangst(nota, regel, NU)


def test_the_treasurer_books_a_transfer_once_and_can_undo_it(data: Session, login: Login) -> None:
    nota = een_nota()
    kas = login(een_lid(), "penningmeester")
    url = f"/bestuur/contributie/notas/{nota.kenmerk}"
    assert "Boek de ontvangst" in kas.get(url).text
    assert kas.post(f"{url}/ontvangsten", ONTVANGST | {"bedrag": "1e3"}).status_code == 422
    assert kas.post(f"{url}/ontvangsten", ONTVANGST).status_code == 303
    assert kas.post(f"{url}/ontvangsten", ONTVANGST).status_code == 409
    assert nota.saldo == Bedrag(0)
    row = regel_id(data)
    assert kas.post(f"{url}/regels/{row}/terug").status_code == 303
    assert kas.post(f"{url}/regels/{row}/terug").status_code == 409
    assert regels() == [("nota", 1000), ("betaling", -1000), ("betaling", 1000)]


def regel_id(data: Session) -> int:
    return int(data.execute(text("SELECT max(id) FROM grootboekregel")).scalar_one())


def test_a_member_sees_their_nota_and_everyone_the_price(
    data: Session, login: Login, client: Client
) -> None:
    nota = een_nota()
    assert nota.betaler is not None
    page = login(nota.betaler).get("/mijn/contributie").text
    assert nota.kenmerk in page
    assert "/betalen/" in page
    assert nota.kenmerk not in login(een_lid()).get("/mijn/contributie").text
    assert "per jaar" in client.get("/contributie").text
