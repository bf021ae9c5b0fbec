"""Commands: one unit of work each, one Dutch sentence when refused."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from vereniging.core import db as database
from vereniging.core.errors import Busy, DomainError
from vereniging.core.roles import roles

Command = TypeVar("Command", bound=Callable[..., Any])
TRY_AGAIN = 75  # EX_TEMPFAIL of sysexits
for_programs = click.option("--json", "as_json", is_flag=True, help="Antwoord voor een programma.")


def answer(as_json: bool, data: object, *sentences: str) -> None:
    """Give the data to a program as one line of JSON, or the sentences to people."""
    for line in [json.dumps(data, ensure_ascii=False)] if as_json else sentences:
        click.echo(line)


class Refused(click.ClickException):
    """The command did nothing, and says why and what to do (exit status 1)."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """The sentence alone, on stderr."""
        click.echo(self.message, file=file or sys.stderr)


def unit(command: Command) -> Command:
    """Run a command in one writing transaction; return commits, raise rolls back."""

    @with_appcontext
    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        try:
            with database.translated():
                database.start_writing()
                result = command(*args, **options)
                database.finish()
        except DomainError as error:
            database.undo()
            raise Refused(str(error)) from None
        except Busy:
            database.undo()
            sentence = "De database is bezig. Probeer het zo opnieuw."
            raise Refused(sentence) from None
        except BaseException:
            database.undo()
            raise
        return result

    return run  # type: ignore[return-value]


def interruptible() -> None:
    """Let SIGTERM end this program as Ctrl-C does, and Ctrl-C also where a shell ignores it.

    A shell that starts a program in the background makes it ignore SIGINT.
    """
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, signal.default_int_handler)


db_group = AppGroup("db", help="De database bijwerken en controleren.")


@db_group.command("upgrade")
def upgrade() -> None:
    """Werk de tabellen bij."""
    from vereniging.core import migrations  # noqa: PLC0415  heavy

    migrations.upgrade()
    click.echo("De database is bij.")


@db_group.command("check")
@for_programs
def check(*, as_json: bool) -> None:
    """Vergelijk de tabellen met het programma; status 1 als ze verschillen."""
    from vereniging.core.migrations import differences  # noqa: PLC0415  heavy

    found = differences()
    if as_json:
        answer(as_json, {"verschillen": found})
    for line in found:
        click.echo(line, err=True)
    if found:
        sentence = "De database en het programma verschillen. Draai `vereniging db upgrade`."
        raise Refused(sentence)
    if not as_json:
        click.echo("De database past bij het programma.")


@db_group.command("rollen")
@with_appcontext
def show_roles() -> None:
    """Toon de rollen voor PostgreSQL, om aan psql te geven."""
    click.echo(roles(), nl=False)


def init_app(app: Flask) -> None:
    """Add the database commands."""
    app.cli.add_command(db_group)
