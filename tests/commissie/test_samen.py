"""Two people at the same moment: a meeting closes once, and all five decide once."""

from __future__ import annotations

from datetime import datetime

from flask import Flask
from sqlalchemy import select

from tests.commissie.test_besluitenlijst import aan_tafel
from tests.commissie.test_tafel import allen_er, consensus, zegt
from tests.toegang.live import aside, at_once
from vereniging.commissie import acties
from vereniging.commissie.models import Partijstandpunt, Standpuntvraag, Vergadering
from vereniging.convenant.models import Partijantwoord
from vereniging.core.db import db
from vereniging.core.errors import DomainError
from vereniging.statuten.models import Besluit


def een_consensus(app: Flask, nu: datetime, behalve: str = "") -> None:
    """All who are there said yes, and the meeting can be closed."""

    def begin() -> None:
        zetels, vergadering, punt = aan_tafel(db.session, nu)
        allen_er(vergadering, zetels, behalve)
        for zetel in zetels:
            if zetel.code != behalve:
                acties.leg_standpunt_vast(punt, zegt(zetel))
        acties.leg_vast(punt, consensus(nu), nu)

    aside(app, begin)


def sluit(nu: datetime) -> None:
    acties.sluit_vergadering(db.session.scalars(select(Vergadering)).one(), nu)


def antwoord(nu: datetime) -> str:
    """The party that was not there says yes; whether that came in time."""
    vraag = db.session.scalars(select(Standpuntvraag)).one()
    ja = Partijstandpunt(partij=vraag.partij, antwoord=Partijantwoord.EENS, naam="Kim", op=nu)
    try:
        acties.antwoord_alsnog(vraag, ja, nu)
    except DomainError as refused:
        return type(refused).__name__
    return "bewaard"


def besluiten(app: Flask) -> int:
    return len(aside(app, lambda: list(db.session.scalars(select(Besluit)))))


def test_a_meeting_that_two_officers_close_at_once_decides_once(
    live_app: Flask, nu: datetime
) -> None:
    een_consensus(live_app, nu)
    at_once(2, lambda _n: aside(live_app, lambda: sluit(nu)))
    assert besluiten(live_app) == 1


def test_a_party_that_answers_in_two_tabs_at_once_decides_once(
    live_app: Flask, nu: datetime
) -> None:
    een_consensus(live_app, nu, "welzijn")
    aside(live_app, lambda: sluit(nu))
    assert besluiten(live_app) == 0
    lots = at_once(2, lambda _n: aside(live_app, lambda: antwoord(nu)))
    assert sorted(str(each) for each in lots) == ["KanNietMeer", "bewaard"]
    assert besluiten(live_app) == 1
