"""Money that does not add up: seen, explained once, and on the list of what waits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_nota
from tests.conftest import Login
from tests.factories import een_lid
from vereniging.betalingen.models import Verschil
from vereniging.betalingen.verschillen import meld_verschil, sluit_verschil
from vereniging.contributie import acties
from vereniging.logboek.models import Logboek

LIJST = "/bestuur/contributie/verschillen"
UITLEG = "Dit was de proefbetaling van de bank."


def een_verschil(data: Session, soort: str = "te_veel_ontvangen", sleutel: str = "N-1") -> Verschil:
    meld_verschil(soort, sleutel, f"Er is te veel ontvangen op {sleutel}.", NU)
    return data.scalars(select(Verschil).where(Verschil.sleutel == sleutel)).one()


def test_without_differences_the_page_says_that_all_is_well(data: Session, login: Login) -> None:
    een_nota()
    kas = login(een_lid(), "penningmeester")
    assert "Alles klopt" in kas.get(LIJST).text
    assert "verschil in het geld" not in kas.get("/bestuur").text


def test_a_difference_is_closed_once_with_what_it_was(data: Session, login: Login) -> None:
    nota = een_nota()
    found = een_verschil(data, sleutel=nota.kenmerk)
    kas, page = login(een_lid(), "penningmeester"), f"{LIJST}/{found.id}"
    assert "1 verschil in het geld" in kas.get("/bestuur").text
    assert f"/notas/{nota.kenmerk}" in kas.get(page).text
    short = kas.post(f"{page}/sluiting", {"uitleg": "Nee."})
    assert short.status_code == 422
    assert "Nee." in short.text
    assert kas.post(f"{page}/sluiting", {"uitleg": UITLEG}).status_code == 303
    assert UITLEG in kas.get(LIJST).text
    assert UITLEG in kas.get(page).text
    again = kas.post(f"{page}/sluiting", {"uitleg": "Toch iets anders aan de hand."})
    assert again.status_code == 409
    assert found.uitleg == UITLEG
    log = [row.soort for row in data.scalars(select(Logboek))]
    assert log.count("verschil.gesloten") == 1


def test_the_kascommissie_reads_and_others_see_nothing(data: Session, login: Login) -> None:
    found = een_verschil(data)
    reader = login(een_lid(), "kascommissie")
    assert reader.get(f"{LIJST}/{found.id}").status_code == 200
    assert "Sluit dit verschil af" not in reader.get(f"{LIJST}/{found.id}").text
    assert reader.post(f"{LIJST}/{found.id}/sluiting", {"uitleg": UITLEG}).status_code == 403
    assert login(een_lid(), "secretaris").get(LIJST).status_code == 403
    assert reader.get(f"{LIJST}/999999").status_code == 404


def test_a_fact_that_was_explained_is_no_news_but_new_credit_is(data: Session) -> None:
    for soort, times in (("andere_betaling", 1), ("te_veel_ontvangen", 2)):
        found = een_verschil(data, soort, sleutel=soort)
        sluit_verschil(found.id, UITLEG, NU)
        meld_verschil(soort, soort, found.tekst, NU + timedelta(days=1))
        rows = list(data.scalars(select(Verschil).where(Verschil.soort == soort)))
        assert len(rows) == times


def test_the_database_keeps_no_closed_difference_without_words(data: Session) -> None:
    een_verschil(data)
    with pytest.raises(IntegrityError):
        data.execute(text("UPDATE verschil SET opgelost_op = ontdekt_op"))
    data.rollback()


def test_an_open_nota_waits_on_the_page_of_who_was_asked_to_pay(
    data: Session, login: Login
) -> None:
    nota = een_nota()
    assert nota.betaler is not None
    payer = login(nota.betaler)
    assert "Contributie 2026" not in payer.get("/mijn").text
    acties.verstuur_verzoeken(2026, NU)
    nota.vervaldatum = date(2026, 11, 1)
    page = payer.get("/mijn").text
    assert "Contributie 2026" in page
    assert "Te laat" in page
    assert "/betalen/" in page


def test_a_nota_of_who_died_waits_for_the_board(data: Session, login: Login) -> None:
    nota = een_nota()
    assert nota.betaler is not None
    nota.betaler.overleden_op = date(2026, 11, 20)
    page = login(een_lid(), "penningmeester").get("/bestuur").text
    assert "iemand die is overleden" in page
