"""Two phones on one walk at the same moment: nothing twice, nothing lost."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from sqlalchemy import select

from tests.meldingen.factories import een_buurt
from tests.toegang.live import aside, at_once
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.meldingen.acties import schouwen
from vereniging.meldingen.acties.schouwen import Puntgegevens
from vereniging.meldingen.models import MeldingCategorie, Plek, Schouw, Schouwpunt
from vereniging.meldingen.queries import categorie_met
from vereniging.toegang.models import Account


def een_schouw(app: Flask, nu: datetime) -> None:
    """A walk that began, in a street that exists."""

    def begin() -> None:
        een_buurt(db.session)
        account = Account(email="kim@example.org", gemaakt_op=nu)
        db.session.add(account)
        db.session.flush()
        schouwen.begin(nu.date(), "Langs de kade", ["gemeente"], account, nu)

    aside(app, begin)


def noteer(sleutel: str, nu: datetime) -> int:
    """One phone sends a finding; its number."""
    schouw = db.session.scalars(select(Schouw)).one()
    plek = db.session.scalars(select(Plek)).one()
    categorie = categorie_met("zwerfvuil")
    assert isinstance(categorie, MeldingCategorie)
    gegevens = Puntgegevens(
        categorie=categorie, plek=plek, straat=plek.naam, waar_precies=None, tekst="Zakken."
    )
    return schouwen.noteer(schouw, sleutel, gegevens, [], nu).nummer


def rond_af(nu: datetime) -> str:
    """One phone ends the walk; whether that was the one that did."""
    try:
        schouwen.rond_af(db.session.scalars(select(Schouw)).one(), nu)
    except DomainError as refused:
        return type(refused).__name__
    return "afgerond"


def test_phones_that_send_at_once_get_numbers_of_their_own(live_app: Flask, nu: datetime) -> None:
    een_schouw(live_app, nu)
    nummers = at_once(4, lambda n: aside(live_app, lambda: noteer(f"telefoon{n}", nu)))
    assert sorted(str(each) for each in nummers) == ["1", "2", "3", "4"]


def test_a_finding_that_two_uploads_bring_at_once_is_one(live_app: Flask, nu: datetime) -> None:
    een_schouw(live_app, nu)
    nummers = at_once(4, lambda _n: aside(live_app, lambda: noteer("dezelfde", nu)))
    assert nummers == [1, 1, 1, 1]
    assert len(aside(live_app, lambda: list(db.session.scalars(select(Schouwpunt))))) == 1


def test_a_walk_that_two_phones_end_at_once_ends_once(live_app: Flask, nu: datetime) -> None:
    een_schouw(live_app, nu)
    lots = at_once(2, lambda _n: aside(live_app, lambda: rond_af(nu)))
    assert sorted(str(each) for each in lots) == ["SchouwAfgerond", "afgerond"]
