"""Signing in with a mailed link or code."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.factories import een_lid
from tests.support.client import Client
from tests.toegang.helpers import BASE, Mailbox, at, body
from vereniging.core.db import Base, db
from vereniging.leden.models import Lid
from vereniging.post.models import Mail, Spoed
from vereniging.toegang.models import Account, Inlogverzoek, Sessie

WRONG = "klopt niet of is verlopen"


@pytest.fixture
def lid(data: Session) -> Lid:
    """A member with an address, who never signed in."""
    lid = een_lid(email="Kim.Verbeek@example.org")
    data.add(lid)
    data.commit()
    return lid


def ask(client: Client, email: str = "kim.verbeek@example.org", **anders: str) -> Mailbox:
    """Ask for a code as a browser does: first the page, then the form."""
    client.get("/inloggen")
    answer = client.post("/inloggen", {"email": email, **anders})
    assert answer.status_code == 303, answer.text
    return Mailbox()


def count_of(model: type[Base]) -> int:
    """How many rows there are."""
    return db.session.scalar(select(func.count(model.id))) or 0


def sessions() -> int:
    """How many devices are signed in."""
    return count_of(Sessie)


def test_a_member_signs_in_with_the_code_as_people_paste_it(lid: Lid, client: Client) -> None:
    code = ask(client, "  KIM.verbeek@Example.org ", naar="/mijn/sessies").code
    pasted = f" {code.replace('-', ' ').lower()} "
    answer = client.post("/inloggen/code", {"code": pasted})
    assert (answer.status_code, answer.location) == (303, "/mijn/sessies")
    assert client.get("/mijn/sessies").status_code == 200
    account = db.session.scalars(select(Account)).one()
    assert (account.lid_id, account.email) == (lid.id, "kim.verbeek@example.org")


def test_a_member_signs_in_with_the_link_in_the_same_browser(lid: Lid, client: Client) -> None:
    link = ask(client).link
    assert "Log in" in client.get(link).text
    assert client.post(link).status_code == 303
    assert client.get("/mijn/sessies").status_code == 200


def test_the_link_and_the_code_work_only_where_somebody_began(
    lid: Lid, client: Client, app: Flask
) -> None:
    box, elsewhere = ask(client), Client(app)
    page = elsewhere.get(box.link)
    assert "op het apparaat waarmee u begon" in page.text
    assert elsewhere.post(box.link).status_code == 422
    assert elsewhere.post("/inloggen/code", {"code": box.code}).status_code == 422
    assert sessions() == 0
    assert client.post(box.link).status_code == 303


def test_looking_at_the_link_five_times_uses_nothing_up(lid: Lid, client: Client) -> None:
    link = ask(client).link
    for _time in range(5):
        assert client.get(link).status_code == 200
        assert client.flask.head(link, base_url=BASE).status_code == 200
    assert sessions() == 0
    assert client.post(link).status_code == 303


def test_a_link_works_once(lid: Lid, client: Client, app: Flask) -> None:
    box = ask(client)
    cookie = client.flask.get_cookie("inlog", domain="127.0.0.1")
    assert client.post(box.link).status_code == 303
    again = Client(app)
    assert cookie is not None
    again.flask.set_cookie("inlog", cookie.value, domain="127.0.0.1")
    assert again.post(box.link).status_code == 422
    assert again.get(box.link).status_code == 404
    assert again.post("/inloggen/code", {"code": box.code}).status_code == 422
    assert sessions() == 1


@pytest.mark.parametrize(("late", "status"), [(599, 303), (601, 422)])
def test_ten_minutes_it_works_and_no_longer(
    lid: Lid, client: Client, nu: datetime, late: int, status: int
) -> None:
    box = ask(client)
    at(nu + timedelta(seconds=late))
    assert client.post("/inloggen/code", {"code": box.code}).status_code == status


def test_five_wrong_codes_close_the_request_also_for_the_link(lid: Lid, client: Client) -> None:
    box = ask(client)
    for _time in range(5):
        answer = client.post("/inloggen/code", {"code": "AAA-AAA"})
        assert answer.status_code == 422
        assert WRONG in answer.text
        assert "AAA-AAA" in answer.text
    assert db.session.scalars(select(Inlogverzoek.pogingen)).one() == 5
    assert client.post("/inloggen/code", {"code": box.code}).status_code == 422
    assert client.post(box.link).status_code == 422
    assert sessions() == 0


def test_four_wrong_codes_leave_one_try(lid: Lid, client: Client) -> None:
    box = ask(client)
    for _time in range(4):
        client.post("/inloggen/code", {"code": "AAA-AAA"})
    assert client.post("/inloggen/code", {"code": box.code}).status_code == 303


def test_nothing_tells_whether_an_address_is_known(lid: Lid, client: Client, app: Flask) -> None:
    statements: list[str] = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    seen = []
    for email in ("kim.verbeek@example.org", "pim@example.org"):
        browser = Client(app)
        first = browser.get("/inloggen")
        statements.clear()
        answer = browser.post("/inloggen", {"email": email})
        ran = [line for line in statements if "SAVEPOINT" not in line]
        after = browser.get(answer.location)
        bad = browser.post("/inloggen/code", {"code": "AAA-AAA"})
        pages = [body(page) for page in (first, answer, after, bad)]
        rows = [count_of(model) for model in (Mail, Inlogverzoek, Account)]
        seen.append((pages, ran, rows))
    event.remove(db.engine, "before_cursor_execute", note)
    known, unknown = seen
    assert known[0] == unknown[0]
    assert known[1] == unknown[1]
    assert [now - before for before, now in zip(known[2], unknown[2], strict=True)] == [1, 1, 0]


def test_an_unknown_address_gets_one_mail_a_day_and_no_code(client: Client) -> None:
    for _time in range(2):
        ask(client, "pim@example.org")
    mails = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert [mail.gedaan_op is None for mail in mails] == [True, False]
    assert "Dit adres kennen wij niet" in Mailbox(mails[0]).text
    assert Mailbox(mails[0]).codes == []


def test_the_login_mail_goes_first_and_not_after_ten_minutes(
    lid: Lid, client: Client, nu: datetime
) -> None:
    box = ask(client)
    mail = db.session.scalars(select(Mail)).one()
    assert mail.spoed == Spoed.INLOGGEN
    assert mail.verloopt_op == nu + timedelta(minutes=10)
    assert box.code not in mail.onderwerp


def test_a_dump_holds_no_token_and_no_code(lid: Lid, client: Client) -> None:
    box = ask(client)
    client.post(box.link)
    with client.flask.session_transaction(base_url=BASE) as session:
        raw_key = session["_user_id"]
    for model in (Inlogverzoek, Mail, Sessie):
        for row in db.session.execute(select(*model.__table__.columns)):
            told = b"".join(
                value if isinstance(value, bytes) else str(value).encode() for value in row
            )
            assert box.link[-43:].encode() not in told
            assert raw_key.encode() not in told
            assert box.code.encode() not in told
            assert box.code.replace("-", "").encode() not in told


@pytest.mark.parametrize("email", ["kim.verbeek@example.org", "pim@example.org"])
def test_the_sixth_request_in_an_hour_waits(
    lid: Lid, client: Client, nu: datetime, email: str
) -> None:
    for minutes in range(5):
        at(nu + timedelta(minutes=minutes))
        ask(client, email)
    refused = client.post("/inloggen", {"email": email})
    assert refused.status_code == 429
    assert "Vanaf 21.00 uur" in refused.text
    assert email in refused.text
    at(nu + timedelta(hours=1, seconds=1))
    ask(client, email)


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("", "Vul uw e-mailadres in"),
        ("kim", "Dit is geen e-mailadres"),
        ("k" * 300 + "@example.org", "U gebruikte 312 tekens"),
        ("<script>@x", "Dit is geen e-mailadres"),
    ],
)
def test_a_bad_address_is_explained_and_kept(client: Client, email: str, sentence: str) -> None:
    answer = client.post("/inloggen", {"email": email})
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.parametrize("naar", ["https://elders.example.org", "//elders", "/\\elders", "/niets"])
def test_signing_in_never_leads_to_another_site(lid: Lid, client: Client, naar: str) -> None:
    box = ask(client, naar=naar)
    assert client.post(box.link).location == "/"


def test_a_former_address_no_longer_signs_in(lid: Lid, client: Client) -> None:
    client.post(ask(client).link)
    client.post("/uitloggen")
    lid.email = "nieuw@example.org"
    db.session.commit()
    assert ask(client).codes == []
    client.post(ask(client, "nieuw@example.org").link)
    assert client.get("/mijn/sessies").status_code == 200
    assert db.session.scalars(select(Account.email)).all() == ["nieuw@example.org"]
