"""`vereniging contributie maak-notas JAAR`."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from vereniging.contributie import acties
from vereniging.contributie.queries import contributiejaar
from vereniging.core import clock
from vereniging.core.cli import Refused, unit

group = AppGroup("contributie", help="De contributie van een jaar.")


@group.command("maak-notas")
@click.argument("jaar", type=int)
@click.option("--proef", is_flag=True, help="Alleen kijken, niets bewaren.")
@unit
def maak_notas(jaar: int, *, proef: bool) -> None:
    """Maak de nota's van een jaar; een tweede keer gebeurt er niets."""
    fixed = contributiejaar(jaar)
    if fixed is None:
        raise Refused(f"Er zijn nog geen tarieven voor {jaar}. Leg eerst het besluit vast.")
    vooraf = acties.voorbeeld(fixed, clock.today())
    for reden, aantal in sorted(vooraf.redenen.items()):
        click.echo(f"Geen nota: {aantal} × {reden}")
    if proef:
        click.echo(f"Proef: {vooraf.aantal} nota's, samen {vooraf.totaal}. Niets bewaard.")
        return
    click.echo(f"{acties.maak_notas(jaar, clock.now())} nota's gemaakt, samen {vooraf.totaal}.")


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
