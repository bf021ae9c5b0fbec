"""A box that does not agree with itself is not counted, and people hear of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, om, stem
from tests.stembus.test_stemming import leden
from tests.support.client import Client
from tests.support.work import work
from vereniging.leden.models import Functie, FunctieSoort, Lid
from vereniging.post.models import Mail
from vereniging.stembus.acties import sluit, tel
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.acties.stemmen import HOOGSTENS_PER_UUR, TeVaak
from vereniging.stembus.models import (
    Stemming,
    StemmingStand,
    Storing,
    Uitslag,
    bus,
    envelop,
)
from vereniging.taken.models import Taak


def officers(data: Session, nu: datetime) -> list[Lid]:
    """A secretary and a chair in office."""
    found = [een_lid(), een_lid()]
    soorten = (FunctieSoort.SECRETARIS, FunctieSoort.VOORZITTER)
    begin = (nu - timedelta(days=30)).date()
    rows = zip(found, soorten, strict=True)
    data.add_all(Functie(lid=lid, soort=soort, begin=begin) for lid, soort in rows)
    data.flush()
    return found


def alarms(data: Session) -> list[str]:
    """Who was warned, in the order of the messages."""
    query = select(Mail.aan).where(Mail.sleutel.startswith("stembus-storing:"))
    return list(data.scalars(query.order_by(Mail.id)))


def a_closed_vote(data: Session, nu: datetime) -> Stemming:
    """Six votes, sealed at the close; now is a quarter of an hour later."""
    wie = leden(data, 6)
    stemming = een_open_stemming(nu)
    for lid in wie:
        stem(stemming, lid)
    assert sluit(stemming, om(stemming.sluit_op))
    data.flush()
    om(stemming.sluit_op + timedelta(minutes=20))
    return stemming


def test_an_envelope_too_few_keeps_the_box_shut_and_warns_once(
    data: Session, nu: datetime, client: Client
) -> None:
    bestuur, wie = officers(data, nu), leden(data, 2)
    stemming = een_open_stemming(nu)
    for lid in wie:
        stem(stemming, lid)
    data.execute(delete(envelop).where(envelop.c.lid_id == wie[0].id))
    om(stemming.sluit_op)
    work()
    assert stemming.stand is StemmingStand.OPEN
    assert stemming.storing is Storing.AANTAL
    assert sorted(alarms(data)) == sorted(str(lid.email) for lid in bestuur)
    om(stemming.sluit_op + timedelta(hours=1))
    work()
    assert len(alarms(data)) == 2
    page = client.get("/stembus/parkeren/")
    assert "We controleren iets voordat we tellen." in page.text


def test_a_box_that_changed_after_the_close_is_not_counted(
    data: Session, nu: datetime, login: Login
) -> None:
    bestuur = officers(data, nu)
    stemming = a_closed_vote(data, nu)
    rows = data.execute(select(bus.c.zegel, bus.c.data).order_by(bus.c.zegel)).all()
    first, second = rows[0], rows[1]
    where = bus.c.zegel == first.zegel
    data.execute(update(bus).where(where).values(data=second.data))
    work()
    assert stemming.stand is StemmingStand.GESLOTEN
    assert stemming.storing is Storing.BUS
    assert data.scalars(select(Uitslag)).all() == []
    assert len(alarms(data)) == 2
    failed = select(Taak).where(Taak.soort == "stembus.tel", Taak.mislukt_op.is_not(None))
    assert data.scalars(failed).all() == []
    board = login(bestuur[0], "secretaris")
    page = board.get("/bestuur/stemmingen/parkeren")
    assert "De enveloppen zijn niet meer die van de sluiting." in page.text
    assert "Er klopt iets niet met de stembus." in board.get("/bestuur").text
    told = board.post("/bestuur/stemmingen/parkeren/tellen")
    assert told.status_code == 303
    assert "We controleren iets voordat we tellen." in board.get("/stemmen/parkeren").text
    data.execute(update(bus).where(where).values(data=first.data))
    om(stemming.sluit_op + timedelta(hours=3))
    work()
    assert stemming.is_uitgeteld
    assert stemming.storing is None


def test_a_key_that_is_away_waits_for_its_return(data: Session, nu: datetime) -> None:
    officers(data, nu)
    stemming = a_closed_vote(data, nu)
    kek = sleutelbestand().kek(stemming.slug)
    sleutelbestand().vernietig(stemming.slug)
    work()
    assert stemming.storing is Storing.SLEUTEL
    sleutelbestand().bewaar(stemming.slug, b"x" * 32)
    assert not tel(stemming, om(stemming.sluit_op + timedelta(hours=1)))
    assert stemming.storing is Storing.SLEUTEL
    assert len(alarms(data)) == 2
    sleutelbestand().vernietig(stemming.slug)
    sleutelbestand().bewaar(stemming.slug, kek)
    assert tel(stemming, om(stemming.sluit_op + timedelta(hours=2)))
    assert stemming.storing is None


def test_nobody_votes_more_than_thirty_times_an_hour(data: Session, nu: datetime) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    for keer in range(HOOGSTENS_PER_UUR):
        om(nu + timedelta(minutes=keer))
        stem(stemming, lid, verwacht=keer)
    data.flush()
    with pytest.raises(TeVaak, match=r"vanaf 21\.00 uur"):
        stem(stemming, lid, verwacht=HOOGSTENS_PER_UUR)


def test_the_thirty_first_vote_waits_until_the_first_is_an_hour_old(
    data: Session, nu: datetime
) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    for keer in range(HOOGSTENS_PER_UUR):
        stem(stemming, lid, verwacht=keer)
    data.flush()
    om(nu + timedelta(hours=1))
    _ontvangst, revisie = stem(stemming, lid, verwacht=HOOGSTENS_PER_UUR)
    assert revisie == HOOGSTENS_PER_UUR + 1
