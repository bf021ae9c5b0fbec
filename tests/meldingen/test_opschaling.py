"""A report on the agenda goes along when the parties do not agree and the item climbs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tests.commissie.test_vergadering import een_vergadering
from tests.meldingen.factories import een_buurt, een_melding
from tests.support.client import Client
from vereniging.commissie.acties import begin_vergadering, leg_vast, schaal_punt_op
from vereniging.commissie.models import Uitkomst, UitkomstSoort
from vereniging.core.secrets import token_for
from vereniging.meldingen import acties
from vereniging.meldingen.mail import VOLG
from vereniging.meldingen.models import MeldingStand


def test_a_report_climbs_with_its_item_and_stays_private(
    data: Session, nu: datetime, client: Client
) -> None:
    buurt, vergadering = een_buurt(data), een_vergadering(nu)
    data.add(vergadering)
    melding, ander = een_melding(buurt, nu), een_melding(buurt, nu, email="x@example.org")
    for each in (melding, ander):
        acties.bevestigen(each, nu)
        acties.agenderen(each, vergadering, nu)
    data.flush()
    punt = vergadering.agendapunten[0]
    begin_vergadering(vergadering, nu)
    uitkomst = Uitkomst(
        soort=UitkomstSoort.GEEN_CONSENSUS, tekst="De gemeente wil niet.", vastgelegd_op=nu
    )
    leg_vast(punt, uitkomst, nu)
    schaal_punt_op(punt, nu)
    data.commit()
    assert melding.stand is MeldingStand.OPGESCHAALD
    assert ander.stand is MeldingStand.OP_AGENDA
    shown = client.get(f"/volg/{token_for(melding.kiem, VOLG)}").text
    assert "Geen consensus. De partijen gaan verder: O-2026-0001." in shown
    page = client.get("/opschaling/O-2026-0001").text
    assert "vuilnis" not in page
    assert melding.kenmerk in page
