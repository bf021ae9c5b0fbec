"""The ballot box under crowds, faults and kills: every acknowledged vote, once, or nothing."""

from __future__ import annotations

import io
import json
import logging
import multiprocessing
import secrets
import signal
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from flask import Flask
from sqlalchemy import select

from tests.faults.stembus import WACHT, Injected, Vote, at_statement, fail, killed, open_vote
from tests.stembus.factories import om
from tests.stembus.test_biljet import CODE, vote
from tests.support.client import Client, sign_in
from tests.toegang.live import aside, at_once
from vereniging.core import clock
from vereniging.core.db import db, start_writing, undo
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.stembus.acties import sluit, tel
from vereniging.stembus.acties.stemmen import BusDicht, IntussenGestemd
from vereniging.stembus.models import StembusBestand

THREADS = 64
VOTERS = 100
pytestmark = [pytest.mark.faults, pytest.mark.traag("crowds and faults on a real database")]


@pytest.fixture
def small(live_app: Flask, nu: datetime) -> Vote:
    """An open vote with five members on its roll."""
    return open_vote(live_app, 5)


def attempts(found: Vote, nonces: list[bytes]) -> list[Any]:
    """The first member confirms all these forms at once; receipts, or None when refused."""

    def confirm(number: int) -> Any:
        try:
            return found.cast(0, nonce=nonces[number])
        except IntussenGestemd:
            return None

    return at_once(len(nonces), confirm)


def test_sixty_four_clicks_on_one_form_are_one_vote_with_one_receipt(small: Vote) -> None:
    answers = attempts(small, [secrets.token_bytes(32)] * THREADS)
    assert answers[0]
    assert set(answers) == {answers[0]}
    state = small.state()
    assert state["envelop"] == state["bevestigd"] == 1
    assert answers[0][1] == 1


def test_of_sixty_four_windows_one_wins_and_the_others_are_told(small: Vote) -> None:
    answers = attempts(small, [secrets.token_bytes(32) for _ in range(THREADS)])
    receipts = [answer for answer in answers if answer]
    assert [revisie for _, revisie in receipts] == [1]
    assert small.state()["envelop"] == 1


def test_votes_around_the_closing_second_count_if_and_only_if_they_were_acknowledged(
    live_app: Flask, nu: datetime
) -> None:
    found = open_vote(live_app, VOTERS)
    sluit_op, begun = found.sluit_op, list[float]()
    clock.install(
        lambda: sluit_op + timedelta(seconds=(time.monotonic() - begun[0] if begun else 0) - 0.8)
    )
    outcomes: list[tuple[datetime, datetime, str]] = []
    voters = 12

    def crowd(number: int) -> None:
        for place in range(number, VOTERS, voters):
            time.sleep(0.1)
            before = clock.now()
            try:
                receipt, _ = found.cast(place)
                outcomes.append((before, clock.now(), receipt.zegel))
                begun.append(time.monotonic())  # the last 0.8 second begins with the first vote
            except BusDicht:
                outcomes.append((before, clock.now(), ""))

    def closer() -> None:
        while not found.step("sluit"):
            time.sleep(0.02)

    at_once(voters + 1, lambda number: closer() if number == voters else crowd(number))
    accepted = sorted(zegel for _, _, zegel in outcomes if zegel)
    assert 0 < len(accepted) < VOTERS
    assert all(zegel for _, after, zegel in outcomes if after < sluit_op)
    assert not [zegel for before, _, zegel in outcomes if before >= sluit_op and zegel]
    boxed: Any = found.state()["bus"]
    assert [zegel for zegel, _ in boxed] == accepted


@pytest.mark.parametrize("step", ["breng_uit", "sluit", "tel"])
def test_a_fault_at_any_statement_leaves_the_state_before_or_after(small: Vote, step: str) -> None:
    ready(small, step)
    before, number = small.state(), 0
    nonce = secrets.token_bytes(32)
    while True:
        number += 1
        with small.app.app_context():
            engine = db.engine
        with at_statement(engine, number, fail) as seen:
            try:
                small.cast(4, nonce=nonce) if step == "breng_uit" else small.step(step)
            except Injected:
                failed = True
            else:
                failed = False
        if not failed:
            break
        assert small.state() == before, (number, seen[-1])
    assert number > 5
    assert small.state() != before


def ready(found: Vote, step: str) -> datetime:
    """Bring the vote to where this step is due; the moment it is."""
    for place in range(4):
        found.cast(place)
    if step == "breng_uit":
        return clock.now()
    dicht = om(found.sluit_op)
    if step == "tel":
        assert found.step("sluit")
        return om(dicht + WACHT)
    return dicht


@pytest.mark.parametrize("step", ["sluit", "tel"])
def test_a_kill_half_way_changes_nothing_and_the_next_try_gives_the_same_bytes(
    small: Vote, tmp_path: Path, step: str
) -> None:
    moment = ready(small, step)
    before = small.state()
    with small.app.app_context():
        engine = db.engine
    with at_statement(engine, 10_000, fail) as seen:
        expected = dry_run(small, step)
    last = len(seen)
    context = multiprocessing.get_context("spawn")
    told = (str(tmp_path), small.app.config["DATABASE_URL"])
    for number in (last // 2, last):
        process = context.Process(target=killed, args=(told, moment, step, number))
        process.start()
        process.join(60)
        assert process.exitcode == -signal.SIGKILL
        assert small.state() == before
    assert small.step(step)
    assert small.state()["bestanden"] == expected
    assert not small.step(step)


def work(found: Vote, step: str) -> None:
    """The step itself, in the unit that the caller began."""
    {"sluit": sluit, "tel": tel}[step](found.stemming(), clock.now())


def dry_run(found: Vote, step: str) -> dict[str, bytes]:
    """The files that this step would publish, with nothing stored."""
    with found.app.app_context():
        start_writing()
        work(found, step)
        files = {row.naam: row.inhoud for row in db.session.scalars(select(StembusBestand))}
        undo()
    return files


def dump(found: Vote, folder: Path) -> bytes:
    """All that somebody with the database in hand can read, mail opened too."""
    parts = [path.read_bytes() for path in folder.glob("vereniging.db*")]

    def texts() -> list[str]:
        mails = db.session.scalars(select(Mail)).all()
        opened = [unseal(keys(Label.MAIL), mail.tekst) for mail in mails if mail.tekst]
        lines = [json.dumps([line.soort, line.wat]) for line in db.session.scalars(select(Logboek))]
        return opened + lines + [mail.onderwerp for mail in mails]

    parts += [part.encode() for part in aside(found.app, texts)]
    if found.app.config["DATABASE_URL"].startswith("sqlite"):
        with closing(sqlite3.connect(folder / "vereniging.db")) as connection:
            parts.append("\n".join(connection.iterdump()).encode())
    return b"\n".join(parts)


def test_an_open_vote_leaves_no_choice_word_or_code_anywhere(small: Vote, tmp_path: Path) -> None:
    log, usual = io.StringIO(), structlog.get_config()
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
        logger_factory=structlog.PrintLoggerFactory(log),
    )
    try:
        with small.app.app_context():
            start_writing()
            browser = sign_in(Client(small.app), small.lid(0), (), second_factor=True)
            receipt = vote(browser, "parkeren", v1="tegen", woord="zonnebloemolie")
    finally:
        structlog.configure(**usual)
    code = CODE.findall(receipt)[0].replace("<wbr>", "")
    assert "bevestigen" in log.getvalue()
    found = dump(small, tmp_path) + log.getvalue().encode()
    assert b"parkeren" in found
    for secret in ("zonnebloemolie", code, code.replace("-", ""), '"v1":"tegen"', "v1=tegen"):
        assert secret.encode() not in found
