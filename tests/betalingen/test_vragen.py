"""How often the database is asked: Mollie waits for the answer, and calls fifty times at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.betalingen.factories import betaling_van, een_nota, pad, regels
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.core.db import db
from vereniging.core.secrets import token_for

BOEKT, NIETS_NIEUWS = 25, 10  # statements; each one more was thought about
ASKED = ("SELECT", "INSERT", "UPDATE", "DELETE")


@pytest.fixture
def mollie(app: Flask, data: Session, sandbox: Sandbox, nu: object) -> Sandbox:
    del data, nu
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    return sandbox


def vragen(work: Callable[[], int]) -> int:
    """How many statements reach the database while this is answered with 200."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(ASKED):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert work() == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_a_webhook_asks_no_more_than_booking_needs(client: Client, mollie: Sandbox) -> None:
    nota = een_nota()
    client.post(pad(nota))
    betaling = betaling_van(nota)
    mollie.pay(str(betaling.mollie_id))
    url = f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"
    db.session.expunge_all()  # a call of Mollie's starts with nothing in hand

    def call() -> int:
        return client.post(url, {"id": str(betaling.mollie_id)}, csrf=False).status_code

    assert vragen(call) <= BOEKT
    db.session.expunge_all()
    assert vragen(call) <= NIETS_NIEUWS
    assert regels() == [("nota", 1000), ("betaling", -1000)]
