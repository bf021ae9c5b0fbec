"""Back in after passkey, code app and paper are lost: two others, a day, and mail each time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.support.client import Client
from tests.support.work import work
from tests.toegang.helpers import at
from tests.toegang.test_tweede_stap import couple_app
from vereniging.core.errors import EenAnder
from vereniging.post.models import Mail
from vereniging.toegang.models import (
    Account,
    EigenHerstel,
    Herstelcode,
    HerstelGesloten,
    Inlogherstel,
    Sessie,
)
from vereniging.toegang.queries import lopend_herstel

KWIJT = "/inloggen/tweede-stap/kwijt"
DAG = timedelta(hours=24)


def een_account(data: Session, nu: datetime, naam: str) -> Account:
    """Somebody with a code app."""
    account = Account(email=f"{naam}@example.org", gemaakt_op=nu, totp_sinds=nu)
    data.add(account)
    data.flush()
    return account


@pytest.fixture
def kwijt(login: Login, data: Session) -> Client:
    """A treasurer who signed in by mail and has nothing left for the second step."""
    browser = login(een_lid(voornaam="Sam", achternaam="Kwijt"), "penningmeester")
    data.scalars(select(Sessie)).one().tweede_factor_op = None
    data.commit()
    return browser


def store(data: Session, row: Inlogherstel) -> None:
    with data.begin_nested():
        data.add(row)
        data.flush()


def test_two_different_others_agree_and_a_day_passes(data: Session, nu: datetime) -> None:
    wie, een, twee = (een_account(data, nu, naam) for naam in ("wie", "een", "twee"))
    herstel = Inlogherstel(account=wie, gevraagd_op=nu)
    data.add(herstel)
    data.flush()
    with pytest.raises(EigenHerstel):
        herstel.keur_goed(wie.id, nu)
    herstel.keur_goed(een.id, nu)
    with pytest.raises(EenAnder):
        herstel.keur_goed(een.id, nu)
    assert not herstel.voer_uit(nu + 9 * DAG)
    herstel.keur_goed(twee.id, nu)
    with pytest.raises(HerstelGesloten):
        herstel.keur_goed(een.id, nu)
    assert not herstel.voer_uit(nu + DAG - timedelta(seconds=1))
    assert herstel.voer_uit(nu + DAG)
    assert not herstel.voer_uit(nu + DAG)
    with pytest.raises(HerstelGesloten):
        herstel.sluit(nu)


def test_the_database_wants_two_different_others_too(data: Session, nu: datetime) -> None:
    wie, een, twee = (een_account(data, nu, naam) for naam in ("wie", "een", "twee"))
    wrong: list[dict[str, Any]] = [
        {"eerste_id": wie.id},
        {"eerste_id": een.id, "tweede_id": een.id, "tweede_op": nu},
        {"tweede_id": twee.id, "tweede_op": nu},
        {"eerste_id": een.id, "uitgevoerd_op": nu},
    ]
    for fields in wrong:
        with pytest.raises(IntegrityError):
            store(data, Inlogherstel(account=wie, gevraagd_op=nu, **fields))
    data.add(Inlogherstel(account=wie, gevraagd_op=nu))
    data.flush()
    with pytest.raises(IntegrityError):
        store(data, Inlogherstel(account=wie, gevraagd_op=nu))


def test_who_lost_everything_chooses_a_new_second_step_after_a_day(
    kwijt: Client, login: Login, data: Session, nu: datetime
) -> None:
    assert KWIJT in kwijt.get("/inloggen/tweede-stap").text
    assert "Twee bestuursleden bellen u" in kwijt.get(KWIJT).text
    assert kwijt.post(KWIJT).location == KWIJT
    kwijt.post(KWIJT)
    assert "Uw verzoek loopt" in kwijt.get(KWIJT).text
    herstel = data.scalars(select(Inlogherstel)).one()
    data.add(Herstelcode(account_id=herstel.account_id, code_hmac=b"x" * 32))
    een, twee = login(een_lid(), "secretaris"), login(een_lid(), "voorzitter")
    assert "Sam Kwijt kan niet meer inloggen" in een.get("/bestuur").text
    assert "Sam Kwijt" in een.get("/bestuur/inlogherstel").text
    path = f"/bestuur/inlogherstel/{herstel.id}"
    assert een.post(f"{path}/goedkeuren").status_code == 303
    assert een.post(f"{path}/goedkeuren").status_code == 409
    assert "een ander bestuurslid" in een.get("/bestuur/inlogherstel").text
    assert twee.post(f"{path}/goedkeuren").status_code == 303
    at(nu + DAG - timedelta(minutes=1))
    work()
    assert herstel.account.heeft_tweede_factor
    at(nu + DAG)
    work()
    assert not herstel.account.heeft_tweede_factor
    assert data.scalars(select(Herstelcode)).all() == []
    assert data.scalars(select(Sessie).where(Sessie.account_id == herstel.account_id)).all() == []
    told = data.scalars(select(Mail).where(Mail.aan == herstel.account.email)).all()
    assert len(told) == 3


def test_the_board_hears_it_by_mail(login: Login, data: Session, nu: datetime) -> None:
    login(secretaris := een_lid(), "secretaris")
    browser = login(een_lid(voornaam="Sam", achternaam="Kwijt"), "penningmeester")
    for sessie in data.scalars(select(Sessie)):
        sessie.tweede_factor_op = None
    browser.post(KWIJT)
    mails = data.scalars(select(Mail).where(Mail.sleutel.startswith("inlogherstel:"))).all()
    assert [(mail.aan, mail.onderwerp) for mail in mails] == [
        (secretaris.email, "Sam Kwijt kan niet meer inloggen")
    ]


def test_who_still_has_a_second_factor_stops_it_by_using_it(
    login: Login, data: Session, nu: datetime
) -> None:
    browser = login(een_lid(), "secretaris", second_factor=False)
    totp = couple_app(browser, nu)
    data.scalars(select(Sessie)).one().tweede_factor_op = None
    browser.post(KWIJT)
    account = data.scalars(select(Account)).one()
    assert lopend_herstel(account.id)
    at(later := nu + timedelta(minutes=1))
    assert browser.post("/inloggen/tweede-stap", {"code": totp.at(later)}).status_code == 303
    assert lopend_herstel(account.id) is None


def test_the_owner_takes_it_back_and_one_board_member_can_refuse(
    kwijt: Client, login: Login, data: Session, nu: datetime
) -> None:
    kwijt.post(KWIJT)
    assert kwijt.post(f"{KWIJT}/intrekken").location == "/inloggen/tweede-stap"
    kwijt.post(KWIJT)
    herstel = data.scalars(select(Inlogherstel).order_by(Inlogherstel.id.desc())).first()
    assert herstel
    assert herstel.is_open
    secretaris = login(een_lid(), "secretaris")
    assert secretaris.post(f"/bestuur/inlogherstel/{herstel.id}/afwijzen").status_code == 303
    assert secretaris.post(f"/bestuur/inlogherstel/{herstel.id}/afwijzen").status_code == 409
    assert secretaris.post("/bestuur/inlogherstel/999/goedkeuren").status_code == 404
    assert lopend_herstel(herstel.account_id) is None
    assert "Niemand vraagt nu om hulp" in secretaris.get("/bestuur/inlogherstel").text


def test_who_needs_no_second_factor_has_nothing_to_lose(login: Login) -> None:
    lid = login(een_lid(), second_factor=False)
    assert lid.get(KWIJT).location == "/inloggen/tweede-stap"
    assert lid.post(KWIJT).status_code == 409
    assert login(een_lid()).get("/bestuur/inlogherstel").status_code == 403
