"""A mediator gets a name in time, steps take as long as the board set, reporters hear of each."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.commissie.test_opschaling import DAG, een_besluit, op_trede, opgeschaald
from tests.conftest import Login
from tests.convenant.factories import een_geldende_afspraak, een_tafel
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.support.client import Client
from vereniging.commissie import acties
from vereniging.commissie.models import GeenBemiddelaar, Opschaling, Stapwens, Trede
from vereniging.convenant import acties as afspraken
from vereniging.meldingen import acties as meldingen
from vereniging.post.models import Mail
from vereniging.statuten.acties import stel_in

PAGINA = "/bestuur/opschaling/A-2026-001"


def bij_bemiddelaar(data: Session, nu: datetime) -> Opschaling:
    opschaling = op_trede(data, Trede.BEMIDDELAAR, een_besluit(nu))
    data.commit()
    return opschaling


def test_a_mediation_asks_for_a_name_within_two_weeks_and_keeps_it_from_the_public(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    opschaling = bij_bemiddelaar(data, nu)
    assert opschaling.stap.benoemen_voor == opschaling.stap.begin + timedelta(days=14)
    officer, wie = login(een_lid(), "secretaris"), {"wie": "Mr. Verzonnen"}
    assert "Bemiddelaar voor Lampen op het pad" in officer.get("/bestuur").text
    assert login(een_lid()).post(f"{PAGINA}/bemiddelaar", wie).status_code == 403
    assert officer.post(f"{PAGINA}/bemiddelaar", {"wie": ""}).status_code == 422
    assert officer.post(f"{PAGINA}/bemiddelaar", wie).status_code == 303
    assert officer.post(f"{PAGINA}/bemiddelaar", wie).status_code == 409
    assert "Mr. Verzonnen" in officer.get(PAGINA).text
    assert "Mr. Verzonnen" not in client.get("/opschaling/A-2026-001").text
    assert "Bemiddelaar voor" not in officer.get("/bestuur").text


def test_officers_are_reminded_once_before_the_two_weeks_are_over(
    data: Session, nu: datetime, login: Login
) -> None:
    opschaling = bij_bemiddelaar(data, nu)
    login(een_lid(email="s@example.org"), "secretaris")
    assert opschaling.stap.benoemen_voor is not None
    vroeg = nu + (opschaling.stap.benoemen_voor - nu.date()) - timedelta(days=5)
    assert acties.herinner_bemiddelaar(vroeg) == 0
    assert acties.herinner_bemiddelaar(vroeg + timedelta(days=3)) == 1
    data.flush()
    assert acties.herinner_bemiddelaar(vroeg + timedelta(days=9)) == 0


def test_only_a_mediation_has_a_mediator(data: Session) -> None:
    opschaling = opgeschaald(data)
    with pytest.raises(GeenBemiddelaar):
        acties.benoem_bemiddelaar(opschaling, "Mr. Verzonnen", DAG)
    opschaling.stap.bemiddelaar, opschaling.stap.benoemd_op = "Mr. Verzonnen", DAG
    with pytest.raises(IntegrityError):
        data.flush()


def test_the_board_sets_how_long_a_step_takes_and_what_began_keeps_its_day(
    data: Session, login: Login
) -> None:
    opschaling = opgeschaald(data)
    toen = opschaling.stap.tot
    page, officer = "/bestuur/instellingen/commissie", login(een_lid(), "secretaris")
    velden = {
        "stukken_vooraf": "10", "termijn_instemming": "5", "termijn_reacties": "21",
        "trede_herinnering": "3", "trede_gesprek": "28", "trede_commissie": "60",
        "trede_overleg": "30", "trede_bemiddelaar": "60", "termijn_benoemen": "7",
    }  # fmt: skip
    assert officer.post(page, {**velden, "trede_gesprek": "0"}).status_code == 422
    assert officer.post(page, {**velden, "trede_gesprek": "veel"}).status_code == 422
    assert officer.post(page, velden).status_code == 303
    assert opschaling.stap.tot == toen
    mislukt = {"toelichting": "De partij reageerde niet."}
    assert officer.post(f"{PAGINA}/mislukt", mislukt).status_code == 303
    assert officer.post(f"{PAGINA}/trede", {"trede": "1"}).status_code == 303
    assert opschaling.stap.tot == date(2026, 12, 21)
    gepland = {"titel": "Vergadering 5", "dag": "2027-02-09", "uur": "19.30", "plaats": "Speeltuin"}
    assert officer.post("/bestuur/vergaderingen", gepland).status_code == 303
    assert "30 januari 2027" in officer.get("/vergaderingen/2027-02-09").text


def test_who_reported_it_hears_of_each_step_and_of_the_end(data: Session, nu: datetime) -> None:
    melding = een_melding(een_buurt(data), nu)
    meldingen.bevestigen(melding, nu)
    data.flush()
    afspraak = een_geldende_afspraak(een_tafel(), bron=melding.kenmerk)
    afspraken.schaal_op(afspraak, DAG)
    data.flush()
    opschaling = data.scalars(select(Opschaling)).one()
    acties.laat_stap_mislukken(opschaling, "Geen reactie.", DAG)
    acties.volgende_trede(opschaling, Stapwens(Trede.GESPREK), nu)
    acties.rond_af(opschaling, "De lampen branden weer.", nu, is_geslaagd=True)
    data.flush()
    keys = data.scalars(select(Mail.sleutel).where(Mail.sleutel.contains(":trede:"))).all()
    assert sorted(key.partition(":trede:")[2] for key in keys) == [
        "A-2026-001:geslaagd:2", "A-2026-001:lopend:1", "A-2026-001:lopend:2",
    ]  # fmt: skip
    assert [each.soort for each in melding.gebeurtenissen][-3:] == ["stap_verder"] * 3


def test_a_shorter_term_for_consent_counts_for_what_is_asked_next(
    data: Session, nu: datetime
) -> None:
    stel_in(termijn_instemming=2)
    afspraak = een_geldende_afspraak(een_tafel())
    afspraak.stand = type(afspraak.stand).CONCEPT
    afspraken.leg_voor(afspraak, nu)
    data.flush()
    assert {vraag.tot for vraag in afspraak.vragen} == {date(2026, 11, 24)}
