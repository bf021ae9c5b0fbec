"""The pages of a secret vote: appoint tellers, make and try keys, open with two sessions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import (
    WACHTZINNEN,
    drie_tellers,
    een_geheime_stemming,
    een_stemming,
    een_volle_bus,
    met_sleutel,
    om,
)
from tests.support.client import Client
from vereniging.stembus.acties import open_stemming
from vereniging.stembus.models import Stemming, StemmingStand
from vereniging.stembus.queries import tellers_van

TELLERS = "/bestuur/stemmingen/parkeren/tellers"
IK = f"{TELLERS}/ik"


@pytest.mark.traag(reden="vijf wachtzinnen: elk een derde seconde, met opzet")
def test_from_appointment_to_count_with_each_teller_on_an_own_device(
    data: Session, nu: datetime, login: Login
) -> None:
    stemming, tellers, moment = een_volle_bus(data, nu)
    een, twee = (login(teller.lid) for teller in tellers[:2])
    wrong = een.post(f"{IK}/openen", data={"wachtzin": WACHTZINNEN[1]})
    assert wrong.status_code == 409
    assert "Noteer eerst de wortel" in wrong.text
    assert WACHTZINNEN[1] not in wrong.text
    assert stemming.bus_wortel in een.get(IK).text
    assert een.post(f"{IK}/wortel").status_code == 422
    for browser in (een, twee):
        assert browser.post(f"{IK}/wortel", data={"genoteerd": "y"}).status_code == 303
    page = een.post(f"{IK}/openen", data={"wachtzin": "verkeerd"})
    assert page.status_code == 422
    assert "nog 4 keer" in page.text
    assert "verkeerd" not in page.text
    assert een.post(f"{IK}/openen", data={"wachtzin": WACHTZINNEN[1]}).location == TELLERS
    assert "Uw deel is klaar" in een.get(IK).text
    assert "Deed de eerste stap" in een.get(TELLERS).text
    done = twee.post(f"{IK}/openen", data={"wachtzin": WACHTZINNEN[2]})
    assert done.location == TELLERS
    assert "de stemmen zijn geteld" in twee.get(TELLERS).text
    assert stemming.stand is StemmingStand.GETELD
    assert "Deze stemming is klaar" in twee.get(IK).text
    assert moment == stemming.geteld_op


@pytest.mark.traag(reden="drie wachtzinnen: elk een derde seconde, met opzet")
def test_a_teller_makes_a_key_and_tries_it_on_the_page(
    data: Session, nu: datetime, login: Login
) -> None:
    met_sleutel()
    een_stemming(nu, niveau="geheim")
    wie = drie_tellers(nu)
    secretaris, teller = login(een_lid(), "secretaris"), login(wie[0])
    gekozen = {"tellers": [str(lid.lidnummer) for lid in wie]}
    assert "Kies precies drie" in secretaris.post(TELLERS, data={"tellers": ["1"]}).text
    assert secretaris.post(TELLERS, data=gekozen).status_code == 303
    assert "Heeft nog geen sleutel" in secretaris.get(TELLERS).text
    goed = WACHTZINNEN[1]
    for first, second, says in (
        ("te kort", "te kort", "minstens 20 tekens"),
        (goed, goed + "x", "niet gelijk"),
        ("a" * 30, "a" * 30, "te makkelijk"),
    ):
        typed = {"wachtzin": first, "wachtzin_nog_eens": second}
        refused = teller.post(f"{IK}/sleutel", data=typed)
        assert (refused.status_code, says in refused.text) == (422, True)
        assert goed not in refused.text
    typed = {"wachtzin": goed, "wachtzin_nog_eens": goed}
    assert teller.post(f"{IK}/sleutel", data=typed).status_code == 303
    assert "Moet de wachtzin nog proberen" in teller.get(TELLERS).text
    assert teller.post(f"{IK}/proef", data={"wachtzin": goed}).status_code == 303
    assert "U bent klaar" in teller.get(IK).text
    assert "Klaar" in secretaris.get(TELLERS).text


def test_only_the_three_see_a_step_and_only_of_a_secret_vote(
    data: Session, nu: datetime, login: Login
) -> None:
    een_geheime_stemming(nu)
    een_stemming(nu, slug="gewoon")
    ander = login(drie_tellers(nu)[0])
    assert ander.get(IK).status_code == 404
    assert ander.get("/bestuur/stemmingen/gewoon/tellers").status_code == 404
    secretaris = login(een_lid(), "secretaris")
    assert secretaris.get(IK).status_code == 403
    assert login(een_lid()).get(TELLERS).status_code == 403
    assert "Wissel een teller" in secretaris.get(TELLERS).text
    om(nu + timedelta(minutes=11))
    assert "tweede-stap" in (ander.get(IK).location or "")


def test_a_secret_vote_is_prepared_and_never_opens_by_itself_without_tellers(
    data: Session, nu: datetime, login: Login
) -> None:
    secretaris = login(een_lid(), "secretaris")
    velden = {
        "titel": "Wie wordt voorzitter?",
        "inleiding": "Er zijn twee kandidaten.",
        "vraag": "Op wie stemt u?",
        "soort": "enkelvoudig",
        "opties": "Kim de Boer\nSam Jansen",
        "gaat_over_personen": "y",
        "open_dag": "2026-11-23",
        "sluit_dag": "2026-12-01",
        "niveau": "vertrouwelijk",
    }
    refused = secretaris.post("/bestuur/stemmingen", data=velden)
    assert refused.status_code == 422
    assert "Een stemming over personen is altijd geheim." in refused.text
    made = secretaris.post("/bestuur/stemmingen", data={**velden, "niveau": "geheim"})
    stemming = data.scalars(select(Stemming)).one()
    assert made.location == f"/bestuur/stemmingen/{stemming.slug}/tellers"
    assert (stemming.niveau, stemming.gaat_over_personen) == ("geheim", True)
    page = secretaris.get(str(made.location))
    assert "minder dan drie leden met de functie teller" in page.text
    om(stemming.open_op)
    refused = login(een_lid(), "secretaris").post(f"/bestuur/stemmingen/{stemming.slug}/openen")
    assert refused.status_code == 409
    assert "Er zijn drie tellers nodig." in refused.text


def test_the_ballot_and_its_explanation_name_the_tellers(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    lid = een_lid()
    data.add(lid)
    stemming, tellers, _moment = een_volle_bus(data, nu, 1)
    om(nu + timedelta(days=1))
    page = client.get("/stembus/parkeren/is-mijn-stem-geheim").text
    for teller in tellers_van(stemming):
        assert teller.lid.naam in page
    assert "zijn nodig om te openen" in page
    assert "kan met twee tellers enveloppen openen" in page
    assert "De sleutels van de tellers gaan tegelijk weg." in page
    algemeen = client.get("/is-mijn-stem-geheim").text
    assert "Geheim: ja, met drie tellers" in algemeen
    assert len(tellers) == 3


def test_a_ballot_of_a_secret_vote_says_so(data: Session, nu: datetime, login: Login) -> None:
    lid = een_lid()
    data.add(lid)
    stemming, tellers = een_geheime_stemming(nu)
    open_stemming(stemming, nu)
    page = login(lid).get("/stemmen/parkeren").text
    assert "Geheim" in page
    assert tellers[0].lid.naam in page
