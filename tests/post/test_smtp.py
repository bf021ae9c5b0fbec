"""Every message arrives once, whatever the mail server does."""

from __future__ import annotations

import hashlib
import multiprocessing
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from tests.faults import kinderen
from tests.post.conftest import HANG_UP, TAKEN, Postkantoor
from tests.toegang.live import aside, at_once, store
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.keys import Label, seal
from vereniging.core.secrets import key
from vereniging.post import transport
from vereniging.post.acties import verstuur
from vereniging.post.models import Mail, Spoed

TEKST = "Geachte heer Özdemir,\n\nUw coördinaten kloppen: € 12,50.\n"


@pytest.fixture(autouse=True)
def _still(nu: datetime) -> None:
    """The clock stands still."""


def een_mail(app: Flask, sleutel: str = "welkom:1", **anders: object) -> Mail:
    """A message that waits."""
    with app.app_context():
        velden: dict[str, object] = {
            "sleutel": sleutel,
            "aan": f"{sleutel.replace(':', '-')}@example.org",
            "onderwerp": "Welkom bij één vereniging",
            "tekst": seal(key(Label.MAIL), TEKST),
            "gemaakt_op": clock.now(),
            "klaar_vanaf": clock.now(),
        }
        if "afmeldlink" in anders:
            anders["afmeldlink"] = seal(key(Label.MAIL), str(anders["afmeldlink"]))
    return Mail(**{**velden, **anders})  # type: ignore[arg-type]  # any field of a Mail


def empty(app: Flask) -> int:
    """Let one worker empty the outbox."""

    def run() -> int:
        with app.app_context():
            return verstuur()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def row(app: Flask, sleutel: str = "welkom:1") -> Mail:
    """The message as it is stored now."""
    return aside(app, lambda: db.session.scalars(select(Mail).filter_by(sleutel=sleutel)).one())


def later(minutes: float) -> None:
    """Move the clock."""
    moment = clock.now() + timedelta(minutes=minutes)
    clock.install(lambda: moment)


def test_a_message_arrives_once_with_the_headers_a_mail_server_wants(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    link = "https://www.example.org/afmelden/abc"
    store(post_app, een_mail(post_app, afmeldlink=link, antwoord_aan="melding@example.org"))
    assert empty(post_app) == 1
    assert empty(post_app) == 0
    (letter,) = postkantoor.arrived
    name = hashlib.sha256(b"welkom:1").hexdigest()[:32]
    assert letter["Message-ID"] == f"<{name}@127.0.0.1>"
    assert letter["From"] == "Vereniging Wijkbelangen <bestuur@example.org>"
    assert letter["To"] == "welkom-1@example.org"
    assert letter["Subject"] == "Welkom bij één vereniging"
    assert letter["Reply-To"] == "melding@example.org"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] == f"<{link}>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.get_content_charset() == "utf-8"
    body = letter.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == TEKST


def test_a_message_without_a_topic_has_no_unsubscribe_link(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    store(post_app, een_mail(post_app))
    empty(post_app)
    assert postkantoor.arrived[0]["List-Unsubscribe"] is None
    assert postkantoor.arrived[0]["Reply-To"] is None


def test_the_text_cannot_be_read_in_a_dump_and_is_gone_once_taken(post_app: Flask) -> None:
    store(post_app, een_mail(post_app))
    sealed = row(post_app).tekst
    assert sealed
    assert b"zdemir" not in sealed
    assert b"12,50" not in sealed
    empty(post_app)
    assert row(post_app).tekst is None
    assert row(post_app).gedaan_op == clock.now()


def test_one_greylisted_address_waits_and_the_others_do_not(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    store(post_app, *(een_mail(post_app, f"nota:{n}") for n in range(4)))
    postkantoor.at_recipient = lambda to: "451 4.7.1 later" if to.startswith("nota-1") else TAKEN
    empty(post_app)
    assert sorted(postkantoor.to()) == [f"nota-{n}@example.org" for n in (0, 2, 3)]
    waiting = row(post_app, "nota:1")
    assert waiting.klaar_vanaf == clock.now() + timedelta(minutes=1)
    assert waiting.fout
    assert waiting.fout.startswith("451")
    postkantoor.at_recipient = lambda _to: TAKEN
    assert empty(post_app) == 0
    later(1)
    assert empty(post_app) == 1
    assert len(postkantoor.arrived) == 4


def test_a_refused_address_is_kept_with_the_reason_and_never_tried_again(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    store(post_app, een_mail(post_app, "nota:1"), een_mail(post_app, "nota:2"))
    postkantoor.at_recipient = lambda to: (
        "550 5.1.1 Wie is dat?" if to.startswith("nota-1") else TAKEN
    )
    empty(post_app)
    assert postkantoor.to() == ["nota-2@example.org"]
    refused = row(post_app, "nota:1")
    assert refused.geweigerd == "550 5.1.1 Wie is dat?"
    assert refused.mislukt_op
    later(24 * 60)
    assert empty(post_app) == 0


def test_a_refused_letter_does_not_stop_the_others(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    store(post_app, *(een_mail(post_app, f"nota:{n}") for n in range(3)))
    answers = iter([TAKEN, "550 5.7.1 Geen reclame", TAKEN])
    postkantoor.at_letter = lambda _id: next(answers)
    empty(post_app)
    assert len(postkantoor.arrived) == 2
    assert row(post_app, "nota:1").geweigerd == "550 5.7.1 Geen reclame"


def test_a_connection_lost_after_the_letter_repeats_it_once_under_the_same_name(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    store(post_app, *(een_mail(post_app, f"nota:{n}") for n in range(3)))
    answers = iter([TAKEN, HANG_UP])
    postkantoor.at_letter = lambda _id: next(answers, TAKEN)
    empty(post_app)
    assert row(post_app, "nota:1").pogingen == 1
    assert row(post_app, "nota:2").pogingen == 0
    empty(post_app)
    assert postkantoor.to()[-1] == "nota-2@example.org"
    later(1)
    empty(post_app)
    names = [str(letter["Message-ID"]) for letter in postkantoor.arrived]
    assert len(names) == 4
    assert len(set(names)) == 3
    assert names[1] == names[3]


def test_nothing_is_lost_while_the_server_is_away(
    post_app: Flask, postkantoor: Postkantoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(post_app, *(een_mail(post_app, f"nota:{n}") for n in range(3)))
    with monkeypatch.context() as away:
        away.setattr(transport.flask_mail.state, "port", 1)
        for minutes in (0, 1, 5, 30):
            later(minutes)
            assert empty(post_app) == 0
    assert row(post_app, "nota:2").pogingen == 4
    later(120)
    assert empty(post_app) == 3
    assert sorted(postkantoor.to()) == [f"nota-{n}@example.org" for n in range(3)]


def test_whoever_waits_for_a_login_code_goes_first_and_a_dead_code_goes_nowhere(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    nu = clock.now()
    store(
        post_app,
        een_mail(post_app, "brief:1", spoed=Spoed.MAILING),
        een_mail(post_app, "nota:1"),
        een_mail(post_app, "inloggen:1", spoed=Spoed.INLOGGEN, verloopt_op=nu),
        een_mail(
            post_app, "inloggen:2", spoed=Spoed.INLOGGEN, verloopt_op=nu - timedelta(seconds=1)
        ),
        een_mail(post_app, "papier:1", aan="", is_brief=True),
    )
    empty(post_app)
    order = ["inloggen-1", "nota-1", "brief-1"]
    assert postkantoor.to() == [f"{name}@example.org" for name in order]
    assert row(post_app, "inloggen:2").geweigerd == "verlopen"
    assert row(post_app, "papier:1").is_open


IMPOSSIBLE: list[dict[str, object]] = [
    {"aan": "a@example.org\r\nBcc: b@example.org"},
    {"onderwerp": "Hoi\nBcc: b@example.org"},
    {"onderwerp": "Hoi\u2028Bcc: b@example.org"},
    {"antwoord_aan": "a@example.org\nBcc: b@example.org"},
    {"afmeldlink": "https://www.example.org/\r\nBcc: b@example.org"},
    {"afmeldlink": "https://www.example.org/\u2028"},
    {"aan": "@example.org"},
    {"aan": "kim@"},
    {"aan": "kim@@example.org"},
    {"aan": "kim verbeek@example.org"},
    {"aan": "josé@example.org"},
    {"tekst": b"damaged"},
]


def test_a_message_that_cannot_be_sent_is_refused_and_does_not_stop_the_others(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    wrong = [een_mail(post_app, f"fout:{n}", **anders) for n, anders in enumerate(IMPOSSIBLE)]
    store(post_app, *wrong, een_mail(post_app, "nota:1"))
    empty(post_app)
    assert postkantoor.to() == ["nota-1@example.org"]
    for number in range(len(IMPOSSIBLE)):
        assert row(post_app, f"fout:{number}").geweigerd, IMPOSSIBLE[number]


@pytest.mark.traag("two workers and fifty messages, over a real connection")
@pytest.mark.faults
def test_two_workers_send_fifty_messages_and_none_twice(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    store(post_app, *(een_mail(post_app, f"nota:{n}") for n in range(50)))

    def run(_number: int) -> None:
        with post_app.app_context():
            verstuur()

    at_once(2, run)
    assert sorted(postkantoor.to()) == sorted(f"nota-{n}@example.org" for n in range(50))


def test_the_clock_of_the_letter_is_when_it_was_written(
    post_app: Flask, postkantoor: Postkantoor
) -> None:
    store(post_app, een_mail(post_app))
    later(90)
    empty(post_app)
    assert postkantoor.arrived[0]["Date"] == "Sun, 22 Nov 2026 19:00:00 +0000"


@pytest.mark.traag("starts a process, to be killed")
@pytest.mark.faults
def test_a_kill_between_the_yes_of_the_server_and_our_note_repeats_one_letter_under_its_name(
    post_app: Flask, postkantoor: Postkantoor, tmp_path: Path
) -> None:
    clock.install(clock.system)
    store(post_app, *(een_mail(post_app, f"nota:{n}") for n in range(3)))
    told = (str(tmp_path), post_app.config["DATABASE_URL"])
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=kinderen.post, args=(told, postkantoor.port))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert postkantoor.to() == ["nota-0@example.org"]
    assert empty(post_app) == 0
    later(6)
    assert empty(post_app) == 3
    names = [str(letter["Message-ID"]) for letter in postkantoor.arrived]
    assert len(names) == 4
    assert len(set(names)) == 3
    assert names[0] == names[1]
