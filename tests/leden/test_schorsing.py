"""While a suspension lasts, the rights of a member rest, and so do the offices."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import Login
from tests.factories import een_lid
from vereniging.core import clock
from vereniging.core.db import db


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
