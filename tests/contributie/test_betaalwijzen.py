"""The treasurer chooses how members pay; members read it in the words of Mollie."""

from __future__ import annotations

import json

import pytest
from sqlalchemy.orm import Session

from tests.betalingen.factories import een_jaar, pad
from tests.conftest import Login
from tests.contributie.test_incasso import een_betaler, mollie, sandbox
from tests.factories import een_lid
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen.betaalwijzen import GeenBetaalwijze, aangeboden, kies
from vereniging.contributie.models import Nota
from vereniging.statuten.queries import instelling

__all__ = ["mollie", "sandbox"]
PAGE = "/bestuur/contributie/betaalwijzen"


@pytest.fixture
def nota(mollie: Sandbox, data: Session) -> Nota:
    een_jaar()
    return een_betaler()[1]


def test_what_the_treasurer_chooses_is_what_a_checkout_offers(
    mollie: Sandbox, client: Client, login: Login, nota: Nota
) -> None:
    kas = login(een_lid(), "penningmeester")
    assert "iDEAL | Wero" in kas.get(PAGE).text
    assert "Leden betalen nu met: iDEAL." in kas.get(PAGE).text
    sent = kas.post(PAGE, {"methoden": ["ideal", "banktransfer"]})
    assert sent.status_code == 303
    assert "iDEAL | Wero, Overboeking" in kas.get(PAGE).text
    assert "Daar kiest u: iDEAL | Wero, Overboeking." in client.get(pad(nota)).text
    client.post(pad(nota))
    asked = [row for row in mollie.requests() if row["path"].endswith("/payments")]
    assert json.loads(asked[-1]["body"])["method"] == ["ideal", "banktransfer"]


def test_one_way_of_paying_stands_on_the_button(client: Client, nota: Nota) -> None:
    kies(["ideal"], aangeboden())
    assert "met iDEAL | Wero" in client.get(pad(nota)).text


@pytest.mark.parametrize("gekozen", [[], ["paypal"], ["ideal", "paypal"]])
def test_what_mollie_does_not_offer_cannot_be_chosen(
    login: Login, nota: Nota, gekozen: list[str]
) -> None:
    with pytest.raises(GeenBetaalwijze):
        kies(gekozen, aangeboden())
    kas = login(een_lid(), "penningmeester")
    assert kas.post(PAGE, {"methoden": gekozen}).status_code == 409
    assert instelling("mollie_methoden") == ["ideal"]


def test_without_mollie_the_page_says_so_and_nothing_changes(
    mollie: Sandbox, login: Login, nota: Nota
) -> None:
    mollie.faults("503", count=None, path="/v2/methods")
    kas = login(een_lid(), "penningmeester")
    seen = kas.get(PAGE)
    assert (seen.status_code, "kunnen Mollie nu niet bereiken" in seen.text) == (200, True)
    assert kas.post(PAGE, {"methoden": ["banktransfer"]}).status_code == 503
    assert instelling("mollie_methoden") == ["ideal"]


def test_only_the_treasurer_chooses(login: Login, nota: Nota) -> None:
    for rol in ("secretaris", "kascommissie", "afgevaardigde"):
        assert login(een_lid(), rol).get(PAGE).status_code == 403
