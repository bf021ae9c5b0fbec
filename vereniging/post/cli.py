"""`vereniging post verstuur`: empty the outbox once."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from vereniging.post.acties import verstuur

group = AppGroup("post", help="E-mail versturen.")


@group.command("verstuur")
@with_appcontext
def send() -> None:
    """Verstuur wat er klaarstaat."""
    click.echo(f"{verstuur()} e-mails verstuurd.")


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
