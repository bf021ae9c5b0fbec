"""Money in another process, killed when Mollie did its part and we did not write that down yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from tests.faults.stembus import die
from tests.support.settings import settings
from vereniging import create_app
from vereniging.betalingen.acties import maak_betaling
from vereniging.betalingen.incasso import verstuur
from vereniging.betalingen.terugbetalen import voer_uit
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing

DOEN: dict[str, Callable[[int, datetime], object]] = {
    "betaling": maak_betaling,
    "terugbetaling": voer_uit,
    "incasso": verstuur,
}


def is_note(statement: str) -> bool:
    """Whether this statement stores the number that Mollie gave."""
    told, _word, _rest = statement.partition("WHERE")
    return told.startswith(("UPDATE betaling ", "UPDATE terugbetaling ")) and "mollie_id=" in told


def killed_after_the_call(
    told: tuple[str, str], mollie: dict[str, str], wat: str, number: int, nu: datetime
) -> None:
    """Do one thing with money; be killed where its outcome would be stored."""

    def watch(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if is_note(statement):
            die()

    clock.install(lambda: nu)
    with create_app({**settings(Path(told[0]), told[1]), **mollie}).app_context():
        event.listen(db.engine, "before_cursor_execute", watch)
        start_writing()
        DOEN[wat](number, nu)
        finish()
