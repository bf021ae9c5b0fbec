"""Officers say who takes care of what; the reporter sees it before sending."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_organisatie
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from tests.meldingen.test_verhaal import WAT
from tests.support.client import Client
from vereniging.convenant.models import Contact, Organisatie, Partij
from vereniging.meldingen import acties
from vereniging.meldingen.models import Routering
from vereniging.meldingen.routes import organisatie_voor, partij_voor

PAGE = "/bestuur/meldingen/wie-lost-het-op"
DAG = date(2026, 11, 22)


def een_corporatie(data: Session) -> Organisatie:
    """A housing corporation with somebody to write to."""
    partij = data.scalars(select(Partij).where(Partij.code == "corporaties")).one()
    corporatie = een_organisatie(partij=partij, naam="Woonstee (voorbeeld)", contacten=[])
    data.add(corporatie)
    data.add(Contact(organisatie=corporatie, naam="Sam", email="sam@example.org", van=DAG))
    data.flush()
    return corporatie


def buurt_met_corporatie(data: Session) -> tuple[Buurt, Organisatie]:
    return een_buurt(data), een_corporatie(data)


def test_at_one_place_another_organisation_takes_care_of_it(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    buurt, corporatie = buurt_met_corporatie(data)
    moderator = login(een_lid(), "moderator")
    assert "Er is nog geen plek gekozen." in moderator.get(f"{PAGE}/zwerfvuil").text
    form = {"plek": str(buurt.plek.id), "organisatie": str(corporatie.id)}
    assert moderator.post(f"{PAGE}/zwerfvuil/plekken", form).status_code == 303
    assert moderator.post(f"{PAGE}/zwerfvuil/plekken", form).status_code == 409
    assert "Woonstee (voorbeeld)" in moderator.get(PAGE).text

    first = client.post("/meldingen/nieuw", {**WAT, "plek": str(buurt.plek.id)})
    over = client.get(first.location.replace("/fotos", "/over")).text
    assert corporatie.partij.naam in over

    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    kenmerk = melding.kenmerk
    data.commit()
    forward = moderator.get(f"/bestuur/meldingen/{kenmerk}/doorsturen").text
    assert f'selected value="{corporatie.id}"' in forward

    row = data.scalars(select(Routering.id)).one()
    assert moderator.post(f"{PAGE}/zwerfvuil/plekken/{row}/weg").status_code == 303
    assert partij_voor(buurt.categorie, buurt.plek, DAG) is buurt.gemeente.partij


def test_an_organisation_that_left_takes_care_of_nothing(data: Session, nu: datetime) -> None:
    buurt, corporatie = buurt_met_corporatie(data)
    acties.wijs_plek_toe(buurt.categorie, buurt.plek, corporatie)
    assert organisatie_voor(buurt.categorie, buurt.plek, DAG) is corporatie
    assert organisatie_voor(buurt.categorie, None, DAG) is not corporatie
    corporatie.tot = date(2026, 11, 21)
    data.flush()
    assert partij_voor(buurt.categorie, buurt.plek, DAG) is buurt.gemeente.partij
    assert organisatie_voor(buurt.categorie, buurt.plek, DAG) is not corporatie


def test_a_kind_of_trouble_goes_to_another_party_from_now_on(
    login: Login, data: Session, nu: datetime
) -> None:
    buurt, corporatie = buurt_met_corporatie(data)
    sent = een_melding(buurt, nu)
    acties.bevestigen(sent, nu)
    acties.doorsturen(sent, buurt.gemeente, nu)
    before = sent.termijn
    moderator = login(een_lid(), "moderator")
    form = {"partij": "corporaties"}
    assert moderator.post(f"{PAGE}/zwerfvuil", form).status_code == 303
    data.expire_all()
    assert buurt.categorie.partij is corporatie.partij
    assert sent.termijn == before
    assert sent.partij is buurt.gemeente.partij


def test_what_cannot_be_is_asked_again(login: Login, data: Session) -> None:
    een_buurt(data)
    answer = login(een_lid(), "moderator").post(f"{PAGE}/zwerfvuil", {"partij": "maan"})
    assert answer.status_code == 422
    assert "Kies een van de mogelijkheden." in answer.text


def test_delegates_read_the_table_and_moderators_keep_it(login: Login, data: Session) -> None:
    een_buurt(data)
    delegate = login(een_lid(), "afgevaardigde")
    assert delegate.get(PAGE).status_code == 200
    assert delegate.get(f"{PAGE}/zwerfvuil").status_code == 403
    assert delegate.post(f"{PAGE}/zwerfvuil", {"partij": "gemeente"}).status_code == 403
    moderator = login(een_lid(), "moderator")
    assert moderator.get(f"{PAGE}/bestaat-niet").status_code == 404
    assert moderator.post(f"{PAGE}/zwerfvuil/plekken", {}).status_code == 422
    assert moderator.post(f"{PAGE}/zwerfvuil/plekken/99/weg").status_code == 404
