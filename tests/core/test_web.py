"""Views: audience, one transaction, one effect, and a page for every no."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tests.support.client import BASE, Client
from vereniging.core.db import db, finish, outside, start_writing, undo
from vereniging.core.errors import Busy, DomainError
from vereniging.core.i18n import _l
from vereniging.core.references import Nummer
from vereniging.core.web import Blueprint, done, everyone, local_path


class Nee(DomainError):
    """A refusal of this test."""

    message = _l("Het mag niet van de regel.")


def planted() -> Blueprint:
    """Views that do what views must not do."""
    bp = Blueprint("proef", __name__, url_prefix="/proef")

    @bp.get("/schrijf", allow=everyone)
    def writes_in_a_get() -> ResponseReturnValue:
        db.session.add(Nummer(reeks="X-2026", laatste=1))
        db.session.flush()
        return "written"

    @bp.post("/regel", allow=everyone)
    def refuses_after_writing() -> ResponseReturnValue:
        db.session.add(Nummer(reeks="R-2026", laatste=1))
        db.session.flush()
        raise Nee

    @bp.post("/tel", allow=everyone)
    def counts() -> ResponseReturnValue:
        db.session.add(Nummer(reeks=f"T-{count()}", laatste=1))
        return done("site.home", "Geteld.")

    @bp.post("/druk", allow=everyone)
    def is_busy() -> ResponseReturnValue:
        raise Busy

    @bp.post("/stuk", allow=everyone)
    def breaks() -> ResponseReturnValue:
        raise ZeroDivisionError

    return bp


def count() -> int:
    """How many rows the planted views wrote."""
    return db.session.scalar(select(func.count()).select_from(Nummer)) or 0


@pytest.fixture
def proef(live_app: Flask) -> Iterator[Flask]:
    live_app.register_blueprint(planted())
    with live_app.app_context():
        yield live_app


def test_a_route_without_an_audience_does_not_start() -> None:
    with pytest.raises(TypeError, match="allow="):
        Blueprint("x", __name__).get("/x")


def test_a_get_cannot_write(proef: Flask) -> None:
    assert Client(proef).get("/proef/schrijf").status_code == 500
    assert count() == 0


def test_a_rule_that_says_no_undoes_everything_and_explains(proef: Flask) -> None:
    answer = Client(proef).post("/proef/regel", {"tekst": "mijn tekst"})
    assert answer.status_code == 409
    assert "Het mag niet van de regel." in answer.text
    assert count() == 0


def test_the_same_form_sent_twice_counts_once_and_answers_the_same(proef: Flask) -> None:
    client = Client(proef)
    answers = [client.post("/proef/tel", {"formuliersleutel": "een-sleutel"}) for _ in range(3)]
    assert {answer.location for answer in answers} == {"/"}
    assert count() == 1
    client.post("/proef/tel", {"formuliersleutel": "een-andere"})
    assert count() == 2


def test_a_busy_database_keeps_what_was_typed(proef: Flask) -> None:
    answer = Client(proef).post("/proef/druk", {"tekst": "mijn <b>lange</b> tekst"})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "mijn &lt;b&gt;lange&lt;/b&gt; tekst" in answer.text


def test_a_stale_token_keeps_what_was_typed_for_the_sender_alone(proef: Flask) -> None:
    client, form = Client(proef), {"tekst": "mijn tekst", "csrf_token": "oud"}
    own = client.post("/proef/tel", form, headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 403
    assert "U was te lang weg. Uw tekst staat er nog." in own.text
    assert "mijn tekst" in own.text
    assert client.post("/proef/tel", form).status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/proef/tel", {"tekst": "x"}, headers=foreign).status_code == 403
    wrong = {"Origin": "https://example.org"}
    assert client.post("/proef/tel", {"tekst": "x"}, headers=wrong).status_code == 403
    assert count() == 0


def test_every_no_is_a_page(proef: Flask) -> None:
    client = Client(proef)
    big = {"tekst": "x" * 300_000}
    statuses = {
        "unknown": client.get("/bestaat-niet").status_code,
        "method": client.get("/proef/tel").status_code,
        "big": client.post("/proef/tel", big).status_code,
        "nul": client.post("/proef/tel", {"tekst": "a\x00b"}).status_code,
        "broken": client.post("/proef/stuk").status_code,
    }
    assert statuses == {"unknown": 404, "method": 405, "big": 413, "nul": 400, "broken": 500}
    strange_host = client.get("/", base_url="http://elders.example.org")
    assert strange_host.status_code == 400


def test_every_answer_carries_the_same_guards(client: Client) -> None:
    headers = client.get("/").headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_public_page_is_not_sent_again_when_it_did_not_change(client: Client) -> None:
    first = client.get("/")
    assert "Set-Cookie" not in first.headers
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_no_transaction_is_open_while_the_outside_is_called(live_app: Flask) -> None:
    with live_app.app_context():
        start_writing()
        db.session.add(Nummer(reeks="A-1", laatste=1))
        with outside(), pytest.raises(RuntimeError, match="outside"):
            count()
        assert count() == 1
        db.session.add(Nummer(reeks="A-2", laatste=1))
        finish()
        assert count() == 2
        undo()


def test_reading_units_refuse_a_change(live_app: Flask) -> None:
    with live_app.app_context():
        db.session.add(Nummer(reeks="A-1", laatste=1))
        with pytest.raises(DBAPIError):
            db.session.flush()
        undo()


@pytest.mark.parametrize(
    ("wanted", "allowed"),
    [
        ("/", "/"),
        ("/healthz?x=1", "/healthz?x=1"),
        ("//elders.example.org", "/"),
        ("/\\elders.example.org", "/"),
        ("https://elders.example.org", "/"),
        ("/bestaat-niet", "/"),
        ("/healthz\n", "/"),
        (None, "/"),
    ],
)
def test_only_pages_of_this_site_can_be_gone_to(
    client: Client, wanted: str | None, allowed: str
) -> None:
    with client.app.test_request_context(base_url=BASE):
        assert local_path(wanted) == allowed


def test_a_strange_question_or_number_in_an_address_is_refused(client: Client) -> None:
    assert client.get("/stembus/controle?code=a%00b").status_code == 400
    assert client.get("/afgevaardigde/terugkoppeling/1").status_code == 303
    assert client.get(f"/afgevaardigde/terugkoppeling/{'9' * 30}").status_code == 404
