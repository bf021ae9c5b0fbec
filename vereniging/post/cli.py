"""`vereniging post`: empty the outbox once, and take in a message from the mail server."""

from __future__ import annotations

import sys

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext
from sqlalchemy.exc import DBAPIError

from vereniging.core.cli import TRY_AGAIN, Refused, answer, for_programs
from vereniging.core.config import setting
from vereniging.core.errors import Busy, DomainError
from vereniging.core.logging import failure
from vereniging.post.acties import verstuur
from vereniging.post.models import Postlot
from vereniging.post.ontvangen import GROOTSTE, ontvang

group = AppGroup("post", help="E-mail versturen en ontvangen.")
ZINNEN = {
    None: "Dit bericht was er al.",
    Postlot.ANTWOORD: "Het antwoord staat bij de melding.",
    Postlot.TERUGBERICHT: "Genoteerd: die e-mail kwam niet aan.",
    Postlot.POSTBAK: "Het bericht ligt in de postbak.",
    Postlot.GENEGEERD: "Een automatisch bericht: niets mee gedaan.",
}


class Later(Refused):
    """Not now: the mail server keeps the message and offers it again (exit status 75)."""

    exit_code = TRY_AGAIN


@group.command("verstuur")
@for_programs
@with_appcontext
def send(*, as_json: bool) -> None:
    """Verstuur wat er klaarstaat."""
    aantal = verstuur()
    answer(as_json, {"verstuurd": aantal}, f"{aantal} e-mails verstuurd.")


@group.command("ontvang")
@with_appcontext
def receive() -> None:
    """Neem één bericht aan, van de standaardinvoer."""
    if not setting("MAIL_REPLY_DOMAIN"):
        raise Later("Vul VERENIGING_MAIL_REPLY_DOMAIN in. Het bericht is niet aangenomen.")
    data = sys.stdin.buffer.read(GROOTSTE + 1)
    try:
        lot = ontvang(data)
    except DomainError as error:
        raise Refused(str(error)) from None
    except (Busy, DBAPIError, OSError) as error:
        failure("mail not taken", kind=type(error).__name__)
        raise Later("De database is bezig. Bied het bericht later opnieuw aan.") from None
    click.echo(ZINNEN[lot])


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
