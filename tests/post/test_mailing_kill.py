"""A killed worker: what it wrote half is not there, the next one goes on, nobody gets two."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.factories import een_lid
from tests.faults import mailing as killed
from tests.post.conftest import Postkantoor
from tests.post.mailing import een_mailing, goedgekeurd
from tests.toegang.live import aside
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.post import mailingen
from vereniging.post.models import Mail, Mailing, MailingStand
from vereniging.taken.worker import run_all

LEDEN = 10
pytestmark = [pytest.mark.faults, pytest.mark.traag("starts a process, to be killed")]


def prepare() -> None:
    """A mailing that may leave."""
    db.session.add_all([een_lid(email=f"lid{n}@example.org") for n in range(LEDEN)])
    db.session.flush()
    goedgekeurd(een_mailing())


def work(app: Flask) -> None:
    """Let another worker go on."""

    def run() -> None:
        with app.app_context():
            run_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result()


def count() -> int:
    """How many messages of mailings there are."""
    query = select(func.count()).where(Mail.mailing_id.is_not(None))
    return db.session.scalar(query) or 0


@pytest.fixture
def kill(
    post_app: Flask, postkantoor: Postkantoor, tmp_path: Path, nu: datetime
) -> Callable[[str], int]:
    """Let a worker begin, and be killed at this moment; how many messages it left behind."""

    def run(moment: str) -> int:
        aside(post_app, prepare)
        told = (str(tmp_path), post_app.config["DATABASE_URL"])
        context = multiprocessing.get_context("spawn")
        arguments = (told, postkantoor.port, nu, moment)
        process = context.Process(target=killed.worker, args=arguments)
        process.start()
        process.join(60)
        assert process.exitcode == -signal.SIGKILL
        clock.install(lambda: nu + timedelta(minutes=6))
        return aside(post_app, count)

    return run


def everybody_has_it(app: Flask, office: Postkantoor) -> bool:
    """Whether each member got it, and the mailing knows."""
    done = aside(app, lambda: db.session.scalars(select(Mailing)).one())
    assert done.stand is MailingStand.VERSTUURD
    assert done.uitkomst["verstuurd"] == LEDEN
    assert aside(app, count) == LEDEN
    return set(office.to()) == {f"lid{n}@example.org" for n in range(LEDEN)}


def test_a_kill_while_the_messages_are_written_doubles_none(
    post_app: Flask,
    postkantoor: Postkantoor,
    kill: Callable[[str], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert kill("klaarzetten") == killed.PORTIE
    monkeypatch.setattr(mailingen, "PORTIE", killed.PORTIE)
    work(post_app)
    assert everybody_has_it(post_app, postkantoor)
    assert len(postkantoor.arrived) == LEDEN


def test_a_kill_while_the_messages_leave_repeats_one_under_its_own_name(
    post_app: Flask, postkantoor: Postkantoor, kill: Callable[[str], int]
) -> None:
    assert kill("versturen") == LEDEN
    work(post_app)
    assert everybody_has_it(post_app, postkantoor)
    ids = [str(letter["Message-ID"]) for letter in postkantoor.arrived]
    assert len(ids) == LEDEN + 1
    assert len(set(ids)) == LEDEN
