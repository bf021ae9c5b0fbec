"""A mandate that was not used up waits for the next agenda, and its item carries it along."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.mandaten.factories import Gang, een_gang, stemmen
from vereniging.commissie.acties import begin_vergadering, gelast_af, plan_vergadering
from vereniging.commissie.agenda import voorstellen
from vereniging.commissie.models import UitkomstSoort, Vergadering
from vereniging.core.db import db
from vereniging.mandaten.acties import leg_uitkomst_vast, trek_mandaat_in
from vereniging.mandaten.models import Tafel
from vereniging.mandaten.queries import mandaten_bij
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan


def na(gang: Gang, soort: UitkomstSoort) -> Vergadering:
    """The meeting came to this, and afterwards the next one is planned."""
    begin_vergadering(gang.vergadering, gang.vergadering.begin)
    leg_uitkomst_vast(
        gang.punt, Tafel(soort=soort, tekst="Wij komen terug.", niveau=1), gang.moment
    )
    volgende = plan_vergadering("Vergadering 5", gang.moment + timedelta(days=60), "Speeltuin")
    db.session.flush()
    return volgende


def offered(vergadering: Vergadering, gang: Gang, dagen: int = 30) -> list[tuple[str, int]]:
    found = voorstellen(vergadering, (gang.moment + timedelta(days=dagen)).date())
    return [(each.sleutel.split(":")[0], each.keer) for each in found]


@pytest.mark.parametrize("soort", [UitkomstSoort.AANGEHOUDEN, UitkomstSoort.GEEN_CONSENSUS])
def test_what_was_put_off_without_a_next_meeting_is_proposed_with_its_mandate(
    data: Session, nu: datetime, login: Login, soort: UitkomstSoort
) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    volgende = na(gang, soort)
    assert offered(volgende, gang) == [("mandaat", 2)]
    officer, page = login(een_lid(), "afgevaardigde"), f"/bestuur/vergaderingen/{volgende.slug}"
    assert "Het mandaat van onze leden geldt tot en met" in officer.get(page).text
    sleutel = f"mandaat:{gang.mandaat.slug}"
    assert officer.post(f"{page}/voorstellen", {"sleutel": sleutel}).status_code == 303
    data.expire_all()
    (punt,) = volgende.agendapunten
    assert punt.keer == 2
    assert mandaten_bij([punt]) == {punt.id: gang.mandaat}
    assert offered(volgende, gang) == []


def test_a_consensus_or_a_mandate_that_ended_asks_for_nothing(data: Session, nu: datetime) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    volgende = na(gang, UitkomstSoort.GEEN_CONSENSUS)
    assert offered(volgende, gang, dagen=400) == []
    besluit = neem_besluit(Orgaan.BESTUUR, "Intrekken", "Het mandaat geldt niet meer.", nu)
    trek_mandaat_in(gang.mandaat, besluit, nu)
    data.flush()
    assert offered(volgende, gang) == []


def test_who_agreed_needs_no_second_time(data: Session, nu: datetime) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    assert offered(na(gang, UitkomstSoort.CONSENSUS), gang) == []


def test_a_position_of_a_meeting_that_was_called_off_is_proposed_again(
    data: Session, nu: datetime, login: Login
) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    gelast_af(gang.vergadering, gang.moment)
    volgende = plan_vergadering("Vergadering 5", gang.moment + timedelta(days=60), "Speeltuin")
    data.commit()
    assert offered(volgende, gang) == [("standpunt", 1)]
    officer, page = login(een_lid(), "afgevaardigde"), f"/bestuur/vergaderingen/{volgende.slug}"
    sleutel = f"standpunt:{gang.standpunt.slug}"
    assert officer.post(f"{page}/voorstellen", {"sleutel": sleutel}).status_code == 303
    data.expire_all()
    (punt,) = volgende.agendapunten
    assert mandaten_bij([punt]) == {punt.id: gang.mandaat}
