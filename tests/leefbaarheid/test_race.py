"""Officers type slips and sheets at the same moment: each one counts, and none counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.betalingen.factories import NU
from tests.betalingen.test_race import at_once
from tests.factories import een_lid
from vereniging.core import clock
from vereniging.core.db import db, finish, one_or_404, start_writing, undo
from vereniging.leden.models import Lid
from vereniging.leefbaarheid import acties
from vereniging.leefbaarheid.models import (
    AlBeantwoord,
    Enquete,
    EnqueteGroep,
    EnqueteTelling,
    GeenStrook,
)

AANTAL = 8
SLUG = "najaar-2026"
ANTWOORDEN = {"buurt": "7", "trend": "beter"}
pytestmark = [pytest.mark.faults, pytest.mark.traag("threads on real transactions")]


@pytest.fixture
def round_app(live_app: Flask) -> Iterator[Flask]:
    """An open round that eight members were asked for."""
    clock.install(lambda: NU)
    with live_app.app_context():
        start_writing()
        db.session.add_all([een_lid() for _ in range(AANTAL)])
        db.session.flush()
        enquete = acties.maak_enquete(SLUG, SLUG, NU)
        acties.open_enquete(enquete, NU, NU + timedelta(days=21))
        finish()
    yield live_app
    clock.install(clock.system)


def numbers(app: Flask) -> list[int]:
    with app.app_context():
        found = list(db.session.scalars(select(Lid.lidnummer).order_by(Lid.lidnummer)))
        undo()
    return found


def slips(app: Flask) -> int:
    with app.app_context():
        found = one_or_404(Enquete, slug=SLUG).stroken
        undo()
    return found


def tick_off(app: Flask, lidnummer: int) -> bool:
    """Somebody opens the page, and then presses: what was read is old by then."""
    with app.app_context():
        start_writing()
        try:
            acties.vink_af(one_or_404(Enquete, slug=SLUG), lidnummer, NU)
        except AlBeantwoord:
            undo()
            return False
        finish()
        return True


def enter(app: Flask) -> bool:
    with app.app_context():
        start_writing()
        try:
            acties.voer_blad_in(
                one_or_404(Enquete, slug=SLUG), EnqueteGroep.LID, ANTWOORDEN, "", NU
            )
        except GeenStrook:
            undo()
            return False
        finish()
        return True


def test_eight_slips_ticked_off_at_once_are_eight(round_app: Flask) -> None:
    asked = numbers(round_app)
    at_once(AANTAL, lambda number: tick_off(round_app, asked[number]))
    assert slips(round_app) == AANTAL


def test_one_slip_pressed_by_four_is_one(round_app: Flask) -> None:
    asked, done = numbers(round_app), list[bool]()
    at_once(4, lambda _number: done.append(tick_off(round_app, asked[0])))
    assert sorted(done) == [False, False, False, True]
    assert slips(round_app) == 1


def test_no_sheet_is_counted_without_a_slip_of_its_own(round_app: Flask) -> None:
    asked, done = numbers(round_app), list[bool]()
    for lidnummer in asked[:3]:
        tick_off(round_app, lidnummer)
    at_once(6, lambda _number: done.append(enter(round_app)))
    assert done.count(True) == 3
    assert slips(round_app) == 0
    with round_app.app_context():
        counted = select(func.sum(EnqueteTelling.aantal)).where(EnqueteTelling.vraag == "buurt")
        assert db.session.scalar(counted) == 3
        undo()
