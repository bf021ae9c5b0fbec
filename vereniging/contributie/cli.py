"""`vereniging contributie maak-notas JAAR`."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

from vereniging.contributie import acties
from vereniging.contributie.queries import contributiejaar
from vereniging.core import clock
from vereniging.core.cli import Refused, answer, for_programs, unit

group = AppGroup("contributie", help="De contributie van een jaar.")


@group.command("maak-notas")
@click.argument("jaar", type=int)
@click.option("--proef", is_flag=True, help="Alleen kijken, niets bewaren.")
@for_programs
@unit
def maak_notas(jaar: int, *, proef: bool, as_json: bool) -> None:
    """Maak de nota's van een jaar; een tweede keer gebeurt er niets."""
    fixed = contributiejaar(jaar)
    if fixed is None:
        raise Refused(f"Er zijn nog geen tarieven voor {jaar}. Leg eerst het besluit vast.")
    vooraf = acties.voorbeeld(fixed, clock.today())
    redenen = dict(sorted(vooraf.redenen.items()))
    aantal = vooraf.aantal if proef else acties.maak_notas(jaar, clock.now())
    data = {"notas": aantal, "centen": vooraf.totaal.centen, "zonder": redenen, "proef": proef}
    zin = (
        f"Proef: {aantal} nota's, samen {vooraf.totaal}. Niets bewaard."
        if proef
        else f"{aantal} nota's gemaakt, samen {vooraf.totaal}."
    )
    zonder = [f"Geen nota: {n} × {reden}" for reden, n in redenen.items()]
    answer(as_json, data, *zonder, zin)


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
