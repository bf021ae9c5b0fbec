"""An advice: heard by all five, given, answered or not, and what came of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import een_tafel
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.commissie import acties
from vereniging.commissie.models import (
    Advies,
    Adviessoort,
    Adviesstand,
    Adviesstem,
    NogNietGehoord,
    RedenNodig,
    ZonderUitleg,
)
from vereniging.convenant.models import Partij, Partijantwoord
from vereniging.convenant.queries import themas
from vereniging.core import clock
from vereniging.core.errors import KanNietMeer
from vereniging.core.money import Bedrag

DAG = date(2026, 11, 22)
NEE = "Dit geld hebben wij nodig voor het onderhoud."
FORM = {
    "titel": "Een sportcoach", "thema": "groen", "aan": "gemeente", "soort": "geld",
    "aanleiding": "Kinderen vervelen zich.", "voorstel": "Neem een coach aan.",
    "bedrag": "1.250,50", "doel": "Meer kinderen buiten.", "doel_op": "2027-06-01",
    "leden_vinden": "Onze leden willen dit.",
}  # fmt: skip


def een_advies(zetels: list[Partij], nu: datetime, **anders: Any) -> Advies:
    velden: dict[str, Any] = {
        "kenmerk": "AV-2026-0001", "titel": "Een sportcoach", "soort": Adviessoort.GELD,
        "aanleiding": "Verveling.", "voorstel": "Een coach.", "doel": "Meer spelen.",
        "doel_op": DAG + timedelta(days=60), "gemaakt_op": nu, "thema": themas()[0],
        "aan": zetels[1], "bedrag": Bedrag(125050),
    }  # fmt: skip
    return Advies(**{**velden, **anders})


def gehoord(data: Session, nu: datetime, *, tegen: str = "corporaties") -> Advies:
    """A concept that all five spoke about, one against."""
    zetels = een_tafel()
    advies = een_advies(zetels, nu)
    acties.stel_advies_op(advies)
    for zetel in zetels:
        nee = zetel.code == tegen
        antwoord = Partijantwoord.NIET_EENS if nee else Partijantwoord.EENS
        stem = Adviesstem(partij=zetel, antwoord=antwoord, toelichting=NEE if nee else "")
        acties.stem_over_advies(advies, stem)
    data.flush()
    return advies


def test_all_five_are_heard_before_an_advice_is_given(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    advies = een_advies(zetels, nu)
    acties.stel_advies_op(advies)
    for zetel in zetels[:3]:
        stem = Adviesstem(partij=zetel, antwoord=Partijantwoord.EENS)
        acties.stem_over_advies(advies, stem)
    with pytest.raises(NogNietGehoord, match="Veiligheidscoördinator, Welzijn"):
        acties.breng_advies_uit(advies, nu)


def test_a_minority_does_not_stop_it_and_stands_beside_it(
    data: Session, nu: datetime, client: Client
) -> None:
    advies = gehoord(data, nu)
    assert client.get("/adviezen/AV-2026-0001").status_code == 404
    acties.breng_advies_uit(advies, nu)
    data.flush()
    assert NEE in client.get("/adviezen/AV-2026-0001").text
    with pytest.raises(KanNietMeer, match="dit advies"):
        acties.breng_advies_uit(advies, nu)


def test_a_no_is_explained(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    advies = een_advies(zetels, nu)
    data.add(advies)
    nee = Adviesstem(partij=zetels[0], antwoord=Partijantwoord.NIET_EENS, toelichting="Nee.")
    with pytest.raises(ZonderUitleg):
        acties.stem_over_advies(advies, nee)
    advies.stemmen.append(nee)
    with pytest.raises(IntegrityError):
        data.flush()


def test_six_weeks_of_silence_are_shown(data: Session, nu: datetime, client: Client) -> None:
    advies = gehoord(data, nu)
    assert not advies.is_stil(DAG)
    acties.breng_advies_uit(advies, nu)
    data.flush()
    assert not advies.is_stil(DAG + timedelta(days=42))
    clock.install(lambda: nu + timedelta(days=43))
    assert "Nog geen antwoord" in client.get("/adviezen").text


@pytest.mark.parametrize("stand", [Adviesstand.DEELS_GEVOLGD, Adviesstand.NIET_GEVOLGD])
def test_who_does_not_follow_says_why(data: Session, nu: datetime, stand: Adviesstand) -> None:
    advies = gehoord(data, nu)
    with pytest.raises(KanNietMeer):
        acties.leg_reactie_vast(advies, stand, NEE, DAG)
    acties.breng_advies_uit(advies, nu)
    with pytest.raises(RedenNodig):
        acties.leg_reactie_vast(advies, stand, "Nee.", DAG)
    acties.leg_reactie_vast(advies, stand, NEE, DAG)
    assert advies.stand is stand


def test_what_was_spent_and_reached_is_told_once(data: Session, nu: datetime) -> None:
    advies = gehoord(data, nu)
    acties.breng_advies_uit(advies, nu)
    with pytest.raises(KanNietMeer):
        acties.verantwoord_advies(advies, None, "Er is niets gedaan.", DAG)
    acties.leg_reactie_vast(advies, Adviesstand.GEVOLGD, "", DAG)
    assert not advies.moet_verantwoorden(DAG)
    assert advies.moet_verantwoorden(DAG + timedelta(days=60))
    acties.verantwoord_advies(advies, Bedrag(100000), "Meer kinderen.", DAG)
    assert not advies.moet_verantwoorden(DAG + timedelta(days=60))
    with pytest.raises(KanNietMeer, match="verantwoord"):
        acties.verantwoord_advies(advies, Bedrag(1), "Nog eens.", DAG)


def test_officers_take_an_advice_from_concept_to_result(
    data: Session, login: Login, client: Client
) -> None:
    een_tafel()
    officer = login(een_lid(), "afgevaardigde")
    assert "De commissie gaf nog geen advies." in client.get("/adviezen").text
    nieuw = "/bestuur/adviezen/nieuw"
    for slecht in ({"bedrag": "veel"}, {"bedrag": "-5"}, {"doel_op": ""}, {"soort": "x"}):
        assert officer.post(nieuw, {**FORM, **slecht}).status_code == 422
    assert officer.post(nieuw, FORM).status_code == 303
    page = "/bestuur/adviezen/AV-2026-0001"
    assert officer.post(f"{page}/uitbrengen").status_code == 409
    slecht = {"partij": "welzijn", "antwoord": "niet_eens", "toelichting": "Nee."}
    assert officer.post(f"{page}/stem", slecht).status_code == 422
    for code in ("bewoners", "gemeente", "corporaties", "veiligheid", "welzijn"):
        velden = {"partij": code, "antwoord": "eens"}
        assert officer.post(f"{page}/stem", velden).status_code == 303
    assert officer.post(f"{page}/uitbrengen").status_code == 303
    assert officer.post(f"{page}/reactie", {"stand": "niet_gevolgd"}).status_code == 422
    assert officer.post(f"{page}/reactie", {"stand": "gevolgd"}).status_code == 303
    klaar = {"besteed": "1.100", "bereikt": "Elke week dertig kinderen."}
    assert officer.post(f"{page}/verantwoording", {**klaar, "besteed": "x"}).status_code == 422
    assert officer.post(f"{page}/verantwoording", klaar).status_code == 303
    shown = client.get("/adviezen/AV-2026-0001").text
    assert "Elke week dertig kinderen." in shown
    assert "1.100,00" in shown
    assert "1.250,50" in shown
    assert "Een sportcoach" in officer.get("/bestuur/adviezen").text
    assert login(een_lid()).post(f"{page}/stem", velden).status_code == 403
    assert data.scalars(select(Advies)).one().besteed == Bedrag(110000)


def test_a_goal_that_is_measured_tells_whether_it_was_reached(
    data: Session, login: Login, client: Client
) -> None:
    een_tafel()
    data.commit()
    officer = login(een_lid(), "afgevaardigde")
    meten = {"indicator": "Meldingen per kwartaal", "nulwaarde": "12", "streefwaarde": "6,5",
             "dekking": "Het wijkbudget"}  # fmt: skip
    page = "/bestuur/adviezen/nieuw"
    assert officer.post(page, {**FORM, **meten, "nulwaarde": ""}).status_code == 422
    assert officer.post(page, {**FORM, **meten, "nulwaarde": "veel"}).status_code == 422
    assert officer.post(page, {**FORM, **meten}).status_code == 303
    advies = data.scalars(select(Advies)).one()
    assert (advies.nulwaarde, advies.streefwaarde) == (1200, 650)
    for zetel in data.scalars(select(Partij)):
        acties.stem_over_advies(advies, Adviesstem(partij=zetel, antwoord=Partijantwoord.EENS))
    acties.breng_advies_uit(advies, clock.now())
    assert advies.besluit is not None
    assert advies.besluit.is_openbaar
    acties.leg_reactie_vast(advies, Adviesstand.GEVOLGD, "", DAG)
    data.commit()
    shown = client.get(f"/adviezen/{advies.kenmerk}").text
    for words in ("Nu 12, doel 6,5", "Het wijkbudget", advies.besluit.kenmerk):
        assert words in shown
    klaar = {"besteed": "1.000", "bereikt": "Er kwamen minder meldingen.", "eindwaarde": ""}
    af = f"/bestuur/adviezen/{advies.kenmerk}/verantwoording"
    assert officer.post(af, klaar).status_code == 409  # what is measured is told
    assert officer.post(af, {**klaar, "eindwaarde": "x"}).status_code == 422
    assert officer.post(af, {**klaar, "eindwaarde": "7"}).status_code == 303
    shown = client.get(f"/adviezen/{advies.kenmerk}").text
    assert "van 12 naar 7, het doel was 6,5" in shown
    assert advies.is_doel_bereikt is False


@pytest.mark.parametrize(
    ("waarden", "bereikt"),
    [((1200, 600, 600), True), ((1200, 600, 601), False), ((500, 700, 700), True),
     ((500, 700, 699), False), ((None, None, None), None), ((500, 700, None), None)],
)  # fmt: skip
def test_a_goal_up_or_down_is_reached_at_its_value(
    data: Session, nu: datetime, waarden: tuple[int | None, ...], bereikt: bool | None
) -> None:
    advies = een_advies(een_tafel(), nu, indicator="Iets")
    advies.nulwaarde, advies.streefwaarde, advies.eindwaarde = waarden
    assert advies.is_doel_bereikt is bereikt
    data.expunge_all()


def test_half_a_measure_is_refused_by_the_database(data: Session, nu: datetime) -> None:
    acties.stel_advies_op(een_advies(een_tafel(), nu, indicator="Meldingen", nulwaarde=1200))
    with pytest.raises(IntegrityError):
        data.flush()
