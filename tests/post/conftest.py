"""A mail server on this machine that does what a test tells it to."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from tests.support import postgres
from tests.toegang.live import live_app as made_app

Answer = Callable[[str], str]
TAKEN = "250 OK"
HANG_UP = "hang up"


@dataclass
class Postkantoor:
    """What arrived, and how the next recipients and letters are answered."""

    port: int
    arrived: list[Message] = field(default_factory=list)
    at_recipient: Answer = lambda _address: TAKEN
    at_letter: Answer = lambda _message_id: TAKEN

    def to(self) -> list[str]:
        """Who got something, in the order of arrival."""
        return [str(letter["To"]) for letter in self.arrived]

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name and arguments
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Take or refuse a recipient."""
        answer = self.at_recipient(address)
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a letter; "hang up" takes it and says nothing."""
        letter = BytesParser(policy=SMTP).parsebytes(envelope.content)
        answer = self.at_letter(str(letter["Message-ID"]))
        if answer in {TAKEN, HANG_UP}:
            self.arrived.append(letter)
        if answer == HANG_UP:
            server.transport.abort()
            return "421 gone"
        return answer


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def postkantoor() -> Iterator[Postkantoor]:
    """A server that takes everything, until a test tells it not to."""
    office = Postkantoor(free_port())
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    yield office
    controller.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def post_app(
    request: pytest.FixtureRequest, tmp_path: Path, postkantoor: Postkantoor
) -> Iterator[Flask]:
    """The application with this mail server."""
    url = f"sqlite:///{tmp_path}/vereniging.db"
    if request.param == "postgresql":
        server: postgres.Server = request.getfixturevalue("postgres_server")
        url = server.create("post")
    told = {"MAIL_SERVER": "127.0.0.1", "MAIL_PORT": postkantoor.port}
    with made_app(tmp_path, url, **told) as app:
        yield app
