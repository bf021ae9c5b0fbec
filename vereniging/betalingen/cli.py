"""`vereniging betalingen afstemmen` and `betalingen sandbox`."""

from __future__ import annotations

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from vereniging.betalingen.afstemmen import stem_af
from vereniging.betalingen.gateway import GatewayError
from vereniging.betalingen.queries import open_verschillen
from vereniging.betalingen.sandbox import NotHere, serve
from vereniging.core import clock
from vereniging.core.cli import Refused, answer, for_programs, interruptible, unit
from vereniging.core.config import setting

group = AppGroup("betalingen", help="Betalingen controleren, en de nagebootste betaalomgeving.")


@group.command("afstemmen")
@for_programs
def reconcile(*, as_json: bool) -> None:
    """Vergelijk met Mollie; eindigt met 1 als er verschillen zijn."""
    found = _compare()
    sentences = [f"{row['soort']} {row['sleutel']}: {row['tekst']}" for row in found]
    answer(as_json, {"verschillen": found}, *(sentences or ["Geen verschillen."]))
    if found:
        raise Refused(f"Verschillen: {len(found)}. Bekijk ze bij Contributie.")


@unit
def _compare() -> list[dict[str, str]]:
    try:
        stem_af(clock.now())
    except GatewayError as error:
        raise Refused(f"Mollie antwoordt niet: {error}") from None
    return [
        {"soort": row.soort, "sleutel": row.sleutel, "tekst": row.tekst}
        for row in open_verschillen()
    ]


@group.command("sandbox")
@click.option("--poort", type=int, default=8001, show_default=True)
@click.option("--seed", type=int, default=None, help="Maak steeds dezelfde kenmerken.")
@with_appcontext
def sandbox(poort: int, seed: int | None) -> None:
    """Start de nagebootste betaalomgeving tot Ctrl-C."""
    interruptible()
    click.echo(f"De nagebootste betaalomgeving draait op http://127.0.0.1:{poort}")
    try:
        serve(poort, Path(setting("DATA_DIR")) / "mollie.db", seed=seed)
    except NotHere as error:
        raise Refused(str(error)) from None


def register(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(group)
