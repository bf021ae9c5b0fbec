"""Two officers decide on one vote at the same moment; one of them comes too late."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests.conftest import NU
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, een_stemming, om, stem
from tests.stembus.test_stemming import sluit_en_tel
from vereniging.core import clock
from vereniging.core.db import db, finish, one_or_404, start_writing, undo
from vereniging.core.errors import KanNietMeer
from vereniging.stembus.acties import betwist, maak_bezwaar, open_stemming, stel_vast
from vereniging.stembus.acties.betwisten import (
    stel_vernietiging_voor,
    trek_vernietiging_in,
    vernietig_stemming,
)
from vereniging.stembus.acties.vervallen import HerstemmingLoopt
from vereniging.stembus.models import Stemming, StemmingStand, Vernietiging
from vereniging.stembus.queries import vernietiging_van
from vereniging.toegang.models import Account

REDEN = "Op de laatste avond was de site drie uur weg."
Daad = Callable[[Stemming, Vernietiging, int, datetime], object]


@pytest.fixture
def moment(live_app: Flask) -> Iterator[datetime]:
    """A counted vote, an objection that was right and a request to annul; objecting is over."""
    clock.install(lambda: NU)
    with live_app.app_context():
        start_writing()
        wie = [een_lid() for _each in range(5)]
        een = Account(email="een@example.org", gemaakt_op=NU)
        db.session.add_all([*wie, een, Account(email="twee@example.org", gemaakt_op=NU)])
        db.session.flush()
        stemming = een_open_stemming(NU)
        for lid in wie:
            stem(stemming, lid)
        geteld = sluit_en_tel(stemming)
        maak_bezwaar(stemming, wie[0], REDEN, geteld).beantwoorden("Dat klopt.", gegrond=True)
        stel_vernietiging_voor(stemming, REDEN, een.id, geteld)
        assert stemming.bezwaar_tot is not None
        later = om(stemming.bezwaar_tot)
        finish()
    yield later
    clock.install(clock.system)


def contest(stemming: Stemming, _voorstel: Vernietiging, _account: int, nu: datetime) -> object:
    """The board contests the result."""
    return betwist(stemming, REDEN, (nu + timedelta(days=1), nu + timedelta(days=6)), nu)


def annul(_stemming: Stemming, voorstel: Vernietiging, account: int, nu: datetime) -> object:
    """A second officer agrees to annul."""
    vernietig_stemming(voorstel, account, nu)
    return None


def withdraw(_stemming: Stemming, voorstel: Vernietiging, _account: int, _nu: datetime) -> object:
    """The request is dropped."""
    trek_vernietiging_in(voorstel)
    return None


def declare(stemming: Stemming, _voorstel: Vernietiging, _account: int, nu: datetime) -> object:
    """The chair declares the result."""
    stel_vast(stemming, nu)
    return None


def open_second(
    _stemming: Stemming, _voorstel: Vernietiging, _account: int, nu: datetime
) -> object:
    """The vote on a tie in this one opens."""
    open_stemming(one_or_404(Stemming, slug="parkeren-b"), nu)
    return None


def race(live_app: Flask, nu: datetime, eerst: Daad, dan: Daad) -> list[BaseException]:
    """Both read; the second decides when the first has; what the second was told."""
    read, done, told = threading.Event(), threading.Event(), list[BaseException]()

    def unit(daad: Daad, before: Callable[[], object], after: Callable[[], object]) -> None:
        with live_app.app_context():
            start_writing()
            stemming = one_or_404(Stemming, slug="parkeren")
            voorstel = vernietiging_van(stemming)
            twee = one_or_404(Account, email="twee@example.org").id
            before()
            try:
                if voorstel is not None:
                    daad(stemming, voorstel, twee, nu)
                finish()
            except (KanNietMeer, HerstemmingLoopt) as refused:
                undo()
                told.append(refused)
            after()

    def wait_for_the_first() -> None:
        read.set()
        done.wait(10)

    first = threading.Thread(target=unit, args=(eerst, lambda: read.wait(1), done.set))
    second = threading.Thread(target=unit, args=(dan, wait_for_the_first, lambda: None))
    first.start()
    if live_app.config["DATABASE_URL"].startswith("sqlite"):  # there writers queue already
        first.join()
    second.start()
    first.join()
    second.join()
    return told


def outcome(live_app: Flask) -> tuple[StemmingStand, bool]:
    """The state of the vote, and whether the request is still there."""
    with live_app.app_context():
        stemming = one_or_404(Stemming, slug="parkeren")
        found = stemming.stand, vernietiging_van(stemming) is not None
        undo()
        return found


@pytest.mark.parametrize(
    ("ingreep", "stand"),
    [(contest, StemmingStand.BETWIST), (annul, StemmingStand.VERNIETIGD)],
)
def test_a_result_that_was_just_contested_or_annulled_is_not_declared(
    live_app: Flask, moment: datetime, ingreep: Daad, stand: StemmingStand
) -> None:
    told = race(live_app, moment, ingreep, declare)
    assert [type(each) for each in told] == [KanNietMeer]
    assert outcome(live_app)[0] is stand


def test_who_agreed_to_annul_stays_on_record(live_app: Flask, moment: datetime) -> None:
    told = race(live_app, moment, annul, withdraw)
    assert [type(each) for each in told] == [KanNietMeer]
    assert outcome(live_app) == (StemmingStand.VERNIETIGD, True)


def test_a_request_that_was_just_dropped_annuls_nothing(live_app: Flask, moment: datetime) -> None:
    race(live_app, moment, withdraw, annul)
    assert outcome(live_app) == (StemmingStand.GETELD, False)


@pytest.mark.parametrize(
    ("eerst", "dan", "verwacht"),
    [
        (contest, open_second, (KanNietMeer, "betwist", "geannuleerd")),
        (annul, open_second, (KanNietMeer, "vernietigd", "geannuleerd")),
        (open_second, contest, (HerstemmingLoopt, "geteld", "open")),
        (open_second, annul, (HerstemmingLoopt, "geteld", "open")),
    ],
)
def test_a_vote_on_a_tie_opens_or_its_ground_goes_never_both(
    live_app: Flask,
    moment: datetime,
    eerst: Daad,
    dan: Daad,
    verwacht: tuple[type[Exception], str, str],
) -> None:
    with live_app.app_context():
        start_writing()
        herstemming = een_stemming(moment, slug="parkeren-b")
        herstemming.herstemt_id = one_or_404(Stemming, slug="parkeren").id
        finish()
    told = race(live_app, moment, eerst, dan)
    gezegd, *standen = verwacht
    assert [type(each) for each in told] == [gezegd]
    with live_app.app_context():
        slugs = ("parkeren", "parkeren-b")
        assert [str(one_or_404(Stemming, slug=slug).stand) for slug in slugs] == standen
        undo()
