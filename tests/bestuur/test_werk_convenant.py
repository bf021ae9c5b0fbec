"""The board sees what the covenant waits for: a check, an evaluation, a step whose time is over."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from tests.commissie.test_advies import gehoord
from tests.commissie.test_opschaling import opgeschaald
from tests.conftest import Login
from tests.convenant.factories import een_convenant, een_handtekening, een_tafel, leg_ter_tekening
from tests.convenant.test_handtekening import opgave, ter_tekening
from tests.factories import een_lid
from vereniging.commissie import acties as commissie
from vereniging.commissie.models import Adviesstand
from vereniging.convenant import acties
from vereniging.core.workdays import amsterdam_day


def test_a_signature_waits_for_another_of_the_board(
    data: Session, login: Login, nu: datetime
) -> None:
    convenant, tekenaars = ter_tekening(data)
    opgave(convenant, tekenaars[0], nu)
    data.commit()
    page = login(een_lid(), "voorzitter").get("/bestuur").text
    assert f"Handtekening van {tekenaars[0].naam}" in page
    assert "Controleer de handtekening" in page


def test_a_covenant_that_ends_asks_for_an_evaluation(
    data: Session, login: Login, nu: datetime
) -> None:
    convenant = een_convenant(geldig_tot=amsterdam_day(nu) + timedelta(days=100))
    zetels = een_tafel()
    data.add(convenant)
    leg_ter_tekening(convenant)
    for zetel in zetels:
        acties.teken(convenant, een_handtekening(zetel.organisaties[0]))
    data.commit()
    assert "Evaluatie van Convenant 2026" in login(een_lid(), "voorzitter").get("/bestuur").text


def test_a_step_whose_time_is_over_asks_for_the_next(data: Session, login: Login) -> None:
    opschaling = opgeschaald(data)
    officer = login(een_lid(), "secretaris")
    wat = "Opschaling: Lampen op het pad"
    assert wat not in officer.get("/bestuur").text
    opschaling.stap.tot = date(2026, 11, 1)
    data.commit()
    assert wat in officer.get("/bestuur").text


def test_an_advice_that_nobody_answers_asks_for_attention(
    data: Session, login: Login, nu: datetime
) -> None:
    commissie.breng_advies_uit(gehoord(data, nu), nu - timedelta(days=60))
    data.commit()
    page = login(een_lid(), "secretaris").get("/bestuur").text
    assert "Advies: Een sportcoach" in page
    assert "antwoordde niet binnen zes weken." in page


def test_an_advice_that_was_followed_asks_what_came_of_it(
    data: Session, login: Login, nu: datetime
) -> None:
    advies, dag = gehoord(data, nu), amsterdam_day(nu)
    commissie.breng_advies_uit(advies, nu)
    commissie.leg_reactie_vast(advies, Adviesstand.GEVOLGD, "", dag)
    data.commit()
    officer = login(een_lid(), "secretaris")
    assert "Is het doel bereikt?" not in officer.get("/bestuur").text
    advies.doel_op = dag
    data.commit()
    assert "Is het doel bereikt?" in officer.get("/bestuur").text
