"""While a suspension lasts, the rights of a member rest, and so do the offices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from vereniging.bestuur.queries import bestuursadressen
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.leden.queries import functies_op, functionarissen
from vereniging.stembus.acties.tellers import kandidaat_tellers


def test_an_officer_who_is_suspended_gets_no_further_until_it_is_over(login: Login) -> None:
    lid = een_lid()
    secretaris = login(lid, "secretaris")
    assert secretaris.get("/bestuur/leden").status_code == 200
    periode, vandaag = lid.lidmaatschappen[0], clock.today()
    periode.geschorst_van, periode.geschorst_tot = vandaag, vandaag + timedelta(days=30)
    db.session.flush()
    for page in ("/bestuur/leden", "/bestuur", "/voeding"):
        assert secretaris.get(page).status_code == 403, page
    assert secretaris.get("/mijn").status_code == 200
    periode.geschorst_tot = vandaag - timedelta(days=1)
    periode.geschorst_van = vandaag - timedelta(days=3)
    db.session.flush()
    assert secretaris.get("/bestuur/leden").status_code == 200


@pytest.mark.parametrize("soort", list(FunctieSoort))
def test_an_office_rests_while_its_holder_is_suspended_and_comes_back_by_itself(
    data: Session, soort: FunctieSoort
) -> None:
    vandaag = date(2026, 11, 22)
    lid, ander = een_lid(), een_lid()
    data.add_all(Functie(lid=wie, soort=soort, begin=date(2026, 1, 1)) for wie in (lid, ander))
    periode = lid.lidmaatschappen[0]
    periode.geschorst_van, periode.geschorst_tot = vandaag, vandaag + timedelta(days=30)
    data.flush()

    def wie_op(dag: date) -> list[str]:
        return [functie.wie for functie in functionarissen(soort, dag)]

    assert wie_op(vandaag - timedelta(days=1)) == [lid.naam, ander.naam]
    assert wie_op(vandaag) == wie_op(vandaag + timedelta(days=30)) == [ander.naam]
    assert wie_op(vandaag + timedelta(days=31)) == [lid.naam, ander.naam]
    # the office itself did not end: the list of offices still shows it
    assert {functie.wie for functie in functies_op(vandaag)} == {lid.naam, ander.naam}


def test_mail_for_the_board_and_the_count_pass_by_who_is_suspended(data: Session) -> None:
    nu, vandaag = clock.now(), clock.today()
    geschorst, ander = een_lid(), een_lid()
    for soort in (FunctieSoort.SECRETARIS, FunctieSoort.TELLER):
        data.add(Functie(lid=geschorst, soort=soort, begin=date(2026, 1, 1)))
    for soort in (FunctieSoort.VOORZITTER, FunctieSoort.TELLER):
        data.add(Functie(lid=ander, soort=soort, begin=date(2026, 1, 1)))
    geschorst.lidmaatschappen[0].geschorst_van = vandaag
    data.flush()
    assert bestuursadressen(nu) == [ander.email]
    assert kandidaat_tellers(nu) == [ander]
