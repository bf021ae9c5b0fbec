"""A signature counts when a second officer compared it with the paper; then it is final."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import (
    een_account,
    een_convenant,
    een_handtekening,
    een_tafel,
    leg_ter_tekening,
)
from tests.factories import een_lid
from vereniging.convenant import acties
from vereniging.convenant.models import (
    AlGetekend,
    Convenant,
    ConvenantStand,
    Handtekeningopgave,
    Ondertekening,
    Organisatie,
    TekentNiet,
)
from vereniging.core.errors import EenAnder
from vereniging.logboek.models import Logboek

DAG = date(2026, 11, 20)
BASIS = "/bestuur/convenant/handtekeningen"


def ter_tekening(data: Session) -> tuple[Convenant, list[Organisatie]]:
    """A frozen text and the five that sign."""
    zetels, convenant = een_tafel(), een_convenant()
    data.add(convenant)
    leg_ter_tekening(convenant)
    data.flush()
    return convenant, [zetel.organisaties[0] for zetel in zetels]


def opgave(convenant: Convenant, organisatie: Organisatie, nu: datetime) -> Handtekeningopgave:
    """As one officer tells it."""
    made = Handtekeningopgave(
        convenant=convenant, organisatie=organisatie, naam="Kim Tekenaar", functie="directeur",
        bevoegdheid="Volmacht van 1 november", datum=DAG, door_id=een_account("een").id, op=nu,
    )  # fmt: skip
    acties.geef_handtekening_op(made)
    return made


def test_the_fifth_signature_binds_only_when_somebody_else_looked(
    data: Session, nu: datetime
) -> None:
    convenant, tekenaars = ter_tekening(data)
    for each in tekenaars[:4]:
        acties.teken(convenant, een_handtekening(each))
    laatste = opgave(convenant, tekenaars[4], nu)
    data.flush()
    assert not convenant.is_bindend(DAG)
    with pytest.raises(EenAnder):
        acties.keur_handtekening_goed(laatste, een_account("een").id)
    assert not convenant.is_bindend(DAG)
    acties.keur_handtekening_goed(laatste, een_account("twee").id)
    data.flush()
    assert convenant.stand is ConvenantStand.GETEKEND
    found = convenant.ondertekeningen[-1]
    assert (found.opgegeven_door_id, found.gecontroleerd_door_id) == (
        een_account("een").id, een_account("twee").id,
    )  # fmt: skip
    assert found.bevoegdheid == "Volmacht van 1 november"
    assert data.scalars(select(Handtekeningopgave)).all() == []


def test_who_signed_or_does_not_sign_cannot_be_told_of(data: Session, nu: datetime) -> None:
    convenant, tekenaars = ter_tekening(data)
    acties.teken(convenant, een_handtekening(tekenaars[0]))
    with pytest.raises(AlGetekend):
        opgave(convenant, tekenaars[0], nu)
    tekenaars[1].tekent = False
    with pytest.raises(TekentNiet):
        opgave(convenant, tekenaars[1], nu)


def test_what_is_not_right_goes_and_can_be_told_again(
    data: Session, login: Login, nu: datetime
) -> None:
    convenant, tekenaars = ter_tekening(data)
    nummer = _met_id(data, opgave(convenant, tekenaars[2], nu))
    data.commit()
    ander = login(een_lid(), "penningmeester")
    assert "Kim Tekenaar" in ander.get(f"{BASIS}/{nummer}").text
    assert ander.post(f"{BASIS}/{nummer}/af", {"reden": "Nee"}).status_code == 422
    fout = {"reden": "Op het papier staat een andere naam."}
    assert ander.post(f"{BASIS}/{nummer}/af", fout).status_code == 303
    assert data.scalars(select(Handtekeningopgave)).all() == []
    assert data.scalars(select(Ondertekening)).all() == []
    (line,) = data.scalars(
        select(Logboek).where(Logboek.soort == "convenant.handtekening_afgewezen")
    )
    assert [fact.waarde for fact in line.gegevens] == [fout["reden"]]
    opgave(convenant, tekenaars[2], nu)
    data.flush()


def _met_id(data: Session, made: Handtekeningopgave) -> int:
    data.flush()
    return made.id


def test_only_another_of_the_board_makes_it_count(
    data: Session, login: Login, nu: datetime
) -> None:
    _convenant, tekenaars = ter_tekening(data)
    data.commit()
    secretaris = login(een_lid(), "secretaris")
    velden = {
        "organisatie": str(tekenaars[0].id), "naam": "Kim Tekenaar", "functie": "directeur",
        "datum": "2026-11-20",
    }  # fmt: skip
    pagina = "/bestuur/convenant/versie/2026"
    refused = secretaris.post(f"{pagina}/handtekeningen", velden)
    assert refused.status_code == 422
    assert "Vul in waarom deze persoon mag tekenen." in refused.text
    velden["bevoegdheid"] = "Bestuurder volgens de KVK"
    assert secretaris.post(f"{pagina}/handtekeningen", velden).status_code == 303
    nummer = data.scalars(select(Handtekeningopgave.id)).one()
    assert secretaris.post(f"{pagina}/handtekeningen", velden).status_code == 422
    assert "Een ander bestuurslid moet ernaar kijken." in secretaris.get(f"{BASIS}/{nummer}").text
    assert secretaris.post(f"{BASIS}/{nummer}/goed").status_code == 409
    assert login(een_lid()).post(f"{BASIS}/{nummer}/goed").status_code == 403
    assert login(een_lid(), "afgevaardigde").post(f"{BASIS}/{nummer}/goed").status_code == 403
    voorzitter = login(een_lid(), "voorzitter")
    assert voorzitter.post(f"{BASIS}/{nummer}/goed").status_code == 303
    assert voorzitter.post(f"{BASIS}/{nummer}/goed").status_code == 404
    assert len(data.scalars(select(Ondertekening)).all()) == 1


def test_the_database_wants_two_people(data: Session) -> None:
    convenant, tekenaars = ter_tekening(data)
    handtekening = een_handtekening(tekenaars[0])
    handtekening.gecontroleerd_door_id = handtekening.opgegeven_door_id
    acties.teken(convenant, handtekening)
    with pytest.raises(IntegrityError):
        data.flush()
