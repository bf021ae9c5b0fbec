"""What other processes do in these tests, until somebody kills them."""

from __future__ import annotations

import itertools
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import event

from tests.faults.stembus import Vote, die
from tests.support.settings import settings
from vereniging import create_app
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing
from vereniging.core.references import Nummer
from vereniging.logboek.acties import schrijf
from vereniging.post.acties import verstuur
from vereniging.post.models import Mail


def a_fact(nummer: int) -> None:
    """A fact with its mail and its line in the log, in the unit of the caller."""
    nu = clock.now()
    db.session.add(Nummer(reeks=f"K-{nummer}", laatste=nummer))
    db.session.flush()
    mail = {"aan": "kim@example.org", "onderwerp": "Gelukt", "tekst": b"x" * 500}
    db.session.add(Mail(sleutel=f"feit:{nummer}", gemaakt_op=nu, klaar_vanaf=nu, **mail))  # type: ignore[arg-type]
    schrijf("feit.gebeurd", nummer=nummer, gegevens={"wie": "Kim"})


def facts(told: tuple[str, str], acknowledged: Connection) -> None:
    """Store facts without end, and acknowledge each one."""
    with create_app(settings(Path(told[0]), told[1])).app_context():
        for nummer in itertools.count(1):
            start_writing()
            a_fact(nummer)
            finish()
            acknowledged.send(nummer)


def post(told: tuple[str, str], port: int) -> None:
    """Empty the outbox and be killed between the server's yes and our note of it."""
    where = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": port}
    with create_app({**settings(Path(told[0]), told[1]), **where}).app_context():

        def watch(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if (
                statement.startswith("UPDATE mail SET")
                and "gedaan_op=" in statement.split("WHERE", maxsplit=1)[0]
            ):
                die()

        event.listen(db.engine, "before_cursor_execute", watch)
        verstuur()


def votes(folder: str, url: str, lidnummers: list[int]) -> None:
    """Cast votes, with a word on the terminal before and after each."""
    app = create_app(settings(Path(folder), url))
    found = Vote(app, lidnummers)
    for place in range(len(lidnummers)):
        os.write(1, b"ask\n")
        found.cast(place)
        os.write(1, b"done\n")


if __name__ == "__main__":
    votes(sys.argv[1], sys.argv[2], [int(word) for word in sys.argv[3:]])
