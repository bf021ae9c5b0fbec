"""What pages of a vote say is true: after annulment, after leaving, for any number typed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import een_open_stemming, om, stem
from tests.stembus.test_betwisten import REDEN, contested, counted
from tests.stembus.test_stemming import leden
from tests.support.client import Client
from vereniging.core.db import db
from vereniging.leden.models import Lid
from vereniging.post.models import Mail
from vereniging.stembus.acties.betwisten import stel_vernietiging_voor, vernietig_stemming
from vereniging.stembus.acties.herinneren import herinner
from vereniging.stembus.models import Stemming, StemmingStand, stembiljet
from vereniging.toegang.models import Account


def annul(data: Session, stemming: Stemming, nu: datetime) -> None:
    """Two officers annul it."""
    een, twee = (Account(email=f"ambt{n}@example.org", gemaakt_op=nu) for n in (1, 2))
    data.add_all([een, twee])
    data.flush()
    voorstel = stel_vernietiging_voor(stemming, REDEN, een.id, nu)
    data.flush()
    vernietig_stemming(voorstel, twee.id, nu)
    data.flush()


def leave(data: Session, lid: Lid, nu: datetime) -> None:
    """The membership ends a day from now."""
    lid.lidmaatschappen[0].einde = (nu + timedelta(days=1)).date()
    data.flush()


def test_who_voted_reads_that_the_vote_was_annulled(
    data: Session, nu: datetime, login: Login
) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    stem(stemming, lid)
    annul(data, stemming, nu)
    text = login(lid).get("/stemmen/parkeren").text
    assert "Deze stemming is vernietigd. Geen stem is geopend." in text
    assert "Uw laatste stem telt." not in text
    assert "De stemmen worden geteld." not in text


def test_a_code_of_an_annulled_vote_is_not_called_counted(
    data: Session, nu: datetime, client: Client
) -> None:
    stemming, _wie, moment = counted(data, nu)
    code = _een_code(data)
    annul(data, stemming, moment)
    text = client.get(f"/stembus/controle?code={code}").text
    assert "Deze stemming is vernietigd. De uitslag telt niet." in text
    assert "Meegeteld" not in text


def test_a_code_of_a_contested_vote_says_that_the_result_does_not_count(
    data: Session, nu: datetime, client: Client
) -> None:
    contested(data, nu)
    text = client.get(f"/stembus/controle?code={_een_code(data)}").text
    assert "Deze uitslag is betwist en telt niet." in text


def _een_code(data: Session) -> str:
    return str(data.scalars(select(stembiljet.c.code).limit(1)).one())


def test_who_leaves_after_the_opening_still_votes(
    data: Session, nu: datetime, login: Login
) -> None:
    (lid,) = leden(data, 1)
    stemming = een_open_stemming(nu)
    leave(data, lid, nu)
    om(nu + timedelta(days=3))
    page = login(lid)
    assert page.get("/stemmen/parkeren").status_code == 200
    assert page.post("/stemmen/parkeren/controle", {"v1": "voor"}).status_code == 200
    assert page.get("/voeding/nieuw").status_code == 403
    stemming.stand = StemmingStand.GESLOTEN
    data.flush()
    assert login(lid).get("/stemmen/parkeren").status_code == 403


def test_who_left_before_the_opening_does_not_vote(
    data: Session, nu: datetime, login: Login
) -> None:
    (lid,) = leden(data, 1)
    leave(data, lid, nu - timedelta(days=3))
    een_open_stemming(nu)
    assert login(lid).get("/stemmen/parkeren").status_code == 403


@pytest.mark.parametrize("nummer", ["2147483648", "9223372036854775808", "9" * 40, "0", "-1"])
def test_no_member_has_such_a_number(
    data: Session, nu: datetime, login: Login, nummer: str
) -> None:
    een_open_stemming(nu)
    answer = login(een_lid(), "secretaris").post(
        "/bestuur/stemmingen/parkeren/papier", {"lidnummer": nummer}
    )
    assert answer.status_code == 422
    assert "Vul het lidnummer in, bijvoorbeeld 1024." in answer.text


def test_a_reminder_that_comes_late_in_the_evening_waits_until_morning(
    data: Session, nu: datetime
) -> None:
    leden(data, 1)
    stemming = een_open_stemming(nu)
    evening = om(stemming.sluit_op - timedelta(hours=21))  # 23.00 in Amsterdam
    herinner(stemming, 1, evening)
    data.flush()
    reminders = select(Mail).where(Mail.sleutel.startswith("stemming-nog:"))
    assert data.scalars(reminders).all() == []


def test_annulling_reads_all_members_at_once(data: Session, nu: datetime) -> None:
    leden(data, 20)
    stemming = een_open_stemming(nu)
    data.flush()
    data.expire_all()
    asked: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM lid " in statement:
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    annul(data, stemming, nu)
    event.remove(db.engine, "before_cursor_execute", note)
    assert len(asked) == 1
