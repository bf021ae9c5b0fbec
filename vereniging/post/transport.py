"""The way out: SMTP through Flask-Mail, or a folder in the demo."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from flask import Flask
from flask_mail import Mail as FlaskMail

from vereniging.core.config import setting
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.post.antwoordadres import KIEM, RETOUR, antwoordadres
from vereniging.post.mail import sender
from vereniging.post.models import Mail

TIMEOUT = 10.0
GOODBYE = 421
FORBIDDEN = ("\r", "\n", "\u2028", "\u2029")

flask_mail = FlaskMail()


class MailRefused(Exception):
    """The mail server will never take this message (5xx)."""


class Postponed(Exception):
    """Not this message now (4xx); another one may go."""


class Unreachable(Exception):
    """Not now: busy, gone, or unsure whether it took the message."""


class Connection(Protocol):
    """Somewhere to hand a message to."""

    def send(self, message: EmailMessage) -> None:
        """Hand over; raises MailRefused, Postponed or Unreachable."""


def init_app(app: Flask) -> None:
    """Flask-Mail reads the MAIL_ settings."""
    flask_mail.state = flask_mail.init_app(app)


def build(mail: Mail, association: str) -> EmailMessage:
    """The message as it goes over the wire; ValueError for a line break in a header."""
    host = urlsplit(setting("BASE_URL")).hostname or "localhost"
    stop = unseal(keys(Label.MAIL), mail.afmeldlink) if mail.afmeldlink else ""
    headers = (mail.aan, mail.onderwerp, association, mail.antwoord_aan, stop)
    for value in headers:
        if any(mark in (value or "") for mark in FORBIDDEN):
            message = "line break in a header"
            raise ValueError(message)
    letter = EmailMessage(policy=SMTP_POLICY.clone(max_line_length=998))
    letter["Subject"] = mail.onderwerp
    letter["From"] = Address(association, addr_spec=sender())
    letter["To"] = Address(addr_spec=mail.aan)
    letter["Date"] = format_datetime(mail.gemaakt_op)
    letter["Message-ID"] = f"<{mail.nummer}@{host}>"
    if mail.draad:
        letter["References"] = f"<{mail.draad}@{host}>"
    letter["Auto-Submitted"] = "auto-generated"
    if mail.antwoord_aan:
        letter["Reply-To"] = Address(addr_spec=mail.antwoord_aan)
    if stop:
        letter["List-Unsubscribe"] = f"<{stop}>"
        letter["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    letter.set_content(unseal(keys(Label.MAIL), mail.tekst or b""), cte="quoted-printable")
    return letter


@contextmanager
def connected() -> Iterator[Connection]:
    """One connection for a batch of messages; raises Unreachable."""
    folder = setting("POST_FOLDER")
    if folder:
        yield Folder(Path(folder))
        return
    server = _open()
    try:
        yield server
    finally:
        server.close()


class Folder:
    """The demo's mailbox: a file per message, the same file for the same message."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)

    def send(self, message: EmailMessage) -> None:
        """Write it beside its final name, then put it there."""
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        unfinished = self.path / f".{name}"
        unfinished.write_bytes(message.as_bytes())
        unfinished.rename(self.path / f"{name}.eml")


class Smtp:
    """A mail server, spoken to through the settings that Flask-Mail read."""

    def __init__(self, host: smtplib.SMTP) -> None:
        self.host = host

    def send(self, message: EmailMessage) -> None:
        """Hand over one message."""
        try:
            self.host.send_message(message, from_addr=_retour(message))
        except smtplib.SMTPNotSupportedError as error:
            raise MailRefused(str(error)) from error
        except smtplib.SMTPSenderRefused as error:  # our own settings, whoever it was for
            raise Unreachable(f"{error.smtp_code} {_words(error.smtp_error)}") from error
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
            raise self._said_no(error) from error
        except (smtplib.SMTPException, OSError) as error:
            raise Unreachable(type(error).__name__) from error

    def _said_no(
        self, error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException
    ) -> Exception:
        code, text = _answer(error)
        if code == GOODBYE:
            return Unreachable(f"{code} {text}")
        with suppress(smtplib.SMTPException, OSError):
            self.host.rset()
        kind = MailRefused if code >= 500 else Postponed
        return kind(f"{code} {text}")

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        try:
            self.host.quit()
        except (smtplib.SMTPException, OSError):
            self.host.close()


def _retour(message: EmailMessage) -> str | None:
    """Where a mail server tells that this message did not arrive; None: to who it is from."""
    nummer = str(message["Message-ID"]).strip("<>").partition("@")[0]
    return antwoordadres(bytes.fromhex(nummer)[:KIEM], RETOUR)


def _open() -> Smtp:
    state: Any = flask_mail.state
    try:
        with ExitStack() as undo:
            host = _host(state)
            undo.callback(host.close)
            if state.use_tls:
                host.starttls(context=ssl.create_default_context())
            if state.username:
                host.login(state.username, state.password or "")
            undo.pop_all()
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(type(error).__name__) from error
    return Smtp(host)


def _host(state: Any) -> smtplib.SMTP:
    if state.use_ssl:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(state.server, state.port, timeout=TIMEOUT, context=context)
    return smtplib.SMTP(state.server, state.port, timeout=TIMEOUT)


def _answer(
    error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException,
) -> tuple[int, str]:
    code: int
    text: bytes | str
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
    else:
        code, text = error.smtp_code, error.smtp_error
    return code, _words(text)


def _words(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text
