"""Two board members admit the same applicant at the same moment."""

from __future__ import annotations

import threading

from flask import Flask
from sqlalchemy import func, select

from tests.leden.factories import NU, een_bevestigde_aanmelding
from vereniging.core.db import db, finish, one_or_404, start_writing, undo
from vereniging.leden import acties
from vereniging.leden.models import Aanmelding, Lid
from vereniging.post.models import Mail


def test_two_board_members_at_once_make_one_member(live_app: Flask) -> None:
    with live_app.app_context():
        start_writing()
        kenmerk = een_bevestigde_aanmelding().kenmerk
        finish()
    numbers: list[int] = []
    together = threading.Barrier(2)

    def admit() -> None:
        with live_app.app_context():
            together.wait()
            start_writing()
            numbers.append(acties.toelaten(one_or_404(Aanmelding, kenmerk=kenmerk), NU).lidnummer)
            finish()

    threads = [threading.Thread(target=admit) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with live_app.app_context():
        assert numbers == [1, 1]
        assert db.session.scalar(select(func.count()).select_from(Lid)) == 1
        welcome = select(func.count()).select_from(Mail).where(Mail.sleutel.like("welkom:%"))
        assert db.session.scalar(welcome) == 1
        undo()
