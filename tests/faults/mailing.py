"""A worker that is killed in the middle of a mailing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

from tests.faults.stembus import die
from tests.support.settings import settings
from vereniging import create_app
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.post import mailingen
from vereniging.taken.worker import run_all

PORTIE = 4


def worker(told: tuple[str, str], port: int, nu: datetime, moment: str) -> None:
    """Work until the second portion is written (not yet committed), or the third mail is taken."""
    clock.install(lambda: nu)
    where = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": port}
    with create_app({**settings(Path(told[0]), told[1]), **where}).app_context():
        mailingen.PORTIE = PORTIE
        seen = []

        def watch(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if moment == "klaarzetten" and statement.startswith("INSERT INTO mail "):
                seen.append(statement)
                if len(seen) == 2:
                    die()
            head = statement.split("WHERE", maxsplit=1)[0]
            if (
                moment == "versturen"
                and head.startswith("UPDATE mail SET")
                and "gedaan_op=" in head
            ):
                seen.append(statement)
                if len(seen) == 3:
                    die()

        event.listen(db.engine, "after_cursor_execute", watch)
        run_all()
